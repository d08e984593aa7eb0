import { addWorkingDays } from '../../domain/calendar/working-calendar.js';
import { dayOf, instantOf } from '../../domain/calendar/zoned.js';
import type { CommandBody } from '../../domain/command.js';
import type { Day, Instant } from '../../domain/instant.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { ItemRow } from '../../register/queries/items.js';

/** How a division behaves over the year. */
export type Manner = 'punctual' | 'returned' | 'late' | 'silent';

export const mannerNames: Record<Manner, string> = {
  punctual: '按时报送',
  returned: '被退回一次后重报',
  late: '每次迟报四个工作日',
  silent: '始终未报',
};

/** Something somebody does on a day of the played year. */
export interface Deed {
  at: Instant;
  item: ItemRow;
  as: string;
  body: CommandBody;
}

/** Gives each division, or group of joint divisions, a manner, in the order the plan names them. */
export function castDivisions(items: ItemRow[]): Map<string, Manner> {
  const manners: Manner[] = ['punctual', 'returned', 'late', 'silent'];
  const cast = new Map<string, Manner>();
  for (const item of items) {
    const division = leadsOf(item);
    if (!cast.has(division)) cast.set(division, manners[cast.size % manners.length] ?? 'punctual');
  }
  return cast;
}

/** The divisions that answer for an item jointly, as one name. */
export function leadsOf(item: ItemRow): string {
  return namesOf(item, 'lead').join('、');
}

/** All deeds of the year, in order. Days are the campaign's; `assigned` is the day the assignments went out. */
export function script(items: ItemRow[], assigned: Day, t: Timekeeping): Deed[] {
  const cast = castDivisions(items);
  return items
    .flatMap((item) => deedsOf(item, cast.get(leadsOf(item)) ?? 'punctual', { assigned, t }))
    .sort((a, b) => a.at - b.at);
}

function deedsOf(item: ItemRow, manner: Manner, { assigned, t }: { assigned: Day; t: Timekeeping }): Deed[] {
  const [office = ''] = namesOf(item, 'office');
  const leads = namesOf(item, 'lead');
  const [division = ''] = leads;
  const on = (day: Day, days: number, time: string): Instant =>
    instantOf(addWorkingDays(t.calendar, day, days), time, t.policy.zone);
  if (manner === 'silent') return [];

  const deeds: Deed[] = leads.map((as) => ({ at: on(assigned, 1, '10:00'), item, as, body: { kind: 'acknowledge' } }));
  const tracked = item.checkpoints.filter((checkpoint) => checkpoint.status !== 'past');
  // Sent back once in the year: at the second report, when the office knows what it wants to see.
  const sentBack = manner === 'returned' ? (tracked[1] ?? tracked[0])?.n : undefined;
  for (const { n, label, due } of tracked) {
    const day = dayOf(due, t.policy.zone);
    const submit = (text: string): CommandBody => ({ kind: 'submit', checkpoint: n, text, files: [] });
    const accept: CommandBody = { kind: 'accept', checkpoint: n, note: '情况属实' };
    if (n === sentBack) {
      deeds.push({ at: on(day, -3, '15:00'), item, as: division, body: submit(`${label}工作已完成`) });
      deeds.push({
        at: on(day, -2, '10:00'),
        item,
        as: office,
        body: { kind: 'return', checkpoint: n, reason: '缺少分项完成数，请补充后重报' },
      });
      deeds.push({ at: on(day, 0, '11:00'), item, as: division, body: submit(`${label}工作已完成，分项完成数已补充`) });
      deeds.push({ at: on(day, 1, '16:00'), item, as: office, body: accept });
      continue;
    }
    // The punctual report comes on the morning of the last reminder, which is then withdrawn unsent.
    const [reported, time] = manner === 'late' ? [4, '10:00'] : [-1, '08:45'];
    deeds.push({ at: on(day, reported, time), item, as: division, body: submit(`${label}工作已完成`) });
    deeds.push({ at: on(day, reported + 1, '16:00'), item, as: office, body: accept });
  }
  const last = deeds.at(-1);
  if (last !== undefined)
    deeds.push({ at: last.at + 60_000, item, as: office, body: { kind: 'close', note: '各节点均已完成' } });
  return deeds;
}

function namesOf(item: ItemRow, role: string): string[] {
  return item.posts.filter((post) => post.role === role).map((post) => post.name);
}
