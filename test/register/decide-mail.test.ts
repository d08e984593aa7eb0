import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { timestamp } from '../../register/database.js';
import { decideMail } from '../../register/outbox/decide-mail.js';
import { mailContents, outboxCounts, outboxMails } from '../../register/queries/outbox.js';
import type { MailState } from '../../register/schema.js';
import { at, beginOne, finishOne, putMails, register, type Register } from './sample.js';

let r: Register;
let office: string;
const start = at('2017-03-02');
const later = at('2017-03-02', '10:00');

beforeAll(async () => {
  r = await register();
  office = (await r.db.selectFrom('post').where('kind', '=', 'office').select('id').executeTakeFirstOrThrow()).id;
});
afterAll(() => r.close());
beforeEach(async () => {
  await r.db.deleteFrom('mail_decision').execute();
  await r.db.deleteFrom('mail').execute();
});

function mail(id: string, state: MailState, own: { text?: string; mailbox?: string } = {}): Promise<void> {
  const underWay = state === 'pending' || state === 'sending';
  return putMails(r.db, {
    ...{ id, state, subject: `【催报】${id}`, text: '请报送', escalation: true, attempts: 1, outcome: '连接中断' },
    reported: true,
    next_attempt_at: state === 'pending' ? timestamp(start) : null,
    finished_at: underWay ? null : timestamp(start),
    ...own,
  });
}

const row = (id: string) =>
  r.db
    .selectFrom('mail')
    .where('id', '=', id)
    .select(['state', 'resent', 'next_attempt_at', 'finished_at', 'reported', 'mailbox'])
    .executeTakeFirstOrThrow();

describe('a person’s decision about a mail', () => {
  it('that is in doubt: it arrived after all, on record with who said so', async () => {
    await mail('a', 'unknown');
    await decideMail(r.db, { id: 'a', decision: 'sent', by: office, now: later });
    expect(await row('a')).toMatchObject({ state: 'accepted', finished_at: later });
    expect(await beginOne(r.db, at('2018-01-01'))).toBeNull();
    expect((await mailContents(r.db, 'a')).decisions).toEqual([{ at: later, by: '督查室', decision: 'sent' }]);
  });

  it('that is in doubt: sent again as the same mail, at once, and in doubt once more not a third time', async () => {
    await mail('a', 'unknown');
    await decideMail(r.db, { id: 'a', decision: 'again', by: office, now: later });
    const wake = await r.db.selectFrom('dispatch_wake').selectAll().executeTakeFirstOrThrow();
    expect(wake.wake_at).toBeLessThanOrEqual(later);
    expect((await beginOne(r.db, later))?.id).toBe('a');
    const unknown = { kind: 'unknown', reason: '连接中断' } as const;
    expect(await finishOne(r.db, 'a', { delivery: unknown, now: later })).toBe('unknown');
    expect(await beginOne(r.db, at('2018-01-01'))).toBeNull();
  });

  it('that was refused goes to where its recipient is now, and what becomes of it is told anew', async () => {
    await mail('a', 'rejected', { mailbox: 'old@example.org' });
    await decideMail(r.db, { id: 'a', decision: 'again', by: office, now: later });
    const { mailbox } = await r.db.selectFrom('person').orderBy('name').select('mailbox').executeTakeFirstOrThrow();
    expect(await row('a')).toMatchObject({ state: 'pending', reported: false, mailbox });
  });

  it.each([
    ['pending', 'again', '尚在待发'],
    ['sending', 'again', '正在发送'],
    ['sending', 'sent', '正在发送'],
    ['accepted', 'again', '两封'],
    ['accepted', 'sent', '无须再认定'],
    ['rejected', 'sent', '不能认定'],
  ] as const)('about one that is %s is refused: %s', async (state, decision, why) => {
    await mail('a', state);
    const before = await row('a');
    await expect(decideMail(r.db, { id: 'a', decision, by: office, now: later })).rejects.toThrow(why);
    expect(await row('a')).toEqual(before);
    expect((await mailContents(r.db, 'a')).decisions).toEqual([]);
  });

  it('to send one again that arrived is taken when it is said so', async () => {
    await mail('a', 'accepted');
    await decideMail(r.db, { id: 'a', decision: 'again', by: office, now: later, evenAccepted: true });
    expect(await row('a')).toMatchObject({ state: 'pending', resent: true });
  });

  it('loses nothing to a sender that finishes at the same moment', async () => {
    for (let n = 0; n < 10; n += 1) {
      const id = `m${String(n)}`;
      await mail(id, 'unknown');
      await Promise.allSettled([
        decideMail(r.db, { id, decision: 'again', by: office, now: later }),
        finishOne(r.db, id, { delivery: { kind: 'accepted', response: '250' }, now: later }),
      ]);
      const { state } = await row(id);
      // The sender's certainty stands, or came after the decision and settles it: never sent twice for nothing.
      expect(state).toBe('accepted');
    }
  });
});

describe('the outbox', () => {
  it('is counted and listed by state, recipient and day, the newest first', async () => {
    await mail('a', 'unknown');
    await mail('b', 'accepted');
    await mail('c', 'accepted', { mailbox: 'Else@example.org' });
    expect(await outboxCounts(r.db, {})).toEqual({ unknown: 1, accepted: 2 });
    const ids = async (filter: Parameters<typeof outboxMails>[1]): Promise<string[]> =>
      (await outboxMails(r.db, filter, { offset: 0, limit: 10 })).map(({ id }) => id);
    expect(await ids({})).toEqual(['c', 'b', 'a']);
    expect(await ids({ state: 'accepted' })).toEqual(['c', 'b']);
    expect(await ids({ recipient: 'else@' })).toEqual(['c']);
    expect(await ids({ recipient: '%' })).toEqual([]);
    expect(await ids({ from: start, to: start + 1 })).toEqual(['c', 'b', 'a']);
    expect(await ids({ from: start + 1 })).toEqual([]);
  });
});
