import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { recordCampaign } from '../../register/record-campaign.js';
import { claimNext } from '../../register/outbox/claim.js';
import { findCampaign, listCampaigns } from '../../register/queries/campaigns.js';
import { countCampaign } from '../../register/queries/counts.js';
import { findItem, itemsByCode, itemsOf } from '../../register/queries/items.js';
import { itemsToLaunch } from '../../register/items-to-launch.js';
import { listPosts, postsNamed } from '../../register/queries/posts.js';
import { submissionsOf, timelineOf } from '../../register/queries/timeline.js';
import { answerOf, unansweredCommands } from '../../register/unanswered-commands.js';
import { at, campaign, claimWindow, draftItem, register, submit, type Register } from './sample.js';

let r: Register;
let item: string;
const files = [
  { sha256: 'd'.repeat(64), name: '总结.docx', size: 5_000_000_000 },
  { sha256: 'c'.repeat(64), name: '照片.jpg', size: 12 },
];

/** 1.1 was assigned, reported on late, returned and reported on again; 1.2 waits. */
beforeAll(async () => {
  r = await register([
    draftItem('1.1'),
    draftItem('1.2', [
      ['2017-02-01', '2017-02-28'],
      ['2017-03-01', '2017-06-30'],
    ]),
  ]);
  item = r.items['1.1'] as string;
  await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  while (
    await claimNext(r.db, claimWindow(at('2017-03-02')), () => ({
      subject: '交办',
      text: '',
      html: '',
    }))
  );
  const deeds = [
    ['s1', '基础教育处', at('2017-04-05', '10:00'), { ...submit(1, '初稿'), files }],
    ['r1', '督查室', at('2017-04-05', '11:00'), { kind: 'return', checkpoint: 1, reason: '缺数据' }],
    ['s2', '基础教育处', at('2017-04-06', '10:00'), submit(1, '定稿')],
    ['no', '高教处', at('2017-04-06', '10:30'), submit(2)],
  ] as const;
  for (const [id, as, received, body] of deeds) {
    await commitCommand(r.db, r.command(item, { id, as, at: received, body }));
    await applyCommand(r.context, item, { commandId: id, now: received + 5 });
  }
  await commitCommand(
    r.db,
    r.command(item, { id: 'open', as: '高教处', at: at('2017-04-07'), body: { kind: 'acknowledge' } }),
  );
});
afterAll(() => r.close());

