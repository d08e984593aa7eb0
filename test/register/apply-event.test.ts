import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { HOUR } from '../../domain/instant.js';
import { applyAssignment, applyCommand, applyMoment } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { openDatabase } from '../../register/database.js';
import { lockItem } from '../../register/lock-item.js';
import { unansweredCommands } from '../../register/unanswered-commands.js';
import { at, draftItem, everythingOf, pass, register, submit, type Register } from './sample.js';

let r: Register;
let item: string;
const DAY_MS = 24 * HOUR;
const launch = at('2017-03-01', '15:01');

beforeEach(async () => {
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  item = r.items['1.1'] as string;
});
afterEach(() => r.close());

describe('applying an event', () => {
  it('assigns an item once, also when it is armed from five sides at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => applyAssignment(r.context, item, launch)));
    const once = await everythingOf(r.db, item);
    for (const answer of answers) expect(answer.next).toEqual(answers[0]?.next);
    expect(await applyAssignment(r.context, item, launch + 30 * DAY_MS)).toMatchObject({
      next: answers[0]?.next,
      closed: false,
    });
    expect(await everythingOf(r.db, item)).toEqual(once);
    const notices = await r.db.selectFrom('notice').select(['rule', 'release_at']).execute();
    expect(notices).toEqual([
      { rule: 'assignment', release_at: at('2017-03-02') },
      { rule: 'assignment', release_at: at('2017-03-02') },
    ]);
  });

  it('applies a moment once, whoever delivers it and however often', async () => {
    const { next } = await applyAssignment(r.context, item, launch);
    const fired = { moment: next?.at ?? 0, now: next?.at ?? 0 };
    const other = { ...r.context, db: openDatabase(r.url, { connections: 3 }) };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => applyMoment(n % 2 ? r.context : other, item, fired)),
    );
    await other.db.destroy();
    for (const answer of answers) expect(answer.next).toEqual(answers[0]?.next);
    expect(answers[0]?.next?.at).toBeGreaterThan(fired.moment);
    const once = await everythingOf(r.db, item);
    await applyMoment(r.context, item, { ...fired, now: fired.now + DAY_MS });
    expect(await everythingOf(r.db, item)).toEqual(once);
    expect(await r.db.selectFrom('notice').where('rule', '=', 'unacknowledged').selectAll().execute()).toHaveLength(1);
  });

  it('applies a command once and gives everybody the same answer', async () => {
    await applyAssignment(r.context, item, launch);
    const command = r.command(item, { id: 'c1', as: '基础教育处', at: at('2017-03-20'), body: submit(1) });
    await Promise.all([1, 2, 3].map(() => commitCommand(r.db, command)));
    const other = { ...r.context, db: openDatabase(r.url, { connections: 3 }) };
    const call = { commandId: 'c1', now: at('2017-03-20', '09:01') };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => applyCommand(n % 2 ? r.context : other, item, call)),
    );
    await other.db.destroy();
    expect(answers.map(({ answer }) => answer)).toEqual(Array.from({ length: 6 }, () => ({ ok: true })));
    expect(await r.db.selectFrom('submission').select(['checkpoint', 'round', 'at']).execute()).toEqual([
      { checkpoint: 1, round: 1, at: at('2017-03-20') },
    ]);
    expect(await r.db.selectFrom('audit').where('event', '=', 'submitted').selectAll().execute()).toHaveLength(1);
  });

  it('keeps a refusal as the answer, though the same would be allowed later', async () => {
    await applyAssignment(r.context, item, launch);
    await commitCommand(
      r.db,
      r.command(item, {
        id: 'early',
        as: '督查室',
        at: at('2017-03-03'),
        body: { kind: 'accept', checkpoint: 1, note: '' },
      }),
    );
    const first = await applyCommand(r.context, item, { commandId: 'early', now: at('2017-03-03') });
    expect(first.answer).toMatchObject({ ok: false, code: 'nothing-submitted' });
    await commitCommand(r.db, r.command(item, { id: 's', as: '基础教育处', at: at('2017-03-06'), body: submit(1) }));
    await applyCommand(r.context, item, { commandId: 's', now: at('2017-03-06') });
    const before = await everythingOf(r.db, item);
    expect((await applyCommand(r.context, item, { commandId: 'early', now: at('2017-03-07') })).answer).toEqual(
      first.answer,
    );
    expect(await everythingOf(r.db, item)).toEqual(before);
  });

  it('keeps the first of two commands of one id, and takes one id on two items for two commands', async () => {
    for (const code of ['1.1', '1.2']) {
      const id = r.items[code] as string;
      await applyAssignment(r.context, id, launch);
      await commitCommand(
        r.db,
        r.command(id, { id: 'same', as: '基础教育处', at: at('2017-03-20'), body: submit(1, code) }),
      );
      await commitCommand(
        r.db,
        r.command(id, { id: 'same', as: '基础教育处', at: at('2017-03-21'), body: submit(2, '另一份') }),
      );
      expect((await applyCommand(r.context, id, { commandId: 'same', now: at('2017-03-21') })).answer).toEqual({
        ok: true,
      });
    }
    expect(await r.db.selectFrom('submission').orderBy('text').select(['checkpoint', 'text']).execute()).toEqual([
      { checkpoint: 1, text: '1.1' },
      { checkpoint: 1, text: '1.2' },
    ]);
  });

  it('lets exactly one of two reports that race win, and refuses the other for good', async () => {
    await applyAssignment(r.context, item, launch);
    for (const id of ['a', 'b'])
      await commitCommand(r.db, r.command(item, { id, as: '基础教育处', at: at('2017-03-20'), body: submit(1, id) }));
    const answers = await Promise.all(
      ['a', 'b'].map((commandId) => applyCommand(r.context, item, { commandId, now: at('2017-03-20') })),
    );
    expect(answers.map(({ answer }) => (answer.ok ? 'ok' : answer.code)).sort()).toEqual(['ok', 'under-review']);
    expect(await r.db.selectFrom('submission').selectAll().execute()).toHaveLength(1);
  });

  it('judges on time by receipt when the engine was down over the deadline, and withdraws the lateness', async () => {
    const assigned = await applyAssignment(r.context, item, launch);
    await pass(r.context, item, { from: assigned, until: at('2017-04-01', '08:59') });
    expect(await staged('overdue')).toHaveLength(1);
    const received = at('2017-03-31', '17:30');
    await commitCommand(r.db, r.command(item, { id: 'late', as: '基础教育处', at: received, body: submit(1) }));
    expect(await unansweredCommands(r.db, { before: received })).toMatchObject([
      { id: 'late', itemId: item, campaignId: r.campaignId, kind: 'submit' },
    ]);
    await applyCommand(r.context, item, { commandId: 'late', now: at('2017-04-01', '08:59') });
    expect(await staged('overdue')).toEqual([]);
    expect(await staged('escalation')).toEqual([]);
    expect(
      await r.db
        .selectFrom('checkpoint')
        .where('item_id', '=', item)
        .where('n', '=', 1)
        .select(['late', 'submitted_at'])
        .executeTakeFirst(),
    ).toEqual({ late: false, submitted_at: received });
    expect(await unansweredCommands(r.db, { before: at('2018-01-01') })).toEqual([]);
  });

  it('gives days to mend from when a return is told, if the engine was down when it came', async () => {
    await applyAssignment(r.context, item, launch);
    await commitCommand(r.db, r.command(item, { id: 's', as: '基础教育处', at: at('2017-03-29'), body: submit(1) }));
    await applyCommand(r.context, item, { commandId: 's', now: at('2017-03-29') });
    await commitCommand(
      r.db,
      r.command(item, {
        id: 'r',
        as: '督查室',
        at: at('2017-03-30', '10:00'),
        body: { kind: 'return', checkpoint: 1, reason: '缺' },
      }),
    );
    // Two weeks off. Three working days from then; from the return itself it would have been 6 April.
    await applyCommand(r.context, item, { commandId: 'r', now: at('2017-04-13', '10:00') });
    expect(
      await r.db
        .selectFrom('checkpoint')
        .where('item_id', '=', item)
        .where('n', '=', 1)
        .select('due_at')
        .executeTakeFirst(),
    ).toEqual({ due_at: at('2017-04-18', '17:30') });
    expect(await staged('returned')).toEqual([{ release_at: at('2017-04-13', '10:00') }]);
  });

  it('says near from the middle reminder, or from the start where that is past', async () => {
    const near = async (): Promise<unknown> =>
      (await r.db.selectFrom('checkpoint').where('item_id', '=', item).orderBy('n').select('near_from').execute()).map(
        (row) => row.near_from,
      );
    const assigned = await applyAssignment(r.context, item, launch);
    const middle = at('2017-09-27');
    expect(await near()).toEqual([at('2017-03-28'), middle]);
    await pass(r.context, item, { from: assigned, until: at('2017-03-30', '12:00') });
    expect(await near()).toEqual([at('2017-03-28'), middle]);
    await commitCommand(r.db, r.command(item, { id: 's', as: '基础教育处', at: at('2017-03-31'), body: submit(1) }));
    await applyCommand(r.context, item, { commandId: 's', now: at('2017-03-31') });
    const returned = at('2017-03-31', '10:00');
    await commitCommand(
      r.db,
      r.command(item, { id: 'r', as: '督查室', at: returned, body: { kind: 'return', checkpoint: 1, reason: '缺' } }),
    );
    await applyCommand(r.context, item, { commandId: 'r', now: returned });
    expect(await near()).toEqual([returned, middle]);
  });

  it('leaves nothing behind when the connection dies before the commit, and goes on when asked again', async () => {
    await applyAssignment(r.context, item, launch);
    await commitCommand(r.db, r.command(item, { id: 'c', as: '基础教育处', at: at('2017-03-20'), body: submit(1) }));
    const return1 = r.command(item, {
      id: 'x',
      as: '督查室',
      at: at('2017-03-20', '10:00'),
      body: { kind: 'return', checkpoint: 1, reason: '缺' },
    });
    for (const doomed of ['c', 'x'] as const) {
      if (doomed === 'x') await commitCommand(r.db, return1);
      const then = await everythingOf(r.db, item);
      await killedBeforeCommit(doomed);
      expect(await everythingOf(r.db, item)).toEqual(then);
      expect((await applyCommand(r.context, item, { commandId: doomed, now: at('2017-03-20') })).answer).toEqual({
        ok: true,
      });
    }
  });

  it('lets a command be committed while the engine holds its item', async () => {
    await applyAssignment(r.context, item, launch);
    const command = r.command(item, { id: 'c', as: '基础教育处', at: at('2017-03-20'), body: submit(1) });
    const outcome = await r.db.transaction().execute(async (tx) => {
      await lockItem(tx, item, r.context.calendar);
      return Promise.race([commitCommand(r.db, command).then(() => 'committed'), sleep(2000, 'waits')]);
    });
    expect(outcome).toBe('committed');
  });

  it('refuses events of items and commands that the register does not know', async () => {
    await expect(applyMoment(r.context, 'nobody', { moment: 1, now: 1 })).rejects.toMatchObject({
      code: 'no-such-item',
    });
    await expect(applyMoment(r.context, item, { moment: 1, now: 1 })).rejects.toMatchObject({ code: 'event-refused' });
    await expect(applyCommand(r.context, item, { commandId: 'none', now: 1 })).rejects.toMatchObject({
      code: 'no-such-command',
    });
  });
});

