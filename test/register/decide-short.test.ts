import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { HOUR, type Instant } from '../../domain/instant.js';
import { applyAssignment } from '../../register/apply-event.js';
import { timestamp } from '../../register/database.js';
import { claimNext } from '../../register/outbox/claim.js';
import type { Delivery } from '../../register/outbox/deliver.js';
import { shortMessages } from '../../register/queries/short-messages.js';
import type { MailDecision } from '../../register/schema.js';
import { beginShort, type Begun } from '../../register/short/begin-short.js';
import { decideShort } from '../../register/short/decide-short.js';
import { doubtInterrupted, finishShort } from '../../register/short/finish-short.js';
import { queueShort } from '../../register/short/queue-short.js';
import type { ShortState } from '../../register/short/tables.js';
import { at, claimWindow, pass, register, type Register } from './sample.js';

let r: Register;
let office: string;
let notices: string[];
const start = at('2017-04-01');
const later = at('2017-04-01', '10:00');
const accepted: Delivery = { kind: 'accepted', response: '0 ok' };
const refused: Delivery = { kind: 'rejected', permanent: false, response: '45009 busy' };
const unknown: Delivery = { kind: 'unknown', reason: '连接中断' };

/** 1.1 was due on 31 March. */
beforeAll(async () => {
  r = await register();
  office = (await r.db.selectFrom('post').where('kind', '=', 'office').select('id').executeTakeFirstOrThrow()).id;
  const item = r.items['1.1'] as string;
  const from = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  await pass(r.context, item, { from, until: start });
  while (await claimNext(r.db, claimWindow(start), () => ({ subject: '', text: '', html: '' })));
  const late = await r.db.selectFrom('short_due').select('notice_id').execute();
  notices = late.map(({ notice_id }) => notice_id);
  expect(notices).not.toEqual([]);
});
afterAll(() => r.close());
beforeEach(empty);

async function empty(): Promise<void> {
  for (const table of ['short_due', 'short_decision', 'short_notice', 'short_message'] as const)
    await r.db.deleteFrom(table).execute();
}

async function put(id: string, state: ShortState): Promise<void> {
  const underWay = state === 'pending' || state === 'sending';
  await r.db
    .insertInto('short_message')
    .values({
      ...{ id, channel: 'wecom', person_id: null, state, text: '【督办逾期】', attempts: 1, outcome: '连接中断' },
      ...{ created_at: timestamp(start), next_attempt_at: state === 'pending' ? timestamp(start) : null },
      finished_at: underWay ? null : timestamp(start),
    })
    .execute();
  await r.db
    .insertInto('short_notice')
    .values(notices.map((notice_id) => ({ notice_id, message_id: id })))
    .execute();
}

type Try = Begun<unknown>;
const begin = (now: Instant): Promise<Try | null> =>
  beginShort(r.db, {
    ...{ channel: 'wecom', now, calendar },
    compose: (matters) => ({ text: '【督办逾期】', told: matters.flatMap((matter) => matter.notices) }),
  });
const finish = (message: Pick<Try, 'id' | 'attempt'>, delivery: Delivery, now = later): Promise<void> =>
  finishShort(r.db, message, { delivery, now, retryAt: (instant) => instant });
const decide = (id: string, decision: MailDecision, now = later): Promise<void> =>
  decideShort(r.db, { id, decision, by: office, now });
const row = (id: string) => r.db.selectFrom('short_message').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
const decisions = async () => (await shortMessages(r.db, 1))[0]?.decisions;

