import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../domain/command.js';
import { ENGINE } from '../../domain/rights.js';
import { applyAssignment, applyCommand, applyMoment } from '../../register/apply-event.js';
import { isBulkUnderWay, recordBulk } from '../../register/bulk.js';
import { commitCommand } from '../../register/commit-command.js';
import { lockItems } from '../../register/lock-items.js';
import { submissionsOf } from '../../register/queries/timeline.js';
import { uncarried } from '../../register/uncarried.js';
import { act, at, draftItem, register, submit, type Register } from './sample.js';

let r: Register;
let item: string;
beforeEach(async () => {
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  item = r.items['1.1'] as string;
  await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
});
afterEach(() => r.close());

const done = async (as: string, when: number, body: CommandBody): Promise<void> => {
  expect((await act(r, item, { as, at: when, body })).answer).toEqual({ ok: true });
};

describe('what leaves the state as it is', () => {
  it('is on record all the same: what a division adds that has signed long ago', async () => {
    await done('高教处', at('2017-03-06'), { kind: 'acknowledge' });
    for (const text of ['附件一', '附件二'])
      await done('高教处', at('2017-03-20'), { kind: 'contribute', checkpoint: 1, text, files: [] });
    expect((await submissionsOf(r.db, item)).map(({ kind, text }) => [kind, text])).toEqual([
      ['contribution', '附件一'],
      ['contribution', '附件二'],
    ]);
    const trail = await r.db.selectFrom('audit').where('event', '=', 'contributed').select('detail').execute();
    expect(trail.map(({ detail }) => detail['text'])).toEqual(['附件一', '附件二']);
  });
});

describe('a command that could never be applied', () => {
  it.each(['2017-02-30', '9999-12-31', '0001-01-01', '明天', ''])('is not taken: no such day as “%s”', async (day) => {
    const reason = '调整';
    const bodies: CommandBody[] = [
      { kind: 'requestExtension', checkpoint: 1, due: day, reason },
      { kind: 'decideExtension', checkpoint: 1, grant: true, due: day, reason },
      { kind: 'changeCheckpoint', checkpoint: 1, label: '', from: day, due: '2017-04-14', reason },
      { kind: 'reopen', checkpoint: 1, due: day, reason },
      { kind: 'replan', dates: [{ checkpoint: 1, due: day }] },
    ];
    for (const body of bodies) {
      const command = r.command(item, { id: body.kind, as: '督查室', at: at('2017-03-06'), body });
      await expect(commitCommand(r.db, command)).rejects.toMatchObject({ code: 'no-such-day', data: { day } });
      const bulk = { id: 'b', campaignId: r.campaignId, actor: r.posts['督查室'] as string, at: at('2017-03-06') };
      await expect(recordBulk(r.db, { ...bulk, commands: [{ itemId: item, body }] })).rejects.toMatchObject({
        code: 'no-such-day',
      });
    }
    expect(await r.db.selectFrom('command').selectAll().execute()).toEqual([]);
  });
});

describe('an answer to a request for an extension', () => {
  it('judges again what came meanwhile, also when a pause has begun a round since', async () => {
    const asked: CommandBody = { kind: 'requestExtension', checkpoint: 1, due: '2017-04-14', reason: '数据未齐' };
    await done('基础教育处', at('2017-03-31', '10:00'), asked);
    await done('基础教育处', at('2017-04-05', '10:00'), submit(1));
    // Frozen and resumed: a new round for what is under review, too.
    await done('督查室', at('2017-04-05', '11:00'), { kind: 'freeze', reason: '机构调整' });
    await done('督查室', at('2017-04-05', '12:00'), { kind: 'resume', shift: false, reason: '调整完毕' });
    const refused: CommandBody = { kind: 'decideExtension', checkpoint: 1, grant: false, due: null, reason: '按期' };
    await done('督查室', at('2017-04-06', '10:00'), refused);
    expect((await submissionsOf(r.db, item)).map(({ late }) => late)).toEqual([true]);
  });
});

