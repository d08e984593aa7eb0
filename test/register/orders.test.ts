import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import type { CommandBody } from '../../domain/command.js';
import type { Instant } from '../../domain/instant.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { applyAssignment } from '../../register/apply-event.js';
import { claimNext } from '../../register/outbox/claim.js';
import { findOrder, ordersNumbered, ordersOfItem, standingOrders } from '../../register/queries/orders.js';
import { timelineOf } from '../../register/queries/timeline.js';
import { act, at, claimWindow, draftItem, pass, register, submit, trailsHold, type Register } from './sample.js';

let r: Register;
afterEach(() => r.close());
jest.setTimeout(60_000);

const issue = (signatory = '孟晖'): CommandBody => ({ kind: 'issueOrder', checkpoint: 1, signatory, due: null });
const reply: CommandBody = { kind: 'replyOrder', checkpoint: 1, plan: '补齐报告', due: '2017-04-14', person: '周岚' };

/** Its first checkpoint was due on 31 March 2017; the office heard of that on 6 April, with a draft. */
async function late(code: string, until: Instant = at('2017-04-06', '10:00')): Promise<string> {
  const id = r.items[code] as string;
  await pass(r.context, id, { from: await applyAssignment(r.context, id, at('2017-03-01', '15:01')), until });
  return id;
}

const says = (id: string, as: string, when: Instant, body: CommandBody) => act(r, id, { as, at: when, body });
const numbers = async (): Promise<(string | null)[]> =>
  (
    await r.db
      .selectFrom('supervision_order')
      .where('number', 'is not', null)
      .orderBy('year')
      .orderBy('number')
      .select(['year', 'number'])
      .execute()
  ).map(({ year, number }) => `${year} ${number}`);

