import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReleasedNotice } from '../../domain/notice.js';
import { applyAssignment } from '../../register/apply-event.js';
import { delegationsOf, endDelegation, recordDelegation } from '../../register/delegations.js';
import { claimNext, type Recipient } from '../../register/outbox/claim.js';
import type { Content } from '../../register/outbox/content.js';
import { happeningsBetween } from '../../register/queries/happenings.js';
import { listPeople, peopleNamed } from '../../register/queries/posts.js';
import { timelineOf } from '../../register/queries/timeline.js';
import { at, claimWindow, draftItem, register, type Register } from './sample.js';

let r: Register;
/** Ids by name. */
let people: Record<string, string>;
const release = at('2017-03-02');
const noted = at('2017-03-01', '16:00');

/** 1.1 is led by 基础教育处 (张三) with 高教处 (李四); 1.2 the other way round. */
beforeEach(async () => {
  const other = draftItem('1.2');
  const swapped = other.divisions.map(({ name, role }) => ({
    name,
    role: role === 'lead' ? ('supporting' as const) : ('lead' as const),
  }));
  r = await register([draftItem('1.1'), { ...other, divisions: swapped }]);
  for (const id of Object.values(r.items)) await applyAssignment(r.context, id, at('2017-03-01', '15:01'));
  people = Object.fromEntries((await listPeople(r.db)).map(({ id, name }) => [name, id]));
});
afterEach(() => r.close());

const leave = (person: string, standIn: string, from = '2017-03-02', to = '2017-03-03') =>
  recordDelegation(r.db, {
    ...{ person: people[person] ?? person, standIn: people[standIn] ?? standIn, from, to },
    ...{ reason: '休假', at: noted },
  });

function compose(recipient: Recipient, notices: ReleasedNotice[]): Content {
  const lines = notices.map(({ item, post, standsInFor }) => `${item.code} ${post.name} ${standsInFor ?? '-'}`);
  return { subject: '督办', text: lines.sort().join('; '), html: '<html><body class="x"><p>正文</p></body></html>' };
}

async function mailed(now = release): Promise<unknown[]> {
  while (await claimNext(r.db, claimWindow(now), compose));
  const rows = await r.db
    .selectFrom('mail')
    .orderBy('name')
    .orderBy('copy_of')
    .select(['name', 'subject', 'text'])
    .execute();
  return rows.map(({ name, subject, text }) => [name, subject, text]);
}

