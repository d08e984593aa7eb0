import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { applyAssignment, applyAssignments, applyCommand } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import type { Database } from '../../register/database.js';
import { at, draftItem, register, trailsHold, type Register } from './sample.js';

const codes = ['1.1', '1.2', '1.3', '1.4'];
const launch = at('2017-03-01', '15:01');
let r: Register;
beforeEach(async () => {
  r = await register(codes.map((code) => draftItem(code)));
});
afterEach(() => r.close());

const idOf = (code: string): string => r.items[code] as string;

/** What is the same for items assigned at one time, whatever their ids: leads are spread by them. */
async function kept(db: Database, id: string): Promise<unknown> {
  const { state, ...row } = await db
    .selectFrom('item')
    .where('id', '=', id)
    .select(['state', 'status', 'closed', 'next_due', 'flagged', 'audit_seq'])
    .executeTakeFirstOrThrow();
  const notices = await db
    .selectFrom('notice')
    .where('item_id', '=', id)
    .orderBy('post_id')
    .select(['checkpoint', 'round', 'rule', 'step', 'post_id', 'release_at', 'staged_at', 'state', 'basis', 'said'])
    .execute();
  const checkpoints = await db
    .selectFrom('checkpoint')
    .where('item_id', '=', id)
    .orderBy('n')
    .select(['n', 'status', 'round', 'due_at', 'original_due_at', 'near_from', 'late', 'submitted_at'])
    .execute();
  const audit = await db
    .selectFrom('audit')
    .where('item_id', '=', id)
    .orderBy('seq')
    .select(['seq', 'at', 'actor', 'event', 'detail'])
    .execute();
  return { ...row, state: { ...state, lead: 0 }, notices, checkpoints, audit };
}

it('assigns many in one transaction as it would one by one', async () => {
  await applyAssignment(r.context, idOf('1.1'), launch);
  const applied = await applyAssignments(r.context, [idOf('1.4'), idOf('1.2'), idOf('1.3')], launch);
  expect([...applied.keys()].sort()).toEqual([idOf('1.2'), idOf('1.3'), idOf('1.4')].sort());
  const alone = await kept(r.db, idOf('1.1'));
  for (const code of ['1.2', '1.3', '1.4']) {
    expect(await kept(r.db, idOf(code))).toEqual(alone);
    expect(applied.get(idOf(code))).toMatchObject({ status: 'active', closed: false });
  }
  expect(await trailsHold(r.db, r.campaignId)).toBe(true);
});

it('leaves what was assigned before as it is, and passes over ids that there are not', async () => {
  await applyAssignment(r.context, idOf('1.1'), launch);
  await commitCommand(r.db, {
    id: 'c',
    itemId: idOf('1.1'),
    actor: r.posts['基础教育处'] as string,
    at: launch,
    body: { kind: 'acknowledge' },
  });
  await applyCommand(r.context, idOf('1.1'), { commandId: 'c', now: launch });
  const before = await kept(r.db, idOf('1.1'));
  const applied = await applyAssignments(r.context, ['nobody', idOf('1.1'), idOf('1.2')], at('2017-03-03'));
  expect([...applied.keys()].sort()).toEqual([idOf('1.1'), idOf('1.2')].sort());
  expect(await kept(r.db, idOf('1.1'))).toEqual(before);
});

it('lets several assign the same items at once, in whatever order they name them', async () => {
  const ids = codes.map(idOf);
  await Promise.all([
    applyAssignments(r.context, ids, launch),
    applyAssignments(r.context, ids.toReversed(), launch),
    ...ids.map((id) => applyAssignment(r.context, id, launch)),
  ]);
  const notices = await r.db
    .selectFrom('notice')
    .groupBy('item_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .execute();
  const audits = await r.db.selectFrom('audit').where('event', '=', 'assigned').selectAll().execute();
  expect(new Set(notices.map(({ count }) => count)).size).toBe(1);
  expect(audits).toHaveLength(codes.length);
});
