import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE, SECOND, type Instant } from '../domain/instant.js';
import type { OutgoingMail } from '../mail/message.js';
import type { Pace } from '../mail/pace.js';
import type { Database } from '../register/database.js';
import { beginSending, dueMails, finishSending, type Delivery, type MailToSend } from '../register/outbox/deliver.js';

export interface Sending {
  db: Database;
  now: Instant;
  /** Mails at most, and of them at once: so many connections, and so many rows that are `sending`. */
  most: number;
  atOnce: number;
  deliver: (mail: OutgoingMail) => Promise<Delivery>;
  pace: Pace;
  /** When a mail that failed may be tried again, at the earliest at `instant`. */
  retryAt: (instant: Instant) => Instant;
  stopped: () => boolean;
  heartbeat: (sent: number) => void;
}

/** So long at most between two looks at whether the worker is being stopped. */
const LOOK = SECOND;
/** So long a batch begins new mails. */
const BEGINS_FOR = MINUTE;

/** Hands over what is `pending`, several at once, and gives how many. A worker that is being stopped begins none, and finishes what it began. */
export async function sendBatch(sending: Sending): Promise<number> {
  const { db, now, most, pace } = sending;
  const inTurn = turns();
  let begun = 0;
  let sent = 0;
  let over = false;
  // Slowed down by the limits, a batch's `now` would grow old.
  const timer = setTimeout(() => (over = true), BEGINS_FOR);

  /** The next mail; or for how long to wait; or nothing, when there is none. One lane after the other, or they would overrun the limits together. */
  async function next(): Promise<MailToSend | number | null> {
    const wait = pace.wait();
    if (wait > 0) return wait;
    const full = pace.full();
    const mail = await beginSending(db, now, full);
    if (mail !== null) pace.count(mail.mailbox);
    else if (full.length > 0 && (await isHeldBack())) return LOOK;
    return mail;
  }

  async function lane(): Promise<void> {
    while (begun < most && !over && !sending.stopped()) {
      sending.heartbeat(sent);
      begun += 1;
      const mail = await inTurn(next);
      if (mail === null || typeof mail === 'number') begun -= 1;
      if (mail === null) return;
      if (typeof mail === 'number') {
        await sleep(Math.min(mail, LOOK));
        continue;
      }
      const delivery = await sending.deliver(outgoing(mail));
      await finishSending(db, mail.id, { delivery, now, retryAt: sending.retryAt });
      sent += 1;
    }
  }

  /** Whether something waits only for its domain. */
  async function isHeldBack(): Promise<boolean> {
    return (await dueMails(db, now).select('id').limit(1).executeTakeFirst()) !== undefined;
  }

  const lanes = await Promise.allSettled(Array.from({ length: sending.atOnce }, lane));
  clearTimeout(timer);
  // All are waited for, also when one fails: what the others were handing over is finished.
  const failed = lanes.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return sent;
}

/** Has works done one after the other, in the order they are asked for. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Dated by when it was made, so that it is the same mail, byte for byte, when it is sent again. */
function outgoing({ createdAt: at, name, mailbox, ...content }: MailToSend): OutgoingMail {
  return { ...content, recipient: { name, mailbox }, at };
}