describe('a person’s decision about a group or text message in doubt', () => {
  it('it arrived after all: on record with who said so, and not told again', async () => {
    await put('a', 'unknown');
    await decide('a', 'sent');
    expect(await row('a')).toMatchObject({ state: 'accepted', finished_at: later });
    expect(await begin(at('2018-01-01'))).toBeNull();
    expect(await decisions()).toEqual([{ at: later, by: '督查室', decision: 'sent' }]);
  });

  it('to send it again: at once, and in doubt once more it waits for a person again', async () => {
    await put('a', 'unknown');
    await decide('a', 'again');
    const wake = await r.db.selectFrom('dispatch_wake').selectAll().executeTakeFirstOrThrow();
    expect(wake.wake_at).toBeLessThanOrEqual(later);
    const message = await begin(later);
    await finish(message as Try, unknown);
    expect(await row('a')).toMatchObject({ state: 'unknown', attempts: 2 });
    expect(await begin(at('2018-01-01'))).toBeNull();
    await decide('a', 'sent', later + HOUR);
    expect((await decisions())?.map(({ decision }) => decision)).toEqual(['again', 'sent']);
  });

  it.each([
    ['pending', '尚在待发'],
    ['sending', '正在发送'],
    ['accepted', '无须再认定'],
    ['rejected', '被对方拒绝'],
    ['withdrawn', '已撤回'],
  ] as const)('is refused about one that is %s: %s', async (state, why) => {
    await put('a', state);
    const before = await row('a');
    for (const decision of ['sent', 'again'] as const) await expect(decide('a', decision)).rejects.toThrow(why);
    await expect(decide('b', 'sent')).rejects.toThrow('没有编号为 b 的');
    expect(await row('a')).toEqual(before);
    expect(await decisions()).toEqual([]);
  });

  it('is taken once when two decide at the same moment', async () => {
    await put('a', 'unknown');
    const both = await Promise.allSettled([decide('a', 'sent'), decide('a', 'again', later + 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await decisions()).toHaveLength(1);
  });

  it('does not have it told again when the service’s late answer at that moment says that it arrived', async () => {
    for (let n = 0; n < 10; n += 1) {
      const id = `m${String(n)}`;
      await put(id, 'unknown');
      await Promise.allSettled([decide(id, 'again'), finish({ id, attempt: 1 }, accepted)]);
      expect(await row(id)).toMatchObject({ state: 'accepted', next_attempt_at: null });
    }
    expect(await begin(at('2018-01-01'))).toBeNull();
  });

  it('to send it again is no place for other notices, which its late answer would swallow', async () => {
    await put('a', 'unknown');
    await decide('a', 'again');
    await r.db.deleteFrom('short_notice').execute();
    await r.db
      .insertInto('short_due')
      .values(notices.map((notice_id) => ({ notice_id })))
      .execute();
    await queueShort(r.db, [{ name: 'wecom', personal: false }], later);
    await finish({ id: 'a', attempt: 1 }, accepted);
    const other = await begin(later);
    expect(other).not.toBeNull();
    expect(other?.id).not.toBe('a');
  });
});

type Step = { do: 'begin' | 'die' } | { do: MailDecision } | { do: 'answer'; which: number; delivery: Delivery };

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('begin' as const, 'begin' as const, 'die' as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('again' as const, 'again' as const, 'sent' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('answer' as const),
        which: fc.nat(3),
        delivery: fc.constantFrom(accepted, refused, unknown, { kind: 'unsent', reason: '连接不上' } as Delivery),
      }),
    },
  ),
  { minLength: 4, maxLength: 16 },
);

/** What the first sender says at last is not said of the second try, which may have arrived. */
const lateRefusal: Step[] = [
  ...([{ do: 'begin' }, { do: 'die' }, { do: 'again' }, { do: 'begin' }] as const),
  ...([{ do: 'answer', which: 1, delivery: refused }, { do: 'begin' }] as const),
];

describe('a message', () => {
  it('is told again only by a person, or when it was certainly not taken; and never once it is known to have arrived', () =>
    fc.assert(
      fc.asyncProperty(steps, async (played: Step[]) => {
        await empty();
        await put('a', 'pending');
        const tries: { begun: Try; isAnswered: boolean }[] = [];
        let allowed = 1;
        let arrived = false;
        for (const [n, step] of played.entries()) {
          const now = later + n * 2 * HOUR;
          const { state } = await row('a');
          if (step.do === 'begin') {
            const begun = await begin(now);
            if (begun !== null) tries.push({ begun, isAnswered: false });
          } else if (step.do === 'die') await doubtInterrupted(r.db, now);
          else if (step.do === 'answer') {
            const one = tries.at(-1 - step.which);
            if (one === undefined || one.isAnswered) continue;
            one.isAnswered = true;
            await finish(one.begun, step.delivery, now);
            if (step.delivery.kind === 'accepted') arrived = true;
            else if (step.delivery !== unknown && state === 'sending' && one === tries.at(-1)) allowed += 1;
          } else {
            const taken = await decide('a', step.do, now).then(
              () => true,
              () => false,
            );
            expect(taken).toBe(state === 'unknown');
            if (taken && step.do === 'again') allowed += 1;
            if (taken && step.do === 'sent') arrived = true;
          }
          expect(tries.length).toBeLessThanOrEqual(allowed);
          if (arrived) expect(await row('a')).toMatchObject({ state: 'accepted', next_attempt_at: null });
        }
      }),
      { numRuns: 60, examples: [[lateRefusal]] },
    ));
});