describe('a supervision order in the register', () => {
  it('is drafted, numbered when it is issued, answered, and discharged by the report', async () => {
    r = await register();
    const id = await late('1.1');
    expect(await standingOrders(r.db, {})).toMatchObject([
      { status: 'drafted', code: '1.1', label: '03月', number: null, draftedAt: at('2017-04-06') },
    ]);
    await says(id, '督查室', at('2017-04-06', '11:00'), issue());
    const [issued] = await ordersOfItem(r.db, id);
    expect(issued).toMatchObject({ status: 'issued', number: '督办〔2017〕1号', replyBy: at('2017-04-11', '17:30') });
    expect(issued?.text).toEqual({
      ...{ number: '督办〔2017〕1号', issuer: '市教育局', office: '督查室', campaign: '2017年责任事项' },
      ...{ documentNumber: '', to: ['基础教育处'], daysLate: 3, signatory: '孟晖' },
      item: { code: '1.1', heading: '义务教育均衡发展', title: '事项1.1' },
      checkpoint: { label: '03月', contents: ['建成'], due: at('2017-03-31', '17:30') },
      ...{ issuedAt: at('2017-04-06', '11:00'), replyBy: at('2017-04-11', '17:30'), zone: 'Asia/Shanghai' },
    });
    await says(id, '基础教育处', at('2017-04-07', '10:00'), reply);
    expect(await ordersNumbered(r.db, 1, 2017)).toMatchObject([
      { status: 'replied', replies: [{ division: '基础教育处', plan: '补齐报告', person: '周岚' }] },
    ]);
    await says(id, '基础教育处', at('2017-04-12', '10:00'), submit(1));
    expect(await findOrder(r.db, issued?.id ?? '')).toMatchObject({ status: 'discharged', endedBecause: 'submitted' });
    expect(await standingOrders(r.db, {})).toEqual([]);
    const told = (await timelineOf(r.db, id)).flatMap((entry) =>
      entry.kind === 'event' && entry.event.startsWith('order-')
        ? [`${entry.event} ${String(entry.detail['number'])}`]
        : [],
    );
    expect(told).toEqual([
      'order-drafted undefined',
      'order-issued 督办〔2017〕1号',
      'order-replied 督办〔2017〕1号',
      'order-discharged 督办〔2017〕1号',
    ]);
    expect(await trailsHold(r.db, r.campaignId)).toBe(true);
  });

  it('that is a draft is thrown away by the report, without a number', async () => {
    r = await register();
    const id = await late('1.1');
    await says(id, '基础教育处', at('2017-04-06', '11:00'), submit(1));
    expect(await ordersOfItem(r.db, id)).toEqual([]);
    expect((await says(id, '督查室', at('2017-04-06', '12:00'), issue())).answer).toMatchObject({
      code: 'no-order-drafted',
    });
    expect(await numbers()).toEqual([]);
  });

  it('is in the mail with its number and its text; the escalation before it says that it waits', async () => {
    r = await register();
    const id = await late('1.1');
    const seen: ReleasedNotice[] = [];
    const compose = (_: unknown, notices: ReleasedNotice[]) => {
      seen.push(...notices);
      return {
        subject: 's',
        text: 't',
        html: 'h',
        attachments: [{ name: '甲.docx', type: 'x', content: Buffer.from([0, 255]) }],
      };
    };
    while (await claimNext(r.db, claimWindow(at('2017-04-06', '10:00')), compose));
    expect(seen.find(({ rule, post }) => rule === 'escalation' && post.kind === 'office')?.order).toEqual({
      ...{ status: 'drafted', text: null },
    });
    await says(id, '督查室', at('2017-04-06', '11:00'), issue());
    while (await claimNext(r.db, claimWindow(at('2017-04-06', '11:00')), compose));
    expect(seen.find(({ rule }) => rule === 'order')).toMatchObject({
      post: { name: '基础教育处' },
      order: { status: 'issued', text: { number: '督办〔2017〕1号' } },
    });
    const kept = await r.db.selectFrom('attachment').select(['name', 'content']).execute();
    expect(kept.at(-1)).toEqual({ name: '甲.docx', content: Buffer.from([0, 255]) });
  });

  it('takes numbers without a gap or a double, however many are issued at once and whatever fails', async () => {
    const codes = Array.from({ length: 18 }, (_, i) => `1.${i + 1}`);
    r = await register(codes.map((code) => draftItem(code, [['2017-03-01', '2017-03-31']])));
    const ids = await Promise.all(codes.map((code) => late(code)));
    // Some transactions fail after the number was taken: the first try at every fourth item.
    await sql`create table failed (item_id text primary key)`.execute(r.db);
    await sql`insert into failed select id from item where position % 4 = 0`.execute(r.db);
    await sql`create function fail() returns trigger language plpgsql as $$ begin
        if exists (select 1 from failed where item_id = new.item_id) then raise exception 'no space'; end if; return new; end $$`.execute(
      r.db,
    );
    await sql`create trigger fails after insert on audit for each row when (new.event = 'order-issued')
      execute function fail()`.execute(r.db);
    const when = at('2017-04-06', '11:00');
    const issuing = (only: (index: number) => boolean) =>
      Promise.allSettled(
        ids.flatMap((id, i) => (only(i) ? [says(id, '督查室', when, issue(i % 3 === 0 ? ' ' : '孟晖'))] : [])),
      );
    const first = await issuing(() => true);
    expect(first.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(1);
    await sql`delete from failed`.execute(r.db);
    await issuing((i) => i % 3 !== 0);
    const expected = ids.filter((_, i) => i % 3 !== 0).length;
    expect(await numbers()).toEqual(Array.from({ length: expected }, (_, i) => `2017 ${i + 1}`));
    expect(await r.db.selectFrom('order_counter').select('last').execute()).toEqual([{ last: expected }]);
  });

  it('begins again at one with the year of the campaign’s zone', async () => {
    r = await register(['1.1', '1.2', '1.3'].map((code) => draftItem(code, [['2017-10-01', '2017-12-25']])));
    const ids = await Promise.all(['1.1', '1.2', '1.3'].map((code) => late(code, at('2017-12-29', '10:00'))));
    await says(ids[0] as string, '督查室', at('2017-12-31', '23:58'), issue());
    await says(ids[1] as string, '督查室', at('2018-01-01', '00:01'), issue());
    await says(ids[2] as string, '督查室', at('2018-01-01', '00:02'), issue());
    expect(await numbers()).toEqual(['2017 1', '2018 1', '2018 2']);
  });
});
