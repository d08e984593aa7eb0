import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE, SECOND, type Instant } from '../../domain/instant.js';
import { openMailbox, type ImapMailbox, type ImapSettings } from '../../mail/inbox/imap-mailbox.js';
import { isAtRest } from '../../register/at-rest.js';
import type { LinkNaming } from '../../register/links.js';
import { asOneReader } from '../../register/replies/one-reader.js';
import type { Became } from '../../register/replies/received-mail-table.js';
import { lastRead } from '../../register/replies/received.js';
import { openRestoration } from '../../register/restoration.js';
import type { Duban } from '../duban.js';
import { wakeDispatch } from '../wake-dispatch.js';
import { setAside, takeMessage } from './take-message.js';

export interface Inbox {
  imap: ImapSettings;
  /** The address that we send from. */
  own: string;
  office: string;
  /** How mails name their links; absent where they have none. */
  links?: LinkNaming;
  clock: () => Instant;
  stopped: AbortSignal;
  /** Told what could not be done; it is tried again. */
  onError: (error: unknown) => void;
}

const EVERY = MINUTE;
const LONGEST_BACK_OFF = 5 * MINUTE;
/** Bytes. Mail servers take half of it; a message is worked on in memory, one at a time. */
const LARGEST = 64 * 1024 * 1024;
const TRIES = 3;

/** Reads the mailbox until `stopped` aborts: one process at a time, and again after whatever went wrong, after waits that grow. */
export async function runInbox(duban: Duban, inbox: Inbox): Promise<void> {
  const { stopped, onError } = inbox;
  let failures = 0;
  while (!stopped.aborted) {
    let wait = EVERY;
    try {
      await asOneReader(duban.db, async (isHeld) => {
        const mailbox = await openMailbox(inbox.imap);
        try {
          for (; !stopped.aborted; await mailbox.news(EVERY, stopped)) {
            await isHeld();
            await readNew(duban, mailbox, inbox);
            failures = 0;
          }
        } finally {
          await mailbox.close();
        }
      });
    } catch (error) {
      onError(error);
      wait = Math.min(LONGEST_BACK_OFF, 2 ** failures * 5 * SECOND);
      failures += 1;
    }
    await sleep(wait, undefined, { signal: stopped }).catch(() => undefined);
  }
}

/** Takes in every message that was not read yet. While nothing may be sent, nothing is read. */
export async function readNew(duban: Duban, mailbox: ImapMailbox, inbox: Inbox): Promise<void> {
  if ((await isAtRest(duban.db)) || (await openRestoration(duban.db)) !== null) return;
  const last = await lastRead(duban.db, { mailbox: mailbox.name, uidValidity: mailbox.uidValidity });
  for (const uid of await mailbox.after(last)) {
    if (inbox.stopped.aborted) break;
    const became = await takeOne(duban, { mailbox, uid, inbox });
    // What is no business of ours stays as it is: a person may read this mailbox, too.
    if (became === null || became === 'left' || became === 'failed') continue;
    await mailbox.putAway(uid).catch(inbox.onError);
  }
  await wakeDispatch(duban).catch(inbox.onError);
}

interface One {
  mailbox: ImapMailbox;
  uid: number;
  inbox: Inbox;
}

/** A message that fails again and again, though all else works, is set aside. */
async function takeOne(duban: Duban, { mailbox, uid, inbox }: One): Promise<Became | null> {
  const place = { mailbox: mailbox.name, uidValidity: mailbox.uidValidity, uid };
  const taking = (): Parameters<typeof takeMessage>[2] => ({ ...inbox, place, now: inbox.clock() });
  let bytes: Uint8Array = Buffer.from(JSON.stringify(place));
  for (let n = 1; ; n += 1) {
    try {
      const read = await mailbox.read(uid, LARGEST);
      if (read === null) return null;
      bytes = read;
      return await takeMessage(duban, bytes, taking());
    } catch (error) {
      inbox.onError(error);
      if (!(error instanceof RangeError)) {
        // Where the store, the register or the mailbox is away, it is not the message.
        await duban.evidence.probe();
        await mailbox.after(uid);
        if (n < TRIES) continue;
      }
      const reason = error instanceof Error ? error.message : String(error);
      return setAside(duban, { bytes, reason }, taking());
    }
  }
}
