import type { Roster, RosterEntry } from '../../documents/names/roster.js';
import { addDays } from '../../domain/calendar/civil-day.js';
import { workingDayOnOrBefore } from '../../domain/calendar/working-calendar.js';
import type { Day } from '../../domain/instant.js';
import { calendarYear } from '../../domain/plan-span.js';
import type { DraftItem, PlanDraft } from '../../domain/plan.js';
import { defaultPolicy, type Policy } from '../../domain/policy.js';
import type { NamedDeed } from '../../domain/rehearsal/deed.js';
import type { Timekeeping } from '../../domain/schedule.js';
import { inventedCalendar } from './random-calendar.js';
import { randomDeeds } from './random-deeds.js';
import { random, type Random } from './random.js';

export interface RandomCampaign {
  seed: number;
  t: Timekeeping;
  draft: PlanDraft;
  roster: Roster;
  /** Clocks of the zone: `2031-01-05T08:00`. */
  launchAt: string;
  deeds: NamedDeed[];
}

/** A campaign nobody thought of, for `year`: its plan, its people, its calendar and policy, and all that everybody does. */
export function randomCampaign(seed: number, year: number): RandomCampaign {
  const choose = random(seed);
  const calendar = inventedCalendar(seed, [year - 1, year, year + 1], choose);
  const t = { policy: randomPolicy(seed, choose), calendar };
  // No two campaigns share people, so that each has its own mails.
  const names = ['甲处', '乙处', '丙处', '丁处'].map((name) => `${name}${seed}`);
  const leaders = [`分管甲${seed}`, `分管乙${seed}`];
  const principal = choose.chance(0.8) ? `总${seed}` : '';
  const items = Array.from({ length: choose.int(2, 3) }, (_, index) =>
    randomItem(`${index + 1}`, { year, names, leaders, choose, t }),
  );
  const roster = randomRoster(seed, [...names], [...leaders, principal], choose);
  // Before the year begins, or when part of it is over.
  const launchAt = `${choose.chance(0.7) ? addDays(`${year}-01-01`, -choose.int(1, 25)) : addDays(`${year}-01-01`, choose.int(0, 120))}T${choose.pick(['08:10', '10:20', '16:40', '21:30'])}`;
  const draft: PlanDraft = {
    title: `第${seed}号方案`,
    issuer: '某局',
    number: '',
    principal,
    span: calendarYear(year),
    year,
    items,
    warnings: [],
    tally: { used: items.length, skipped: [] },
  };
  return {
    seed,
    t,
    draft,
    roster,
    launchAt,
    deeds: randomDeeds({ draft, roster, launchAt, names, leaders }, t, choose),
  };
}

function randomPolicy(seed: number, choose: Random): Policy {
  return {
    ...defaultPolicy,
    version: `random-${seed}`,
    reminders: choose.pick([[10, 3, 1], [5, 2], [1], [8, 4, 2, 1]]),
    repeat: { everyDays: choose.int(1, 5), to: ['office', 'leader'], atMost: choose.int(0, 3) },
    jointLeads: choose.pick(['one', 'each']),
    confirmation: choose.chance(0.3),
    extensions: { atMost: choose.int(1, 2), leaderConsent: choose.chance(0.3) },
    returnDays: choose.int(1, 5),
    reviewAfter: choose.int(1, 4),
    cancelApproval: choose.chance(0.5),
    orders: { replyDays: choose.int(1, 4), againEvery: choose.int(1, 3), atMost: choose.int(0, 3) },
  };
}

interface Ground {
  year: number;
  names: string[];
  leaders: string[];
  choose: Random;
  t: Timekeeping;
}

function randomItem(code: string, { year, names, leaders, choose, t }: Ground): DraftItem {
  const dues = new Set<Day>();
  for (let n = choose.int(1, 4); n > 0; n -= 1) {
    dues.add(workingDayOnOrBefore(t.calendar, addDays(`${year}-01-20`, choose.int(0, 330))));
  }
  let from: Day = `${year}-01-01`;
  const checkpoints = [...dues].sort().map((due, index) => {
    const checkpoint = { label: `节点${index + 1}`, from, due, why: '随机', contents: [] };
    from = addDays(due, 1);
    return checkpoint;
  });
  const shuffled = [...names].sort(() => choose.int(-1, 1));
  const leads = shuffled.slice(0, choose.int(1, 2));
  const supporting = shuffled.slice(2, 2 + choose.int(0, 1));
  return {
    code,
    heading: '随机事项',
    title: `事项${code}`,
    contents: [],
    measures: [],
    leader: choose.chance(0.8) ? choose.pick(leaders) : '',
    divisions: [
      ...leads.map((name) => ({ name, role: 'lead' as const })),
      ...supporting.map((name) => ({ name, role: 'supporting' as const })),
    ],
    deadlineText: '',
    checkpoints,
    targets: choose.chance(0.6) ? [{ text: '新建100所', quantity: 100, unit: '所', comparison: 'at-least' }] : [],
    source: { firstLine: 1, lastLine: 1 },
  };
}

function randomRoster(seed: number, divisions: string[], leaders: string[], choose: Random): Roster {
  let line = 1;
  const entry = (kind: RosterEntry['kind'], post: string, person: string): RosterEntry => {
    line += 1;
    return { kind, post, person: `${person}${seed}`, mailbox: `${kind}${line}.${seed}@example.org`, line };
  };
  const heads = divisions.filter(() => choose.chance(0.7));
  return {
    entries: [
      ...divisions.map((name) => entry('division', name, `${name}经办`)),
      ...heads.map((name) => entry('head', name, `${name}负责人`)),
      ...leaders.slice(0, 2).map((name) => entry('leader', name, name)),
      ...leaders.slice(2).flatMap((name) => (name === '' ? [] : [entry('principal', name, name)])),
      entry('office', `督查室${seed}`, '督查员'),
    ],
  };
}