describe('what the pages ask', () => {
  it('counts a campaign’s items', async () => {
    const shown = {
      title: '2017年责任事项',
      issuer: '市教育局',
      principal: '孟晖',
      span: '2017年',
      documentNumber: '',
      zone: 'Asia/Shanghai',
      documentName: '责任事项.txt',
    };
    const times = { launchedAt: at('2017-03-01', '15:00') + 123, assignmentRelease: at('2017-03-02') };
    expect(await findCampaign(r.db, r.campaignId)).toEqual({
      id: r.campaignId,
      ...shown,
      ...times,
      items: 2,
      assigned: 1,
      closed: 0,
      endedAt: null,
    });
    expect(await findCampaign(r.db, 'none')).toBeNull();
  });

  it('shows an item with its posts and checkpoints', async () => {
    const found = await findItem(r.db, item);
    expect(found).toMatchObject({
      code: '1.1',
      title: '事项1.1',
      contents: ['建成学校'],
      status: 'active',
      closed: false,
      origin: 'document',
      carriedFrom: null,
      nextDue: at('2017-09-30', '17:30'),
      flagged: null,
    });
    expect(found?.posts.map((post) => [post.name, post.role, post.acknowledgedAt])).toEqual([
      ['基础教育处', 'lead', at('2017-04-05', '10:00')],
      ['高教处', 'supporting', null],
      ['夏春胤', 'leader', null],
      ['督查室', 'office', null],
      ['孟晖', 'principal', null],
    ]);
    const first = {
      n: 1,
      label: '03月',
      from: '2017-03-01',
      dueDay: '2017-03-31',
      due: at('2017-04-10', '17:30'),
      status: 'submitted',
      round: 2,
      submittedAt: at('2017-04-06', '10:00'),
      late: true,
      behind: false,
      originalDue: at('2017-03-31', '17:30'),
      requestedDue: null,
      extensions: 0,
      returns: 1,
    };
    const second = {
      n: 2,
      label: '09月',
      from: '2017-04-01',
      dueDay: '2017-09-30',
      due: at('2017-09-30', '17:30'),
      status: 'ahead',
      round: 1,
      submittedAt: null,
      late: false,
    };
    expect(found?.checkpoints).toMatchObject([first, second]);
    expect(await findItem(r.db, 'none')).toBeNull();
  });

  it('pages through the items in the order of the plan, and finds them by code', async () => {
    expect((await itemsOf(r.db, r.campaignId)).map((row) => row.code)).toEqual(['1.1', '1.2']);
    expect((await itemsOf(r.db, r.campaignId, { offset: 1, limit: 1 })).map((row) => row.code)).toEqual(['1.2']);
    expect((await itemsByCode(r.db, '1.1')).map((row) => row.id)).toEqual([item]);
    expect(await itemsByCode(r.db, '1.1', 'none')).toEqual([]);
    const [first, second] = [
      { id: item, position: 1, code: '1.1' },
      { id: r.items['1.2'], position: 2, code: '1.2' },
    ];
    expect(await itemsToLaunch(r.db, r.campaignId, { after: 0, limit: 10 })).toEqual([first, second]);
    expect(await itemsToLaunch(r.db, r.campaignId, { after: 1, limit: 1 })).toEqual([second]);
  });

  it('tells an item’s story in the order it happened', async () => {
    const story = (await timelineOf(r.db, item)).map((entry) =>
      entry.kind === 'event'
        ? `${entry.event} ${String(entry.checkpoint)} ${entry.actor}`
        : `${entry.rule} ${entry.post} ${entry.state} ${entry.mail ?? '-'} ${entry.person ?? '-'}`,
    );
    expect(story.filter((line) => line.startsWith('assignment')).sort()).toEqual([
      'assignment 基础教育处 claimed pending 张三',
      'assignment 高教处 claimed pending 李四',
    ]);
    expect(story.filter((line) => !line.startsWith('assignment'))).toEqual([
      'assigned 0 督查室',
      'acknowledged 0 基础教育处',
      'submitted 1 基础教育处',
      'returned 1 督查室',
      'returned 基础教育处 withdrawn - -',
      'submitted 1 基础教育处',
      'refused 0 高教处',
    ]);
  });

  it('gives everything handed in, with its files in their order', async () => {
    const report = { kind: 'report', figures: [], confirmedBy: null, confirmedAt: null };
    expect((await submissionsOf(r.db, item)).map(({ id: _, ...row }) => row)).toEqual([
      {
        ...report,
        checkpoint: 1,
        round: 1,
        actor: '基础教育处',
        at: at('2017-04-05', '10:00'),
        text: '初稿',
        late: true,
        files,
      },
      {
        ...report,
        checkpoint: 1,
        round: 2,
        actor: '基础教育处',
        at: at('2017-04-06', '10:00'),
        text: '定稿',
        late: false,
        files: [],
      },
    ]);
    expect(await submissionsOf(r.db, 'none')).toEqual([]);
  });

  it('counts what was told in a campaign', async () => {
    const { notices, mails } = await countCampaign(r.db, r.campaignId);
    expect(notices.map(({ rule, state, count }) => `${rule} ${state} ${String(count)}`).sort()).toEqual([
      'assignment claimed 2',
      'returned withdrawn 1',
    ]);
    expect(mails).toEqual([{ state: 'pending', count: 2 }]);
  });

  it('knows what was answered, and what must be sent again', async () => {
    expect(await answerOf(r.db, item, 's1')).toEqual({ ok: true });
    expect(await answerOf(r.db, item, 'no')).toMatchObject({ ok: false, code: 'leads-only' });
    expect(await answerOf(r.db, item, 'open')).toBeNull();
    expect(await unansweredCommands(r.db, { before: at('2017-04-07') - 1 })).toEqual([]);
    expect(await unansweredCommands(r.db, { before: at('2017-04-07') })).toEqual([
      { id: 'open', itemId: item, campaignId: r.campaignId, kind: 'acknowledge' },
    ]);
  });

  it('names posts and who holds them, and the newest campaign first', async () => {
    expect(await postsNamed(r.db, '高教处')).toEqual([
      { id: r.posts['高教处'], kind: 'division', name: '高教处', person: '李四' },
    ]);
    expect((await listPosts(r.db)).map((post) => post.kind)).toEqual([
      'division',
      'division',
      'leader',
      'office',
      'principal',
    ]);
    const later = { ...campaign([draftItem('1.1')], 'e'.repeat(64)), launchedAt: at('2018-03-01') };
    const { id } = await recordCampaign(r.db, later);
    expect((await listCampaigns(r.db)).map((row) => row.id)).toEqual([id, r.campaignId]);
    expect((await itemsByCode(r.db, '1.1')).map((row) => row.campaignId)).toEqual([id, r.campaignId]);
  });
});
