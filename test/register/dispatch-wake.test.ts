import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { MINUTE } from '../../domain/instant.js';
import { timestamp, type Database } from '../../register/database.js';
import { markSignalled, readWake, wakeFor } from '../../register/dispatch-wake.js';
import { planRelease } from '../../register/outbox/plan-release.js';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { at, claimWindow, register, submit, type Register } from './sample.js';

let r: Register;
const now = at('2017-03-20', '10:00');
const latest = at('2017-03-21');
const hours = claimWindow(now);

beforeEach(async () => {
  r = await register();
});
afterEach(() => r.close());

describe('the wake row', () => {
  it('never lets dispatch sleep past a notice whose stager was not told to signal', async () => {
    let step = 0;
    const pause = fc.integer({ min: 0, max: 6 });
    const stager = fc.record({
      minutes: fc.integer({ min: 1, max: 2000 }),
      before: pause,
      within: pause,
      rollback: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stager, { minLength: 1, maxLength: 3 }), pause, async (stagers, delay) => {
        await r.db.deleteFrom('notice').execute();
        await planRelease(r.db, hours, latest);
        const base = (step += 10);
        const staging = stagers.map(async ({ minutes, before, within, rollback }, i) => {
          await sleep(before);
          return stage(r.db, { step: base + i, release: now + minutes * MINUTE, within, rollback }).catch(() => null);
        });
        const plan = sleep(delay).then(() => planRelease(r.db, hours, latest));
        const wakes = await Promise.all(staging);
        await plan;
        const { wake_at, signalled } = await r.db.selectFrom('dispatch_wake').selectAll().executeTakeFirstOrThrow();
        const earliest = Math.min(
          latest,
          ...stagers.flatMap(({ minutes, rollback }) => (rollback ? [] : [now + minutes * MINUTE])),
        );
        // What the row says is true, and if dispatch does not know it yet, a stager does.
        expect(wake_at).toBe(earliest);
        if ((await plan).wakeAt > earliest) {
          expect(signalled).toBe(false);
          expect(wakes.some((wake) => wake?.signal === true)).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('has whoever comes next signal for a stager that died before it could', async () => {
    const assigned = await applyAssignment(r.context, r.items['1.1'] as string, at('2017-03-01', '15:01'));
    // The row began in the distant past: dispatch has not planned yet, and will see everything when it does.
    expect(assigned.signal).toBe(false);
    await planRelease(r.db, claimWindow(at('2017-03-01', '15:02')), at('2017-03-03'));
    await stage(r.db, { step: 1, release: at('2017-03-01', '16:00'), within: 0, rollback: false });
    // It died here. Another item's event, which stages nothing, finds the signal due.
    const again = await applyAssignment(r.context, r.items['1.1'] as string, at('2017-03-01', '15:03'));
    expect(again).toMatchObject({ signal: true, wakeAt: at('2017-03-01', '16:00') });
    await markSignalled(r.db, again.wakeAt);
    expect((await applyAssignment(r.context, r.items['1.1'] as string, at('2017-03-01', '15:04'))).signal).toBe(false);
  });

  it('does not take the signal for a later release for that of an earlier one', async () => {
    await planRelease(r.db, hours, latest);
    const first = await stage(r.db, { step: 1, release: now + 60 * MINUTE, within: 0, rollback: false });
    await stage(r.db, { step: 2, release: now + 30 * MINUTE, within: 0, rollback: false });
    await markSignalled(r.db, first?.wakeAt);
    expect(await r.db.transaction().execute(readWake)).toEqual({ signal: true, wakeAt: now + 30 * MINUTE });
  });

  it('looks again within a minute while a command holds notices back, and at the next release when it is night', async () => {
    const item = r.items['1.1'] as string;
    await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
    const morning = at('2017-03-02', '09:00') + 5;
    await commitCommand(r.db, r.command(item, { id: 'c', as: '基础教育处', at: morning, body: submit(1) }));
    expect(await planRelease(r.db, claimWindow(morning), at('2017-03-03'))).toEqual({
      due: false,
      wakeAt: morning + MINUTE,
    });
    await applyCommand(r.context, item, { commandId: 'c', now: morning });
    expect(await planRelease(r.db, claimWindow(morning), at('2017-03-03'))).toEqual({
      due: true,
      wakeAt: morning,
    });
    const night = at('2017-03-02', '21:00');
    expect(await planRelease(r.db, claimWindow(night, false), at('2017-03-03'))).toEqual({
      due: false,
      wakeAt: at('2017-03-03'),
    });
  });
});

/** What an item's transaction does at its end. `within` milliseconds pass between staging and the wake row. */
async function stage(db: Database, given: { step: number; release: number; within: number; rollback: boolean }) {
  return db.transaction().execute(async (tx) => {
    await tx
      .insertInto('notice')
      .values({
        id: `n${String(given.step)}`,
        item_id: r.items['1.1'] as string,
        checkpoint: 0,
        round: 1,
        rule: 'assignment',
        step: given.step,
        post_id: r.posts['督查室'] as string,
        release_at: timestamp(given.release),
        staged_at: timestamp(now),
        state: 'staged',
        withdrawn_because: null,
        mail_id: null,
      })
      .execute();
    await sql`select pg_sleep(${given.within / 1000})`.execute(tx);
    await wakeFor(tx, given.release);
    const wake = await readWake(tx);
    if (given.rollback) throw new Error('died before its commit');
    return wake;
  });
}
