import { afterEach, describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../domain/command.js';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import { applyAssignment, type Applied } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { endCampaign } from '../../register/end-campaign.js';
import { findItem } from '../../register/queries/items.js';
import { submissionsOf, timelineOf } from '../../register/queries/timeline.js';
import type { CampaignToRecord } from '../../register/record-campaign.js';
import { act, at, draftItem, pass, register, roster, submit, type Register } from './sample.js';

let r: Register;
let item: string;
let assigned: Applied;
afterEach(() => r.close());

async function launch(changes: Partial<CampaignToRecord> = {}, lead = false): Promise<void> {
  const joint = draftItem('1.1');
  const divisions = joint.divisions.map((division) => ({
    ...division,
    role: lead ? ('lead' as const) : division.role,
  }));
  r = await register([{ ...joint, divisions }], changes);
  item = r.items['1.1'] as string;
  assigned = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
}

const as = (name: string, received: Instant, body: CommandBody) => act(r, item, { as: name, at: received, body });

async function done(name: string, received: Instant, body: CommandBody): Promise<Applied> {
  const applied = await as(name, received, body);
  expect(applied.answer).toEqual({ ok: true });
  return applied;
}

/** The notices of rules, as `rule step round state post release`, in the order of their release. */
async function notices(...rules: string[]): Promise<string[]> {
  const rows = await r.db
    .selectFrom('notice')
    .innerJoin('post', 'post.id', 'notice.post_id')
    .where('item_id', '=', item)
    .where('rule', 'in', rules as 'reminder'[])
    .orderBy('release_at')
    .orderBy('round')
    .orderBy('rule')
    .orderBy('post.name')
    .select(['rule', 'step', 'round', 'state', 'post.name', 'release_at'])
    .execute();
  return rows.map((row) => `${row.rule} ${row.step} ${row.round} ${row.state} ${row.name} ${day(row.release_at)}`);
}

const day = (instant: Instant): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
const reports = async (): Promise<unknown[]> =>
  (await submissionsOf(r.db, item)).map(({ actor, kind, late, text }) => [actor, kind, late, text]);

describe('the register over the whole life of an item', () => {
  it('takes back what an extension overtakes, and stages it anew for the new date', async () => {
    await launch();
    // Woken ahead of the release, the reminder of 30 March is staged when the extension is granted.
    await pass(r.context, item, { from: assigned, until: at('2017-03-30', '08:50') });
    const asked: CommandBody = { kind: 'requestExtension', checkpoint: 1, due: '2017-04-14', reason: '数据未齐' };
    await done('基础教育处', at('2017-03-30', '08:50'), asked);
    expect((await findItem(r.db, item))?.checkpoints[0]).toMatchObject({
      requestedDue: at('2017-04-14', '17:30'),
      extensions: 1,
    });
    const granted: CommandBody = { kind: 'decideExtension', checkpoint: 1, grant: true, due: null, reason: '' };
    const from = await done('督查室', at('2017-03-30', '08:55'), granted);
    await pass(r.context, item, { from, until: at('2017-04-17', '12:00') });
    expect(await notices('reminder', 'overdue')).toEqual([
      // Nobody has mailed them in this test, so that all are still to be taken back; the tenth day before is over.
      'reminder 10 1 withdrawn 基础教育处 03-17 09:00',
      'reminder 3 1 withdrawn 基础教育处 03-28 09:00',
      'reminder 1 1 withdrawn 基础教育处 03-30 09:00',
      'reminder 3 2 staged 基础教育处 04-11 09:00',
      'reminder 1 2 staged 基础教育处 04-13 09:00',
      'overdue 1 2 staged 基础教育处 04-17 09:00',
    ]);
    expect((await findItem(r.db, item))?.checkpoints[0]).toMatchObject({
      ...{ due: at('2017-04-14', '17:30'), originalDue: at('2017-03-31', '17:30'), requestedDue: null, round: 2 },
      ...{ dueDay: '2017-03-31', nearFrom: at('2017-04-11') },
    });
  });

  it.each([
    [true, false],
    [false, true],
  ])(
    'judges again what came after the old date once an extension is decided (granted: %s, late: %s)',
    async (grant, late) => {
      await launch();
      const asked: CommandBody = { kind: 'requestExtension', checkpoint: 1, due: '2017-04-14', reason: '数据未齐' };
      await done('基础教育处', at('2017-03-31', '10:00'), asked);
      await done('基础教育处', at('2017-04-05', '10:00'), submit(1));
      expect(await reports()).toEqual([['基础教育处', 'report', false, '完成']]);
      await done('督查室', at('2017-04-06', '10:00'), {
        kind: 'decideExtension',
        checkpoint: 1,
        grant,
        due: null,
        reason: '按期',
      });
      expect(await reports()).toEqual([['基础教育处', 'report', late, '完成']]);
      expect((await findItem(r.db, item))?.checkpoints[0]).toMatchObject({ late, status: 'submitted' });
    },
  );

  it('judges by the old date a report that is reviewed before anybody has answered the request', async () => {
    await launch();
    const asked: CommandBody = { kind: 'requestExtension', checkpoint: 1, due: '2017-04-14', reason: '数据未齐' };
    await done('基础教育处', at('2017-03-31', '10:00'), asked);
    await done('基础教育处', at('2017-04-05', '10:00'), submit(1));
    await done('督查室', at('2017-04-06', '10:00'), { kind: 'accept', checkpoint: 1, note: '' });
    expect(await reports()).toEqual([['基础教育处', 'report', true, '完成']]);
    expect((await findItem(r.db, item))?.checkpoints[0]).toMatchObject({ late: true, status: 'accepted' });
  });

  it('keeps a frozen item asleep, and goes on with shifted dates when it is resumed', async () => {
    await launch();
    await pass(r.context, item, { from: assigned, until: at('2017-03-28', '08:50') });
    const frozen = await done('督查室', at('2017-03-28', '08:55'), { kind: 'freeze', reason: '机构调整' });
    expect(frozen).toMatchObject({ next: null, status: 'frozen', closed: false });
    expect(await findItem(r.db, item)).toMatchObject({ status: 'frozen', nextMoment: null });
    const resumed = await done('督查室', at('2017-04-10', '10:00'), {
      kind: 'resume',
      shift: true,
      reason: '调整完毕',
    });
    await pass(r.context, item, { from: resumed, until: at('2017-04-13', '12:00') });
    // From 28 March to 10 April are eight working days: 31 March becomes 13 April.
    expect(await findItem(r.db, item)).toMatchObject({ status: 'active', nextDue: at('2017-04-13', '17:30') });
    expect(await notices('reminder', 'frozen', 'resumed')).toEqual([
      'reminder 10 1 withdrawn 基础教育处 03-17 09:00',
      'frozen 1 1 staged 基础教育处 03-28 09:00',
      'frozen 1 1 staged 夏春胤 03-28 09:00',
      'frozen 1 1 staged 高教处 03-28 09:00',
      'reminder 3 1 withdrawn 基础教育处 03-28 09:00',
      'resumed 1 2 staged 基础教育处 04-10 10:00',
      'resumed 1 2 staged 夏春胤 04-10 10:00',
      'resumed 1 2 staged 高教处 04-10 10:00',
      'reminder 1 2 staged 基础教育处 04-12 09:00',
    ]);
  });

  it('hands an item over to another division on its day, and asks that one to sign', async () => {
    await launch();
    await done('基础教育处', at('2017-03-03', '10:00'), { kind: 'acknowledge' });
    const posts = {
      leads: [r.posts['高教处'] as string],
      supporting: [],
      leader: r.posts['夏春胤'] as string,
      heads: {},
    };
    const from = await done('督查室', at('2017-03-06', '10:00'), {
      kind: 'reassign',
      posts,
      from: '2017-03-13',
      reason: '职责调整',
    });
    const roles = async (): Promise<unknown> =>
      (await findItem(r.db, item))?.posts.map(({ name, role }) => `${role} ${name}`);
    expect(await roles()).toContain('lead 基础教育处');
    await pass(r.context, item, { from, until: at('2017-03-17', '12:00') });
    expect(await roles()).toEqual(['lead 高教处', 'leader 夏春胤', 'office 督查室', 'principal 孟晖']);
    expect(await notices('reassigned', 'unacknowledged', 'reminder')).toEqual([
      'reassigned 1 1 staged 基础教育处 03-06 10:00',
      'reassigned 1 1 staged 夏春胤 03-06 10:00',
      'reassigned 1 1 staged 高教处 03-06 10:00',
      'unacknowledged 1 2 staged 高教处 03-16 09:00',
      'reminder 10 2 staged 高教处 03-17 09:00',
    ]);
    const command = r.command(item, {
      ...{ id: 'nobody', as: '督查室', at: at('2017-03-20') },
      body: { kind: 'reassign', posts: { ...posts, leads: ['nobody'] }, from: null, reason: '职责调整' },
    });
    await expect(commitCommand(r.db, command)).rejects.toMatchObject({ code: 'unknown-post' });
  });

  it('chases of joint leads the one that has not reported, and keeps the report of each', async () => {
    await launch({ policy: { ...defaultPolicy, jointLeads: 'each' } }, true);
    await pass(r.context, item, { from: assigned, until: at('2017-03-20', '09:30') });
    await done('高教处', at('2017-03-20', '10:00'), submit(1, '高教部分'));
    expect(await findItem(r.db, item)).toMatchObject({ checkpoints: [{ status: 'open' }, { status: 'ahead' }] });
    const from = await done('基础教育处', at('2017-03-20', '11:00'), { kind: 'acknowledge' });
    await pass(r.context, item, { from, until: at('2017-03-28', '12:00') });
    expect(await notices('reminder')).toEqual([
      'reminder 10 1 staged 基础教育处 03-17 09:00',
      'reminder 10 1 withdrawn 高教处 03-17 09:00',
      'reminder 3 1 staged 基础教育处 03-28 09:00',
    ]);
    await done('基础教育处', at('2017-04-05', '10:00'), submit(1, '基教部分'));
    expect(await reports()).toEqual([
      ['高教处', 'report', false, '高教部分'],
      ['基础教育处', 'report', true, '基教部分'],
    ]);
    expect((await findItem(r.db, item))?.checkpoints[0]).toMatchObject({ status: 'submitted', late: true });
  });

  it('keeps a draft until the head signs it, which makes it the report, and the contribution of another', async () => {
    const head = { kind: 'head' as const, post: '基础教育处', person: '赵六', mailbox: 'zhao@example.org' };
    await launch({ policy: { ...defaultPolicy, confirmation: true }, roster: [...roster, head] });
    const lead = r.posts['基础教育处'] as string;
    expect((await findItem(r.db, item))?.posts).toContainEqual({
      ...{ id: r.posts['基础教育处负责人'], name: '基础教育处', role: 'head', forPost: lead, acknowledgedAt: null },
    });
    const answer = (agree: boolean): CommandBody => ({
      kind: 'confirm',
      checkpoint: 1,
      post: lead,
      agree,
      reason: '缺数据',
    });
    await done('基础教育处', at('2017-03-30', '10:00'), submit(1, '初稿'));
    await done('基础教育处负责人', at('2017-03-30', '11:00'), answer(false));
    await done('基础教育处', at('2017-03-31', '10:00'), submit(1, '定稿'));
    await done('高教处', at('2017-03-31', '11:00'), { kind: 'contribute', checkpoint: 1, text: '附件', files: [] });
    await done('基础教育处负责人', at('2017-04-01', '10:00'), answer(true));
    expect(await reports()).toEqual([
      ['基础教育处', 'draft', false, '初稿'],
      ['基础教育处', 'report', true, '定稿'],
      ['高教处', 'contribution', false, '附件'],
    ]);
    expect((await submissionsOf(r.db, item))[1]).toMatchObject({
      confirmedBy: '基础教育处',
      confirmedAt: at('2017-04-01', '10:00'),
    });
    const story = (await timelineOf(r.db, item)).flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []));
    expect(story).toEqual([
      ...['assigned', 'acknowledged', 'drafted', 'declined', 'drafted', 'acknowledged', 'contributed'],
      ...['confirmed', 'submitted'],
    ]);
  });

  it('ends a campaign with its last item, and takes the end back when one is reopened', async () => {
    await launch();
    expect(await endCampaign(r.db, r.campaignId, at('2017-03-02'))).toEqual({ open: 1, endedAt: null });
    for (const n of [1, 2]) {
      await done('基础教育处', at('2017-03-20', '10:00'), submit(n));
      await done('督查室', at('2017-03-20', '11:00'), { kind: 'accept', checkpoint: n, note: '' });
    }
    const closed = await done('督查室', at('2017-03-20', '12:00'), { kind: 'close', note: '' });
    expect(closed).toMatchObject({ status: 'closed', closed: true, nextDue: null });
    const end = at('2017-03-20', '12:01');
    expect(await endCampaign(r.db, r.campaignId, end)).toEqual({ open: 0, endedAt: end });
    expect(await endCampaign(r.db, r.campaignId, end + 5)).toEqual({ open: 0, endedAt: end });
    await done('督查室', at('2017-03-21', '10:00'), {
      kind: 'reopen',
      checkpoint: 2,
      due: '2017-03-31',
      reason: '数据有误',
    });
    expect(await endCampaign(r.db, r.campaignId, end + 5)).toEqual({ open: 1, endedAt: null });
  });
});