describe('who is on leave', () => {
  it('is stood in for in the stand-in’s one mail of the release, and has a copy of what concerns him', async () => {
    await leave('张三', '李四');
    expect(await mailed()).toEqual([
      ['张三', '【抄送】督办', '您休假期间由李四代为办理，此件抄送您备查。\n\n1.1 基础教育处 -; 1.2 基础教育处 -'],
      ['李四', '督办', '1.1 基础教育处 张三; 1.1 高教处 -; 1.2 基础教育处 张三; 1.2 高教处 -'],
    ]);
    const [copy] = await r.db.selectFrom('mail').where('copy_of', 'is not', null).selectAll().execute();
    const [own] = await r.db.selectFrom('mail').where('copy_of', 'is', null).selectAll().execute();
    expect(copy).toMatchObject({
      copy_of: own?.id,
      mailbox: 'zhang@example.org',
      created_at: own?.created_at,
      state: 'pending',
    });
    expect(copy?.html).toMatch(
      /^<html><body class="x"><table [^>]*><tr><td style="[^"]*">您休假期间由李四代为办理，此件抄送您备查。<\/td><\/tr><\/table><p>正文<\/p>/,
    );
    const told = (await timelineOf(r.db, r.items['1.1'] as string)).flatMap((entry) =>
      entry.kind === 'notice' ? [[entry.post, entry.person, entry.standsInFor]] : [],
    );
    expect(told.sort()).toEqual([
      ['基础教育处', '李四', '张三'],
      ['高教处', '李四', null],
    ]);
    const mails = (await happeningsBetween(r.db, r.campaignId, { from: 0, to: release })).filter(
      ({ kind }) => kind === 'mail',
    );
    expect(mails).toMatchObject([
      { person: '李四', notices: expect.arrayContaining([expect.objectContaining({ standsInFor: '张三' })]) },
    ]);
  });

  it('has his own mail again before the first day, after the last, and once the delegation is ended', async () => {
    await leave('张三', '李四', '2017-03-03', '2017-03-10');
    const ended = await leave('李四', '王五', '2017-03-01', '2017-03-20');
    await endDelegation(r.db, ended, '2017-03-02');
    expect(await mailed()).toEqual([
      ['张三', '督办', '1.1 基础教育处 -; 1.2 基础教育处 -'],
      ['李四', '督办', '1.1 高教处 -; 1.2 高教处 -'],
    ]);
    expect(
      (await delegationsOf(r.db, { from: '2017-03-01' })).map(({ personName, standInName, from, to }) => [
        personName,
        standInName,
        from,
        to,
      ]),
    ).toEqual([
      ['李四', '王五', '2017-03-01', '2017-03-01'],
      ['张三', '李四', '2017-03-03', '2017-03-10'],
    ]);
    expect(await delegationsOf(r.db, { from: '2017-03-02', person: people['李四'] })).toEqual([]);
  });

  it('is stood in for by the stand-in’s own where he is away, too, each with the copy of his own', async () => {
    await leave('张三', '李四');
    await leave('李四', '王五');
    expect(await mailed()).toEqual([
      ['张三', '【抄送】督办', '您休假期间由王五代为办理，此件抄送您备查。\n\n1.1 基础教育处 -; 1.2 基础教育处 -'],
      ['李四', '【抄送】督办', '您休假期间由王五代为办理，此件抄送您备查。\n\n1.1 高教处 -; 1.2 高教处 -'],
      ['王五', '督办', '1.1 基础教育处 张三; 1.1 高教处 李四; 1.2 基础教育处 张三; 1.2 高教处 李四'],
    ]);
  });

  it('has his own mail where those who name each other are all away', async () => {
    await leave('张三', '李四');
    await leave('李四', '张三');
    expect((await mailed()).map((mail) => (mail as string[]).slice(0, 2))).toEqual([
      ['张三', '督办'],
      ['李四', '督办'],
    ]);
  });

  it('is on leave by the days of the office’s zone', async () => {
    await r.db
      .updateTable('notice')
      .set({ release_at: new Date(0) as never })
      .execute();
    await leave('张三', '李四', '2017-03-02', '2017-03-02');
    // 16:30 on 1 March in London is half past midnight on 2 March in Shanghai.
    while (await claimNext(r.db, claimWindow(at('2017-03-02', '00:30')), compose));
    expect(await r.db.selectFrom('mail').where('copy_of', 'is', null).select('name').execute()).toEqual([
      { name: '李四' },
    ]);
  });
});

describe('naming a stand-in', () => {
  it.each([
    ['张三', '李四', '2017-03-04', '2017-03-03', '代理的起始日 2017-03-04 晚于结束日 2017-03-03，请改正后再登记。'],
    ['张三', '张三', '2017-03-03', '2017-03-03', '代理人不能是本人，请另行指定。'],
    ['张三', '李四', '2017-02-30', '2017-03-03', '“2017-02-30”不是有效日期，应为年-月-日，如 2017-03-06。'],
    ['张三', 'nobody', '2017-03-03', '2017-03-03', '名册中没有编号为“nobody”的人员；请先将其列入名册。'],
  ])('refuses %s by %s from %s to %s', async (person, standIn, from, to, message) => {
    await expect(leave(person, standIn, from, to)).rejects.toMatchObject({ code: 'delegation-invalid', message });
    expect(await delegationsOf(r.db, { from: '2017-01-01' })).toEqual([]);
  });

  it('forgets what had not begun when it was ended, and knows nothing of others', async () => {
    await endDelegation(r.db, await leave('张三', '李四'), '2017-03-02');
    expect(await delegationsOf(r.db, { from: '2017-01-01' })).toEqual([]);
    await expect(endDelegation(r.db, 'none', '2017-03-02')).rejects.toMatchObject({ code: 'no-such-delegation' });
  });

  it('finds people by name and by mailbox, with their posts', async () => {
    const zhang = { id: people['张三'], name: '张三', mailbox: 'zhang@example.org', posts: ['基础教育处', '夏春胤'] };
    expect(await peopleNamed(r.db, '张三')).toMatchObject([{ ...zhang, posts: expect.arrayContaining(zhang.posts) }]);
    expect(await peopleNamed(r.db, 'zhang@example.org')).toHaveLength(1);
    expect(await peopleNamed(r.db, '张')).toEqual([]);
  });
});
