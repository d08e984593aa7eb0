import { stateCouncilCalendar } from '../../../domain/calendar/state-council.js';
import { instantOf } from '../../../domain/calendar/zoned.js';
import type { Day } from '../../../domain/instant.js';
import type { DraftItem } from '../../../domain/plan.js';
import { calendarYear } from '../../../domain/plan-span.js';
import { defaultPolicy } from '../../../domain/policy.js';
import type { RehearsedPlan } from '../../../domain/rehearsal/posts.js';
import type { Launch } from '../../../domain/rehearsal/punctual.js';
import { nextRelease, type Timekeeping } from '../../../domain/schedule.js';

export const t: Timekeeping = { policy: defaultPolicy, calendar: stateCouncilCalendar };

export function at(day: Day, time: string): number {
  return instantOf(day, time, 'Asia/Shanghai');
}

export function launchOn(day: Day, of = t): Launch {
  const launched = at(day, '08:00');
  return { at: launched, release: nextRelease(launched, of) };
}

export function item(code: string, given: Partial<DraftItem> = {}): DraftItem {
  return {
    ...{ code, heading: '学前教育', title: `事项${code}`, contents: [], measures: [], leader: '王池富' },
    ...{ deadlineText: '', targets: [], source: { firstLine: 1, lastLine: 1 } },
    divisions: [{ name: '基础教育处', role: 'lead' }],
    checkpoints: [{ label: '6月', from: '2017-04-01', due: '2017-06-30', why: '', contents: [] }],
    ...given,
  };
}

/** One office, one leader, one principal and two divisions. */
export function planOf(items: DraftItem[]): RehearsedPlan {
  return {
    draft: { title: '方案', span: calendarYear(2017), principal: '孟晖', items },
    roster: [
      { kind: 'division', post: '基础教育处', person: '罗文静', mailbox: 'jichu@example.org' },
      { kind: 'division', post: '高教处', person: '叶青', mailbox: 'gaojiao@example.org' },
      { kind: 'leader', post: '王池富', person: '王池富', mailbox: 'leader.wang@example.org' },
      { kind: 'office', post: '督查室', person: '郑明', mailbox: 'ducha@example.org' },
      { kind: 'principal', post: '孟晖', person: '孟晖', mailbox: 'principal@example.org' },
    ],
  };
}
