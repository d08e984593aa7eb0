import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendBatch, type Sending } from '../../activities/send-batch.js';
import { MINUTE } from '../../domain/instant.js';
import { createPace, unlimited } from '../../mail/pace.js';
import type { Delivery } from '../../register/outbox/deliver.js';
import { at, putMails, register, type Register } from '../register/sample.js';

let r: Register;
const now = at('2017-03-02');
const accepted: Delivery = { kind: 'accepted', response: '250 ok' };

beforeEach(async () => {
  r = await register();
});
afterEach(() => r.close());

const queue = (mailboxes: string[]): Promise<void> =>
  putMails(r.db, ...mailboxes.map((mailbox, n) => ({ id: `mail-${String(n)}`, mailbox })));

const states = async (): Promise<string[]> =>
  (await r.db.selectFrom('mail').select('state').execute()).map(({ state }) => state).sort();

function sending(own: Partial<Sending>): Sending {
  return {
    ...{ db: r.db, now, most: 100, atOnce: 4, pace: unlimited, deliver: () => Promise.resolve(accepted) },
    ...{ retryAt: (instant) => instant, stopped: () => false, heartbeat: () => undefined },
    ...own,
  };
}

describe('handing over a batch', () => {
  it('goes on with several at once, never with more rows in `sending` than that', async () => {
    await queue(Array.from({ length: 30 }, (_, n) => `p${String(n)}@example.org`));
    const seen: number[] = [];
    const got: string[] = [];
    const deliver = async ({ id }: { id: string }): Promise<Delivery> => {
      got.push(id);
      seen.push((await states()).filter((state) => state === 'sending').length);
      await sleep(2);
      return accepted;
    };
    expect(await sendBatch(sending({ deliver }))).toBe(30);
    expect(Math.max(...seen)).toBe(4);
    expect(new Set(got).size).toBe(30);
    expect(await states()).toEqual(Array.from({ length: 30 }, () => 'accepted'));
  });

  it('hands over no more than it was asked for', async () => {
    await queue(Array.from({ length: 12 }, (_, n) => `p${String(n)}@example.org`));
    expect(await sendBatch(sending({ most: 7 }))).toBe(7);
  });

  it('finishes what it has begun when the worker is stopped, and begins nothing more', async () => {
    await queue(Array.from({ length: 12 }, (_, n) => `p${String(n)}@example.org`));
    let stopped = false;
    const deliver = async (): Promise<Delivery> => {
      await sleep(20);
      stopped = true;
      await sleep(20);
      return accepted;
    };
    expect(await sendBatch(sending({ deliver, stopped: () => stopped }))).toBe(4);
    expect(await states()).toEqual([
      ...Array.from({ length: 4 }, () => 'accepted'),
      ...Array.from({ length: 8 }, () => 'pending'),
    ]);
  });

  it('keeps what is for a busy domain waiting, and sends to others meanwhile', async () => {
    await queue(['a@slow.example', 'b@SLOW.example', 'c@slow.example', 'd@example.org', 'e@example.org']);
    let clock = 0;
    const got: [string, number][] = [];
    const deliver = ({ recipient }: { recipient: { mailbox: string } }): Promise<Delivery> => {
      got.push([recipient.mailbox, clock]);
      return Promise.resolve(accepted);
    };
    const pace = createPace({ perDomainPerMinute: 2 }, () => clock);
    const began = sendBatch(sending({ deliver, pace, atOnce: 2 }));
    await sleep(300);
    expect(got.map(([mailbox]) => mailbox)).toEqual([
      'a@slow.example',
      'b@SLOW.example',
      'd@example.org',
      'e@example.org',
    ]);
    clock = MINUTE;
    expect(await began).toBe(5);
    expect(got.at(-1)).toEqual(['c@slow.example', MINUTE]);
  });

  it('lets one failure of the register end the batch, after what was being handed over', async () => {
    await queue(['a@example.org', 'b@example.org']);
    const deliver = async ({ id }: { id: string }): Promise<Delivery> => {
      if (id === 'mail-0') await r.db.deleteFrom('mail').where('id', '=', id).execute();
      else await sleep(50);
      return accepted;
    };
    await expect(sendBatch(sending({ deliver, atOnce: 2 }))).rejects.toThrow();
    expect(await states()).toEqual(['accepted']);
  });

  it('tries again what the server would not take now, in the office’s hours', async () => {
    await queue(['a@example.org']);
    const deliver = (): Promise<Delivery> =>
      Promise.resolve({ kind: 'rejected', permanent: false, response: '451 later' });
    await sendBatch(sending({ deliver, retryAt: (instant) => instant + 1000 }));
    const [mail] = await r.db.selectFrom('mail').select(['state', 'next_attempt_at']).execute();
    expect(mail).toEqual({ state: 'pending', next_attempt_at: now + MINUTE + 1000 });
  });
});
