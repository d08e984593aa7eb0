import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { issue, bulletinOf, periodNamed, rowsBehind } from '../../client/bulletin.js';
import type { NamedPeriod } from '../../domain/bulletin.js';
import { figureNames, type Figure, type Figures, type Scope } from '../../domain/counted-checkpoint.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { countFigures } from '../../register/queries/count-figures.js';
import { findCampaign, type CampaignRow } from '../../register/queries/campaigns.js';
import { timestamp } from '../../register/database.js';
import { random } from '../helpers/random.js';
import { at, draftItem, register, type Register } from '../register/sample.js';

const t = { policy, calendar };
const NOW = at('2017-04-10', '09:00');
let r: Register;
let campaign: CampaignRow;
let q1: NamedPeriod;

/** Sixty items whose checkpoints stand in every way there is. */
beforeAll(async () => {
  const days: [string, string][] = [
    ['2017-01-01', '2017-03-31'],
    ['2017-04-01', '2017-04-07'],
    ['2017-04-08', '2017-06-30'],
  ];
  r = await register(Array.from({ length: 60 }, (_, n) => draftItem(`1.${n + 1}`, days)));
  campaign = (await findCampaign(r.db, r.campaignId)) as CampaignRow;
  q1 = periodNamed('2017-Q1', campaign.zone);
  const choices = random(7);
  const of = <T>(some: readonly T[]): T => choices.pick(some);
  const chance = (share: number): boolean => choices.chance(share);
  const [one, two] = [r.posts['基础教育处'] as string, r.posts['高教处'] as string];
  for (const id of Object.values(r.items)) {
    await r.db
      .updateTable('item')
      .where('id', '=', id)
      .set({ status: of(['active', 'active', 'closed', 'frozen', 'cancelled', 'carried'] as const) })
      .execute();
    for (const n of [1, 2, 3]) {
      const status = of(['past', 'dropped', 'ahead', 'open', 'submitted', 'returned', 'accepted'] as const);
      await r.db
        .updateTable('checkpoint')
        .where('item_id', '=', id)
        .where('n', '=', n)
        .set({
          status,
          late: chance(0.3),
          behind: chance(0.2),
          returns: of([0, 0, 1, 2]),
          leads: of([[one], [two], [one, two]]),
          leader: of([r.posts['夏春胤'] as string, null]),
          ...(chance(0.2) ? { report_due_at: timestamp(at('2017-03-15', '17:30')) } : {}),
        })
        .execute();
    }
  }
}, 60_000);
afterAll(() => r.close());

/** The definitions of docs/bulletins.md, as plain SQL. */
async function defined(from: number, to: number, post: string | null): Promise<Figures> {
  const { rows } = await sql<Figures>`
    with counted as (
      select checkpoint.*, (checkpoint.status in ('submitted', 'accepted')) as reported,
        checkpoint.due_at < ${timestamp(NOW)} as passed
      from checkpoint join item on item.id = item_id
      where checkpoint.status not in ('past', 'dropped')
        and (item.status in ('active', 'closed') or checkpoint.status in ('submitted', 'accepted'))
        and report_due_at >= ${timestamp(from)} and report_due_at < ${timestamp(to)}
        and (${post}::text is null or ${post} = any(leads)))
    select count(distinct item_id) as items, count(*) as due,
      count(*) filter (where reported and not late) as "onTime",
      count(*) filter (where (reported or not passed) and late) as "madeUp",
      count(*) filter (where not reported and passed) as missing,
      count(*) filter (where late or (not reported and passed)) as late,
      count(*) filter (where not reported and not passed and not late) as ahead,
      count(*) filter (where returns > 0) as returned, count(*) filter (where behind) as behind
    from counted`.execute(r.db);
  return rows[0] as Figures;
}

describe('the figures of a register', () => {
  it('are those of their definition, and as many as the rows behind them, for any period and division', async () => {
    for (const name of ['2017-Q1', '2017-Q2', '2017-03']) {
      const period = periodNamed(name, campaign.zone);
      const { report } = await bulletinOf(r.db, campaign, { period, asOf: NOW, t });
      const scopes: [Scope, string | null, Figures | undefined][] = [
        [{}, null, report.figures.total],
        ...['基础教育处', '高教处'].map((division): [Scope, string | null, Figures | undefined] => [
          { division },
          r.posts[division] ?? '',
          report.figures.divisions.find((row) => row.name === division),
        ]),
      ];
      for (const [scope, post, said] of scopes) {
        const meant = await defined(period.from, period.to, post);
        if (meant.due > 0) expect(said).toMatchObject(meant);
        for (const figure of Object.keys(figureNames) as Figure[]) {
          let rows = 0;
          for await (const _ of rowsBehind(r.db, campaign, { period, figure, scope, asOf: NOW })) rows += 1;
          expect([name, figure, rows]).toEqual([name, figure, meant[figure]]);
        }
      }
    }
    const whole = await countFigures(r.db, campaign.id, { asOf: NOW });
    expect(whole.total).toEqual(await defined(0, at('2100-01-01'), null));
  }, 60_000);

  it('stay as they were issued, rows and form too, whatever happens afterwards', async () => {
    const by = r.posts['督查室'] as string;
    const asked = { period: q1, asOf: NOW, t, by, signatory: '郑明' };
    await expect(issue(r.db, campaign, { ...asked, asOf: q1.to - 1 })).rejects.toMatchObject({
      code: 'bulletin-early',
    });
    const both = await Promise.allSettled([issue(r.db, campaign, asked), issue(r.db, campaign, asked)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'bulletin-issued' });

    const before = await bulletinOf(r.db, campaign, { period: q1, asOf: NOW, t });
    expect(before.issued).toEqual({ at: NOW, by: '督查室' });
    expect(JSON.stringify(before.form)).toContain('郑明');
    await r.db.updateTable('checkpoint').set({ status: 'accepted', late: false, returns: 0, behind: false }).execute();
    const later = at('2017-09-01');
    expect(await bulletinOf(r.db, campaign, { period: q1, asOf: later, t })).toEqual(before);
    let rows = 0;
    for await (const row of rowsBehind(r.db, campaign, { period: q1, figure: 'missing', scope: {}, asOf: later })) {
      expect(row.submittedAt).toBeNull();
      rows += 1;
    }
    expect(rows).toBe(before.report.figures.total.missing);
    expect(rows).toBeGreaterThan(0);
    // What follows is compared with what was said.
    const next = await bulletinOf(r.db, campaign, { period: periodNamed('2017-Q2', campaign.zone), asOf: later, t });
    expect(next.report.previous).toMatchObject({ issued: true, figures: { total: before.report.figures.total } });
  }, 60_000);
});
