import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { SECOND } from '../../domain/instant.js';

export interface ImapSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (imaps). Otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  /** The folder that answers arrive in. */
  readonly folder: string;
}

export interface ImapMailbox {
  /** Names it in the register. */
  readonly name: string;
  readonly uidValidity: number;
  /** UIDs above `uid`, in their order. */
  after(uid: number): Promise<number[]>;
  /** The bytes of a message; null where it is gone. Throws `RangeError` where it is larger than `most`. */
  read(uid: number, most: number): Promise<Uint8Array | null>;
  /** Marks a message as seen and moves it to 已处理, as far as the server lets it. Nothing is ever deleted. */
  putAway(uid: number): Promise<void>;
  /** Until something may have arrived, for so long at most. */
  news(wait: number, stopped: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Where messages go that were worked on. */
const DONE = '已处理';

/** Opens a mailbox over IMAP. Nothing is logged. Throws what the server or the network says. */
export async function openMailbox(settings: ImapSettings): Promise<ImapMailbox> {
  const { host, port, secure, user, password, folder } = settings;
  const client = new ImapFlow({
    ...{ host, port, secure, auth: { user, pass: password }, logger: false },
    ...{ connectionTimeout: 20 * SECOND, greetingTimeout: 20 * SECOND, socketTimeout: 300 * SECOND },
  });
  // A connection that breaks is told by the next command.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const opened = await client.mailboxOpen(folder);
    let isDoneThere = false;
    return {
      name: `${user}@${host}/${folder}`,
      uidValidity: Number(opened.uidValidity),
      async after(uid) {
        // `n:*` has the last message in any case.
        const found = await client.search({ uid: `${uid + 1}:*` }, { uid: true });
        if (!found) throw new Error('邮箱无法检索');
        return found.filter((each) => each > uid).sort((a, b) => a - b);
      },
      async read(uid, most) {
        const head = await client.fetchOne(String(uid), { size: true }, { uid: true });
        if (!head) return null;
        if ((head.size ?? 0) > most) throw new RangeError(`邮件有${Math.ceil((head.size ?? 0) / 1024 / 1024)} MB`);
        const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
        return (message && message.source) || null;
      },
      async putAway(uid) {
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
        if (!isDoneThere) await client.mailboxCreate(DONE).catch(() => undefined);
        isDoneThere = true;
        await client.messageMove(String(uid), DONE, { uid: true });
      },
      async news(wait, stopped) {
        // A connection that broke before has said so already.
        if (stopped.aborted || !client.usable) return;
        const ending = new AbortController();
        const { signal } = ending;
        const stop = (): void => ending.abort();
        stopped.addEventListener('abort', stop);
        const never = (): void => undefined;
        await Promise.race([
          once(client, 'exists', { signal }).catch(never),
          once(client, 'close', { signal }).catch(never),
          sleep(wait, undefined, { signal }).catch(never),
        ]);
        stopped.removeEventListener('abort', stop);
        ending.abort();
      },
      close: () => client.logout().catch(() => client.close()),
    };
  } catch (error) {
    client.close();
    throw error;
  }
}
