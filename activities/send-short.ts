import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import { MINUTE, SECOND, type Instant } from '../domain/instant.js';
import type { Channel } from '../mail/channels/channels.js';
import type { Database } from '../register/database.js';
import { beginShort } from '../register/short/begin-short.js';
import { doubtInterrupted, finishShort, postponeShort } from '../register/short/finish-short.js';
import { queueShort } from '../register/short/queue-short.js';

export interface SendingShort {
  db: Database;
  calendar: WorkingCalendar;
  channels: Channel[];
  now: Instant;
  /** When a message that failed may be tried again, at the earliest at `instant`. */
  retryAt: (instant: Instant) => Instant;
  stopped: () => boolean;
  heartbeat: (sent: number) => void;
}

/** So long new messages are begun, and each takes 5 seconds at most: no mail waits longer for them, however many there are. */
const BEGINS_FOR = 5 * SECOND;
/** Between two messages: Feishu takes five a second. */
const APART = SECOND / 5;

/** Queues and hands over what other channels tell of late work, one message after the other in each. Its owner is the batch: there is one. */
export async function sendShort(sending: SendingShort): Promise<void> {
  const { db, channels, now, calendar, retryAt } = sending;
  await doubtInterrupted(db, now);
  await queueShort(db, channels, now);
  let over = false;
  const timer = setTimeout(() => (over = true), BEGINS_FOR);

  async function lane({ name, pace, compose }: Channel): Promise<void> {
    const postpone = (wait: number): Promise<void> => postponeShort(db, name, { now, until: retryAt(now + wait) });
    while (!over && !sending.stopped()) {
      sending.heartbeat(0);
      const wait = pace.wait();
      if (wait > 0) return postpone(wait);
      const message = await beginShort(db, {
        ...{ channel: name, now, calendar },
        compose: (matters) => compose(matters, now),
      });
      if (message === null) return;
      pace.count('');
      const delivery = await message.made.send(message.mobile);
      await finishShort(db, message, { delivery, now, retryAt });
      // Where one is not taken, for whatever reason that may pass, the others wait a minute.
      if (delivery.kind !== 'accepted' && !('permanent' in delivery && delivery.permanent)) return postpone(MINUTE);
      await sleep(APART);
    }
  }

  const lanes = await Promise.allSettled(channels.map(lane));
  clearTimeout(timer);
  const failed = lanes.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