describe('several items at once', () => {
  it('are locked in one order, whoever names them how', async () => {
    const ids = Object.values(r.items);
    const orders = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? ids : ids.toReversed()));
    await Promise.all(orders.map((order) => r.db.transaction().execute((tx) => lockItems(tx, order))));
    await r.db.transaction().execute(async (tx) => {
      await lockItems(tx, []);
      await lockItems(tx, [...ids, 'nobody']);
    });
  });

  it('go on in another campaign once: not those that do already, nor those that have ended', async () => {
    const other = r.items['1.2'] as string;
    const ids = [item, other];
    const free = (): Promise<ReadonlySet<string>> => r.db.transaction().execute((tx) => uncarried(tx, ids));
    expect([...(await free())].sort()).toEqual(ids.toSorted());
    await r.db.updateTable('item').set({ carried_from: item }).where('id', '=', other).execute();
    expect([...(await free())]).toEqual([other]);
    await r.db.updateTable('item').set({ closed: true }).where('id', '=', other).execute();
    expect([...(await free())]).toEqual([]);
  });

  it('are busy with a bulk until its last command is answered', async () => {
    const busy = (): Promise<boolean> => isBulkUnderWay(r.db, r.campaignId);
    expect(await busy()).toBe(false);
    const body: CommandBody = { kind: 'freeze', reason: '机构调整' };
    const actor = r.posts['督查室'] as string;
    const commands = [{ itemId: item, body }];
    await recordBulk(r.db, { id: 'b', campaignId: r.campaignId, actor, at: at('2017-03-06'), commands });
    expect(await busy()).toBe(true);
    await commitCommand(r.db, { id: 'b/1', itemId: item, actor, at: at('2017-03-06'), body });
    await r.db
      .updateTable('bulk')
      .set({ done_at: new Date(0) as never })
      .execute();
    expect(await busy()).toBe(true);
    await act(r, item, { id: 'b/1', as: '督查室', at: at('2017-03-06'), body });
    expect(await busy()).toBe(false);
    // A command of somebody's own is none of a bulk's.
    const own: CommandBody = { kind: 'resume', shift: false, reason: '' };
    await commitCommand(r.db, { id: 'own', itemId: item, actor, at: at('2017-03-06'), body: own });
    expect(await busy()).toBe(false);
  });
});

describe('what should have gone out, and did not', () => {
  const posts = (lead: string) => ({ leads: [r.posts[lead] as string], supporting: [], leader: null, heads: {} });
  const reason = '方案调整';
  it.each<[string, () => CommandBody]>([
    [
      'another date',
      () => ({ ...{ kind: 'changeCheckpoint', checkpoint: 1, label: '', from: null }, due: '2017-04-14', reason }),
    ],
    ['another division', () => ({ kind: 'reassign', posts: posts('高教处'), from: null, reason })],
  ])('is taken back by %s: nobody is named late who has time again', async (_, body) => {
    let { next } = await applyAssignment(r.context, item, at('2017-03-02'));
    while (next !== null && next.at <= at('2017-04-01', '09:00'))
      ({ next } = await applyMoment(r.context, item, { moment: next.at, now: next.at }));
    const late = async (): Promise<string[]> =>
      (await r.db.selectFrom('notice').where('rule', 'in', ['overdue', 'escalation']).select('state').execute()).map(
        ({ state }) => state,
      );
    expect(await late()).toEqual(['staged', 'staged']);
    await done('督查室', at('2017-04-01', '10:00'), body());
    expect(await late()).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('a notice that did not arrive, heard of late', () => {
  it('takes back nothing that it does not tell again', async () => {
    // Staged ahead of nine o’clock; then the engine is away until ten, with the bounce received at eight.
    const row = await r.db.selectFrom('item').where('id', '=', item).select('state').executeTakeFirstOrThrow();
    const overdue = row.state?.checkpoints[0]?.pending.find(({ rule }) => rule === 'overdue');
    expect(overdue?.release).toBe(at('2017-04-01'));
    let { next } = await applyAssignment(r.context, item, at('2017-03-02'));
    while (next !== null && next.at <= at('2017-04-01', '08:50'))
      ({ next } = await applyMoment(r.context, item, { moment: next.at, now: next.at }));
    const body: CommandBody = {
      ...{ kind: 'undelivered', contact: 1, otherContact: false, reason: '550 no such user' },
      notice: { checkpoint: 1, round: 1, rule: 'reminder', step: 1, post: r.posts['基础教育处'] as string },
    };
    await commitCommand(r.db, { id: 'u', itemId: item, actor: ENGINE, at: at('2017-04-01', '08:50'), body });
    ({ next } = await applyCommand(r.context, item, { commandId: 'u', now: at('2017-04-01', '10:00') }));
    while (next !== null && next.at <= at('2017-04-01', '12:00'))
      ({ next } = await applyMoment(r.context, item, { moment: next.at, now: at('2017-04-01', '10:00') }));
    const told = await r.db.selectFrom('notice').where('rule', '=', 'overdue').select('state').execute();
    expect(told.filter(({ state }) => state === 'staged')).toHaveLength(1);
  });
});
