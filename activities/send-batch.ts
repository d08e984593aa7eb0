import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE, SECOND, type Instant } from '../domain/instant.js';
import type { OutgoingMail } from '../mail/message.js';
import type { Pace } from '../mail/pace.js';
import type { Database } from '../register/database.js';
import { dueMails, takeTurn, type Delivery, type Finished, type MailToSend } from '../register/outbox/deliver.js';

export interface Sending {
  db: Database;
  now: Instant;
  /** Mails at most, and of them at once: so many connections. */
  most: number;
  atOnce: number;
  /** Builds what is sent, and gives what hands it over. */
  prepare: (mail: OutgoingMail) => () => Promise<Delivery>;
  pace: Pace;
  /** When a mail that failed may be tried again, at the earliest at `instant`. */
  retryAt: (instant: Instant) => Instant;
  stopped: () => boolean;
  heartbeat: (sent: number) => void;
}

interface Ready {
  mail: MailToSend;
  send: () => Promise<Delivery>;
}

/** So long at most between two looks at whether the worker is being stopped. */
const LOOK = SECOND;
/** So long a batch begins new mails. */
const BEGINS_FOR = MINUTE;
/** So often the register is asked to take what is finished, a look apart, before it is given up as in doubt. */
const TRIES = 5;

/** For each connection, so many mails are begun ahead at most: a killed worker leaves them in doubt, and they go out a quarter of an hour late. */
const AHEAD = 4;

/**
 * Hands over what is `pending`, several at once, and gives how many. A worker that is being stopped begins none, and finishes what it began.
 *
 * Commits go on beside the handing over: each settles what was finished during the one before, and begins a mail for each free
 * connection. Where the server outruns the disk, some more are begun ahead, so that no connection stands idle.
 */
export async function sendBatch(sending: Sending): Promise<number> {
  const { db, now, most, atOnce, pace, retryAt } = sending;
  /** Begun, and waiting for a connection. */
  const ready: Ready[] = [];
  let finished: Finished[] = [];
  let [begun, sent, underWay, ahead, failures] = [0, 0, 0, 0, 0];
  /** How long the last one took to hand over, in milliseconds. */
  let handing = Infinity;
  let over = false;
  let wake = (): void => undefined;
  // Slowed down by the limits, a batch's `now` would grow old.
  const timer = setTimeout(() => (over = true), BEGINS_FOR);

  async function handOver({ mail, send }: Ready): Promise<void> {
    underWay += 1;
    const began = elapsed();
    const delivery = sending.stopped() ? stopping : await send();
    handing = elapsed() - began;
    underWay -= 1;
    finished.push({ mail, delivery });
    handOverReady();
    if (isLow()) wake();
  }

  function handOverReady(): void {
    while (underWay < atOnce && ready.length > 0) void handOver(ready.shift() as Ready);
  }

  /** A commit costs the disk the same for one mail as for several: the next can wait while more than one for each connection is ready. */
  const isLow = (): boolean => ready.length <= atOnce;

  /** Settles, and begins what there is room for. */
  async function turn(): Promise<void> {
    const done = finished;
    finished = [];
    const room = mayBegin() && pace.wait() === 0 ? Math.min(most - begun, pace.step) : 0;
    const free = Math.max(0, Math.min(room, atOnce - underWay - ready.length));
    const more = Math.max(0, Math.min(room - free, ahead - ready.length));
    if (done.length === 0 && free + more === 0) return;
    const began = elapsed();
    try {
      const next = await takeTurn(db, { now, retryAt, finished: done, free, ahead: more, except: pace.full() });
      for (const { mailbox } of next) pace.count(mailbox);
      begun += next.length;
      sent += done.length;
      for (const mail of next) ready.push({ mail, send: sending.prepare(outgoing(mail)) });
    } catch (error) {
      failures += 1;
      finished.unshift(...done);
      // All are waited for: what the others were handing over is finished.
      if (failures >= TRIES && underWay === 0) throw error;
      await sleep(LOOK);
    }
    // What can go out during a commit: where the server is the slower one, nothing.
    ahead = atOnce * Math.min(AHEAD, Math.round((AHEAD * (elapsed() - began)) / handing));
  }

  const mayBegin = (): boolean => begun < most && !over && failures === 0 && !sending.stopped();

  /** Whether something waits only for the limits. */
  async function isHeldBack(): Promise<boolean> {
    if (!mayBegin() || (pace.wait() === 0 && pace.full().length === 0)) return false;
    return (await dueMails(db, now).select('id').limit(1).executeTakeFirst()) !== undefined;
  }

  /** Until one is finished, or for one look. */
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const looked = setTimeout(resolve, LOOK);
      wake = () => {
        clearTimeout(looked);
        resolve();
      };
    });
  }

  try {
    for (;;) {
      sending.heartbeat(sent);
      await turn();
      handOverReady();
      if (finished.length > 0 && isLow()) continue;
      if (underWay === 0 && !(await isHeldBack())) return sent;
      await pause();
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds: how long things take here, never what time it is. */
function elapsed(): number {
  // eslint-disable-next-line no-restricted-syntax -- it says how fast disk and server are, and no rule hears of it
  return performance.now();
}

/** Only ever of a mail that was begun ahead. */
const stopping: Delivery = { kind: 'unsent', reason: '发信程序正在停止，邮件未发出。' };

/** Dated by when it was made, so that it is the same mail, byte for byte, when it is sent again. */
function outgoing({ createdAt: at, name, mailbox, ...mail }: MailToSend): OutgoingMail {
  return { ...mail, recipient: { name, mailbox }, at };
}
