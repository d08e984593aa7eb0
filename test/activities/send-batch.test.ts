import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
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
    ...{ db: r.db, now, most: 100, atOnce: 4, pace: unlimited, prepare: () => () => Promise.resolve(accepted) },
    ...{ retryAt: (instant) => instant, stopped: () => false, heartbeat: () => undefined },
    ...own,
  };
}

describe('handing over a batch', () => {
  it('goes on with several at once, and begins some ahead', async () => {
    await queue(Array.from({ length: 60 }, (_, n) => `p${String(n)}@example.org`));
    const seen: number[] = [];
    const got: string[] = [];
    let atOnce = 0;
    const prepare =
      ({ id }: { id: string }) =>
      async (): Promise<Delivery> => {
        got.push(id);
        atOnce += 1;
        expect(atOnce).toBeLessThanOrEqual(4);
        seen.push((await states()).filter((state) => state === 'sending').length);
        atOnce -= 1;
        return accepted;
      };
    expect(await sendBatch(sending({ prepare }))).toBe(60);
    expect(Math.max(...seen)).toBeLessThanOrEqual(4 + 16);
    expect(new Set(got).size).toBe(60);
    expect(await states()).toEqual(Array.from({ length: 60 }, () => 'accepted'));
  });

  it('begins nothing ahead of a server that is slower than the disk', async () => {
    await queue(Array.from({ length: 12 }, (_, n) => `p${String(n)}@example.org`));
    const seen: number[] = [];
    const deliver = async (): Promise<Delivery> => {
      await sleep(700);
      seen.push((await states()).filter((state) => state === 'sending').length);
      return accepted;
    };
    expect(await sendBatch(sending({ prepare: () => deliver }))).toBe(12);
    expect(Math.max(...seen)).toBe(4);
  });

  it('begins no escalation before there is a connection for it', async () => {
    await putMails(r.db, ...Array.from({ length: 40 }, (_, n) => ({ id: `mail-${String(n)}`, escalation: true })));
    const seen: number[] = [];
    const deliver = async (): Promise<Delivery> => {
      seen.push((await states()).filter((state) => state === 'sending').length);
      return accepted;
    };
    expect(await sendBatch(sending({ prepare: () => deliver }))).toBe(40);
    // As many as there are connections, on a machine that keeps up.
    expect(Math.max(...seen)).toBeGreaterThan(1);
    expect(Math.max(...seen)).toBeLessThanOrEqual(4);
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
    expect(await sendBatch(sending({ prepare: () => deliver, stopped: () => stopped }))).toBe(4);
    expect(await states()).toEqual([
      ...Array.from({ length: 4 }, () => 'accepted'),
      ...Array.from({ length: 8 }, () => 'pending'),
    ]);
  });

  it('keeps what is for a busy domain waiting, and sends to others meanwhile', async () => {
    await queue(['a@slow.example', 'b@SLOW.example', 'c@slow.example', 'd@example.org', 'e@example.org']);
    let clock = 0;
    const got: [string, number][] = [];
    const prepare =
      ({ recipient }: { recipient: { mailbox: string } }) =>
      (): Promise<Delivery> => {
        got.push([recipient.mailbox, clock]);
        return Promise.resolve(accepted);
      };
    const pace = createPace({ perDomainPerMinute: 2 }, () => clock);
    const began = sendBatch(sending({ prepare, pace, atOnce: 2 }));
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

  it('begins nothing more when the register fails, and keeps what the server said until it can be told', async () => {
    await queue(Array.from({ length: 12 }, (_, n) => `p${String(n)}@example.org`));
    let away: Promise<unknown> | undefined;
    const deliver = async (): Promise<Delivery> => {
      await (away ??= sql`alter table mail rename to elsewhere`.execute(r.db));
      return accepted;
    };
    const back = async (): Promise<void> => {
      while (away === undefined) await sleep(10);
      await away;
      await sleep(1500);
      await sql`alter table elsewhere rename to mail`.execute(r.db);
    };
    void back();
    expect(await sendBatch(sending({ prepare: () => deliver }))).toBe(4);
    expect(await states()).toEqual([
      ...Array.from({ length: 4 }, () => 'accepted'),
      ...Array.from({ length: 8 }, () => 'pending'),
    ]);
  });

  it('is given up when the register stays away', async () => {
    await queue(['a@example.org']);
    const deliver = async (): Promise<Delivery> => {
      await sql`alter table mail rename to elsewhere`.execute(r.db);
      return accepted;
    };
    await expect(sendBatch(sending({ prepare: () => deliver }))).rejects.toThrow('mail');
  });

  it('tries again what the server would not take now, in the office’s hours', async () => {
    await queue(['a@example.org']);
    const deliver = (): Promise<Delivery> =>
      Promise.resolve({ kind: 'rejected', permanent: false, response: '451 later' });
    await sendBatch(sending({ prepare: () => deliver, retryAt: (instant) => instant + 1000 }));
    const [mail] = await r.db.selectFrom('mail').select(['state', 'next_attempt_at']).execute();
    expect(mail).toEqual({ state: 'pending', next_attempt_at: now + MINUTE + 1000 });
  });
});
