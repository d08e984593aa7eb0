import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../domain/instant.js';
import { openDatabase, timestamp } from '../../register/database.js';
import { settleInterrupted, takeTurn, type Delivery } from '../../register/outbox/deliver.js';
import { at, beginOne, finishOne, putMails, register, type Register } from './sample.js';

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
    const taken = await Promise.all(Array.from({ length: 6 }, () => beginOne(r.db, start)));
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
    expect(await finishOne(r.db, 'a', { delivery: accepted, now: start + 5 })).toBe('accepted');
    expect(await row('a')).toEqual({
      state: 'accepted',
      resent: false,
      attempts: 1,
      next_attempt_at: null,
      outcome: '250 ok',
      finished_at: start + 5,
    });
  });

  it('takes the late word of a sender thought dead for certain only where it is acceptance, never for that of the next try', async () => {
    await mail('a');
    await beginOne(r.db, start);
    await settleInterrupted(r.db, start);
    await beginOne(r.db, start + 15 * MINUTE);
    const late = (delivery: Delivery) =>
      takeTurn(r.db, {
        now: start + 16 * MINUTE,
        finished: [{ mail: { id: 'a', attempts: 1, escalation: false, resent: false }, delivery }],
      });
    for (const delivery of [busy, unsent, unknown]) await late(delivery);
    expect(await row('a')).toMatchObject({ state: 'sending', attempts: 2 });
    await late(accepted);
    expect((await row('a')).state).toBe('accepted');
  });

  it('begins ahead only as far as the next escalation, which waits for a connection', async () => {
    for (const [minute, id] of ['routine', 'next', 'escalation', 'last'].entries()) {
      await putMails(r.db, {
        ...{ id, escalation: id === 'escalation', next_attempt_at: timestamp(start + minute) },
      });
    }
    const begin = async (free: number, ahead: number): Promise<string[]> =>
      (await takeTurn(r.db, { now: start + MINUTE, free, ahead })).map(({ id }) => id);
    expect(await begin(1, 3)).toEqual(['routine', 'next']);
    expect(await begin(0, 2)).toEqual([]);
    expect(await begin(1, 1)).toEqual(['escalation', 'last']);
  });

  it('puts on record what became of some and begins others with one commit', async () => {
    for (const id of ['a', 'b', 'c']) await mail(id);
    const [a, b] = (await takeTurn(r.db, { now: start, free: 2 })).sort((one, other) => (one.id < other.id ? -1 : 1));
    const rejected: Delivery = { kind: 'rejected', permanent: true, response: '550 no\0 such user' };
    const finished = [
      { mail: b!, delivery: rejected },
      { mail: a!, delivery: accepted },
    ];
    expect((await takeTurn(r.db, { now: start, finished, free: 2 })).map(({ id }) => id)).toEqual(['c']);
    const rows = await r.db.selectFrom('mail').orderBy('id').select(['state', 'outcome']).execute();
    expect(rows).toEqual([
      { state: 'accepted', outcome: '250 ok' },
      { state: 'rejected', outcome: '550 no such user' },
      { state: 'sending', outcome: '' },
    ]);
  });

  it('hands out what goes with a mail', async () => {
    await mail('a');
    const papers = [Buffer.from([0, 1, 255]), Buffer.from('督办'.repeat(200))];
    await r.db
      .insertInto('attachment')
      .values(
        papers.map((content, position) => ({
          mail_id: 'a',
          position,
          name: `附件${position}`,
          type: 'text/plain',
          content,
        })),
      )
      .execute();
    const sent = await beginOne(r.db, start);
    expect(sent?.attachments).toEqual(papers.map((content, n) => ({ name: `附件${n}`, type: 'text/plain', content })));
    await r.db.deleteFrom('attachment').execute();
  });

  it('tries again ever later when the server says not now, and gives up after nine tries', async () => {
    await mail('a');
    const waits: number[] = [];
    let now = start;
    for (;;) {
      expect((await beginOne(r.db, now))?.id).toBe('a');
      if ((await finishOne(r.db, 'a', { delivery: busy, now })) === 'rejected') break;
      const next = (await row('a')).next_attempt_at ?? 0;
      waits.push((next - now) / MINUTE);
      expect(await beginOne(r.db, next - 1)).toBeNull();
      now = next;
    }
    expect(waits).toEqual([1, 5, 15, 60, 60, 60, 60, 60]);
  });

  it('tries hourly for as long as no server answers, and still takes a “not now” for no more than that', async () => {
    await mail('a');
    let now = start;
    const waits: number[] = [];
    const once = async (delivery: Delivery): Promise<void> => {
      await beginOne(r.db, now);
      expect(await finishOne(r.db, 'a', { delivery, now })).toBe('pending');
      const next = (await row('a')).next_attempt_at ?? 0;
      waits.push((next - now) / MINUTE);
      now = next;
    };
    for (let i = 0; i < 30; i += 1) await once(unsent);
    await once(busy);
    expect(waits).toEqual([1, 5, 15, ...Array.from({ length: 28 }, () => 60)]);
    await beginOne(r.db, now);
    expect(
      await finishOne(r.db, 'a', {
        delivery: { kind: 'rejected', permanent: true, response: '550 no such user' },
        now,
      }),
    ).toBe('rejected');
  });

  it('sends a routine mail in doubt once more, with the same id, and no third time', async () => {
    await mail('a');
    await beginOne(r.db, start);
    expect(await finishOne(r.db, 'a', { delivery: unknown, now: start })).toBe('pending');
    expect(await row('a')).toMatchObject({ resent: true, next_attempt_at: start + 15 * MINUTE });
    expect((await beginOne(r.db, start + 15 * MINUTE))?.id).toBe('a');
    expect(await finishOne(r.db, 'a', { delivery: unknown, now: start + 15 * MINUTE })).toBe('unknown');
    expect(await beginOne(r.db, at('2018-01-01'))).toBeNull();
  });

  it('leaves an escalation in doubt to a person', async () => {
    await mail('a', true);
    await beginOne(r.db, start);
    expect(await finishOne(r.db, 'a', { delivery: unknown, now: start })).toBe('unknown');
    expect(await beginOne(r.db, at('2018-01-01'))).toBeNull();
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
    await beginOne(r.db, start);
    await beginOne(r.db, start);
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
      await beginOne(r.db, start);
      await settleInterrupted(r.db, start);
      const doubted = (await row(id)).state;
      expect(await finishOne(r.db, id, { delivery: unknown, now: start })).toBe(doubted);
      expect(await finishOne(r.db, id, { delivery: busy, now: start })).toBe(doubted);
      expect(await finishOne(r.db, id, { delivery: accepted, now: start })).toBe('accepted');
      expect(await finishOne(r.db, id, { delivery: unknown, now: start })).toBe('accepted');
      expect(await beginOne(r.db, at('2018-01-01'))).toBeNull();
    }
    await mail('again');
    await beginOne(r.db, start);
    await settleInterrupted(r.db, start);
    await beginOne(r.db, start + 15 * MINUTE);
    expect(await finishOne(r.db, 'again', { delivery: accepted, now: start })).toBe('accepted');
    expect(await finishOne(r.db, 'again', { delivery: unknown, now: start })).toBe('accepted');
  });

  it('never loses an “accepted” to a doubt that is recorded at the same time', async () => {
    for (let i = 0; i < 40; i += 1) {
      const id = `m${String(i)}`;
      await mail(id, i % 2 === 0);
      await beginOne(r.db, start);
      const sides = [finishOne(r.db, id, { delivery: accepted, now: start }), settleInterrupted(r.db, start)];
      await Promise.all(i % 3 ? sides : sides.reverse());
      expect((await row(id)).state).toBe('accepted');
    }
  });
});
