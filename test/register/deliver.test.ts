import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../domain/instant.js';
import { openDatabase, timestamp } from '../../register/database.js';
import { beginSending, finishSending, settleInterrupted, type Delivery } from '../../register/outbox/deliver.js';
import { at, putMails, register, type Register } from './sample.js';

let r: Register;
const start = at('2017-03-02');
const accepted: Delivery = { kind: 'accepted', response: '250 ok' };
const unknown: Delivery = { kind: 'unknown', reason: '连接中断' };
const busy: Delivery = { kind: 'rejected', permanent: false, response: '451 greylisted' };
const unsent: Delivery = { kind: 'unsent', reason: 'ECONNREFUSED' };

beforeAll(async () => {
  r = await register();
});
afterAll(() => r.close());
beforeEach(() => r.db.deleteFrom('mail').execute());

const mail = (id: string, escalation = false): Promise<void> => putMails(r.db, { id, escalation });

const row = (id: string) =>
  r.db
    .selectFrom('mail')
    .where('id', '=', id)
    .select(['state', 'resent', 'attempts', 'next_attempt_at', 'outcome', 'finished_at'])
    .executeTakeFirstOrThrow();

describe('sending', () => {
  it('commits `sending` before the mail is handed out, and hands each out once', async () => {
    for (const id of ['a', 'b', 'c']) await mail(id);
    const taken = await Promise.all(Array.from({ length: 6 }, () => beginSending(r.db, start)));
    expect(
      taken
        .map((m) => m?.id)
        .filter(Boolean)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
    const other = openDatabase(r.url, { connections: 1 });
    expect(await other.selectFrom('mail').select('state').execute()).toEqual([
      { state: 'sending' },
      { state: 'sending' },
      { state: 'sending' },
    ]);
    await other.destroy();
    expect(await finishSending(r.db, 'a', { delivery: accepted, now: start + 5 })).toBe('accepted');
    expect(await row('a')).toEqual({
      state: 'accepted',
      resent: false,
      attempts: 1,
      next_attempt_at: null,
      outcome: '250 ok',
      finished_at: start + 5,
    });
  });

  it('tries again ever later when the server says not now, and gives up after nine tries', async () => {
    await mail('a');
    const waits: number[] = [];
    let now = start;
    for (;;) {
      expect((await beginSending(r.db, now))?.id).toBe('a');
      if ((await finishSending(r.db, 'a', { delivery: busy, now })) === 'rejected') break;
      const next = (await row('a')).next_attempt_at ?? 0;
      waits.push((next - now) / MINUTE);
      expect(await beginSending(r.db, next - 1)).toBeNull();
      now = next;
    }
    expect(waits).toEqual([1, 5, 15, 60, 60, 60, 60, 60]);
  });

  it('tries hourly for as long as no server answers, and still takes a “not now” for no more than that', async () => {
    await mail('a');
    let now = start;
    const waits: number[] = [];
    const once = async (delivery: Delivery): Promise<void> => {
      await beginSending(r.db, now);
      expect(await finishSending(r.db, 'a', { delivery, now })).toBe('pending');
      const next = (await row('a')).next_attempt_at ?? 0;
      waits.push((next - now) / MINUTE);
      now = next;
    };
    for (let i = 0; i < 30; i += 1) await once(unsent);
    await once(busy);
    expect(waits).toEqual([1, 5, 15, ...Array.from({ length: 28 }, () => 60)]);
    await beginSending(r.db, now);
    expect(
      await finishSending(r.db, 'a', {
        delivery: { kind: 'rejected', permanent: true, response: '550 no such user' },
        now,
      }),
    ).toBe('rejected');
  });

  it('sends a routine mail in doubt once more, with the same id, and no third time', async () => {
    await mail('a');
    await beginSending(r.db, start);
    expect(await finishSending(r.db, 'a', { delivery: unknown, now: start })).toBe('pending');
    expect(await row('a')).toMatchObject({ resent: true, next_attempt_at: start + 15 * MINUTE });
    expect((await beginSending(r.db, start + 15 * MINUTE))?.id).toBe('a');
    expect(await finishSending(r.db, 'a', { delivery: unknown, now: start + 15 * MINUTE })).toBe('unknown');
    expect(await beginSending(r.db, at('2018-01-01'))).toBeNull();
  });

  it('leaves an escalation in doubt to a person', async () => {
    await mail('a', true);
    await beginSending(r.db, start);
    expect(await finishSending(r.db, 'a', { delivery: unknown, now: start })).toBe('unknown');
    expect(await beginSending(r.db, at('2018-01-01'))).toBeNull();
  });

  it('settles what was in flight when its worker died, once', async () => {
    await mail('routine');
    await mail('escalation', true);
    await mail('waiting');
    await r.db
      .updateTable('mail')
      .set({ next_attempt_at: timestamp(start + MINUTE) })
      .where('id', '=', 'waiting')
      .execute();
    await beginSending(r.db, start);
    await beginSending(r.db, start);
    await Promise.all([settleInterrupted(r.db, start + 5), settleInterrupted(r.db, start + 5)]);
    expect((await row('routine')).state).toBe('pending');
    expect(await row('escalation')).toMatchObject({ state: 'unknown', finished_at: start + 5 });
    expect(await row('waiting')).toMatchObject({ state: 'pending', resent: false, attempts: 0 });
  });

  it('takes the word of a sender that was thought dead, also while its mail is sent again, but not its doubts', async () => {
    for (const [id, escalation] of [
      ['routine', false],
      ['escalation', true],
    ] as const) {
      await mail(id, escalation);
      await beginSending(r.db, start);
      await settleInterrupted(r.db, start);
      const doubted = (await row(id)).state;
      expect(await finishSending(r.db, id, { delivery: unknown, now: start })).toBe(doubted);
      expect(await finishSending(r.db, id, { delivery: busy, now: start })).toBe(doubted);
      expect(await finishSending(r.db, id, { delivery: accepted, now: start })).toBe('accepted');
      expect(await finishSending(r.db, id, { delivery: unknown, now: start })).toBe('accepted');
      expect(await beginSending(r.db, at('2018-01-01'))).toBeNull();
    }
    await mail('again');
    await beginSending(r.db, start);
    await settleInterrupted(r.db, start);
    await beginSending(r.db, start + 15 * MINUTE);
    expect(await finishSending(r.db, 'again', { delivery: accepted, now: start })).toBe('accepted');
    expect(await finishSending(r.db, 'again', { delivery: unknown, now: start })).toBe('accepted');
  });

  it('never loses an “accepted” to a doubt that is recorded at the same time', async () => {
    for (let i = 0; i < 40; i += 1) {
      const id = `m${String(i)}`;
      await mail(id, i % 2 === 0);
      await beginSending(r.db, start);
      const sides = [finishSending(r.db, id, { delivery: accepted, now: start }), settleInterrupted(r.db, start)];
      await Promise.all(i % 3 ? sides : sides.reverse());
      expect((await row(id)).state).toBe('accepted');
    }
  });
});
