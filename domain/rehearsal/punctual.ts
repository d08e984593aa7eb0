import { addWorkingDays } from '../calendar/working-calendar.js';
import { dayOf, instantOf } from '../calendar/zoned.js';
import { HOUR, MINUTE, type Day, type Instant } from '../instant.js';
import type { DraftItem } from '../plan.js';
import { dueOn, type Timekeeping } from '../schedule.js';
import type { Deed, PostName } from './deed.js';
import { divisionsOf, headsOf, officeName, type PostLookup, type RehearsedPlan } from './posts.js';

export interface Launch {
  at: Instant;
  /** When the assignments go out. */
  release: Instant;
}

/**
 * Everybody as one would wish: each lead acknowledges on the next working day at 10:00; one lead (each, where policy asks
 * for that) reports two working days before due at 10:00; its head, where policy asks for his signature, signs within the
 * hour; the office accepts on the next working day at 16:00, and closes with the last acceptance.
 */
export function punctualDeeds(
  item: DraftItem,
  { plan, launch, postOf }: { plan: RehearsedPlan; launch: Launch; postOf: PostLookup },
  t: Timekeeping,
): Deed[] {
  const { policy, calendar } = t;
  const on = (day: Day, time: string): Instant => instantOf(day, time, policy.zone);
  const later = (at: Instant, days: number): Day => addWorkingDays(calendar, dayOf(at, policy.zone), days);
  const deed = (at: Instant, as: PostName, body: Deed['body']): Deed => ({ at, itemCode: item.code, as, body });
  const division = (name: string): PostName => ({ kind: 'division', name });
  const office: PostName = { kind: 'office', name: officeName(plan.roster) };
  const leads = divisionsOf(item, 'lead');
  const reporting = policy.jointLeads === 'each' ? leads : leads.slice(0, 1);
  const heads = policy.confirmation ? headsOf(leads, plan.roster, postOf) : {};

  const tracked = item.checkpoints
    .map(({ due }, index) => ({ n: index + 1, due: dueOn(due, t), day: due }))
    .filter(({ due }) => due > launch.release);
  const reports = tracked.flatMap(({ n, due, day }) => {
    // Whoever hears of it later than that reports on the day itself.
    const at = [on(later(due, -2), '10:00'), on(day, '10:00')].find((time) => time > launch.release);
    return reporting.map((name) => ({ n, name, at: at ?? launch.release + MINUTE }));
  });
  const signing = on(later(launch.release, 1), '10:00');
  const signed = leads
    // To report is to have acknowledged.
    .filter((name) => !reports.some((report) => report.name === name && report.at <= signing))
    .map((name) => deed(signing, division(name), { kind: 'acknowledge' }));
  const reported = reports.flatMap(({ n, name, at }) => [
    deed(at, division(name), { kind: 'submit', checkpoint: n, text: '', files: [] }),
    ...(heads[postOf('division', name)] === undefined
      ? []
      : [
          deed(
            at + HOUR,
            { kind: 'head', name },
            {
              ...{ kind: 'confirm', checkpoint: n, post: postOf('division', name) },
              ...{ agree: true, reason: '' },
            },
          ),
        ]),
  ]);
  const accepted = tracked.flatMap(({ n }) => {
    const report = reports.find((candidate) => candidate.n === n);
    if (report === undefined) return [];
    return [deed(on(later(report.at, 1), '16:00'), office, { kind: 'accept', checkpoint: n, note: '' })];
  });
  if (accepted.length === 0) return signed;
  const last = Math.max(...accepted.map(({ at }) => at));
  const closed = deed(last + MINUTE, office, { kind: 'close', note: '' });
  return [...signed, ...reported, ...accepted, closed].sort((a, b) => a.at - b.at);
}