function staged(rule: string): Promise<{ release_at: number }[]> {
  return r.db
    .selectFrom('notice')
    .where('item_id', '=', item)
    .where('rule', '=', rule as 'overdue')
    .where('state', '=', 'staged')
    .select('release_at')
    .execute();
}

/** Has the command applied up to its last statements, which wait for a lock, and ends the connection there. */
async function killedBeforeCommit(commandId: string): Promise<void> {
  const holder = new pg.Client({ connectionString: r.url });
  await holder.connect();
  await holder.query('begin');
  // The audit comes after everything but the item's own row: a table lock stops it just there.
  await holder.query('lock table audit in exclusive mode');
  const doomed = { ...r.context, db: openDatabase(r.url, { connections: 1 }) };
  const applied = applyCommand(doomed, item, { commandId, now: at('2017-03-20') }).then(
    () => 'applied',
    () => 'died',
  );
  let killed = 0;
  for (let i = 0; i < 100 && killed === 0; i += 1) {
    await sleep(20);
    // Not through the holder: within a transaction the activity is read once.
    const { rows } = await sql<{
      n: number;
    }>`select count(pg_terminate_backend(pid)) n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike 'insert into "audit"%'`.execute(
      r.db,
    );
    killed = rows[0]?.n ?? 0;
  }
  expect(killed).toBe(1);
  expect(await applied).toBe('died');
  await holder.query('rollback');
  await holder.end();
  await doomed.db.destroy();
}
