import type { Roster } from '../documents/names/roster.js';
import type { RehearsalContext } from '../documents/rehearsal/words.js';
import { addDays } from '../domain/calendar/civil-day.js';
import { instantOf } from '../domain/calendar/zoned.js';
import { DubanError } from '../domain/errors.js';
import type { Day } from '../domain/instant.js';
import type { PlanDraft } from '../domain/plan.js';
import { rehearse } from '../domain/rehearsal.js';
import type { Behaviour } from '../domain/rehearsal/deed.js';
import type { Rehearsal } from '../domain/rehearsal/rehearsed.js';
import { nextRelease, type Timekeeping } from '../domain/schedule.js';
import { versionsText } from '../domain/why.js';
import { ruleText } from './rule-text.js';

export interface RehearseInput {
  draft: PlanDraft;
  roster: Roster;
  /** The day of the launch; the plan's first day where it is not given. */
  from?: Day;
  behaviour: Behaviour;
}

/** Before releases begin, so that the assignments of a working day go out on it. */
const LAUNCH_TIME = '08:00';

/**
 * The year of a plan as it would go, with nothing launched and nobody told. What would stop a launch, such as a post
 * without a mailbox, is a warning here.
 *
 * @throws DubanError `empty-plan`, `from-out-of-span`, `deeds-invalid`
 */
export function rehearsePlan({ draft, roster, from, behaviour }: RehearseInput, t: Timekeeping): Rehearsal {
  if (draft.items.length === 0) throw new DubanError('empty-plan', '方案中没有读到督办事项，无可演练。');
  const day = from ?? draft.span.first;
  refuseFarOff(day, draft);
  const at = instantOf(day, LAUNCH_TIME, t.policy.zone);
  const launch = { at, release: nextRelease(at, t) };
  return rehearse({ draft, roster: roster.entries }, t, { launch, behaviour });
}

/** What those who write it down must be told. */
export function rehearsalContext(draft: PlanDraft, behaviour: Behaviour, { policy, calendar }: Timekeeping) {
  const context: RehearsalContext = {
    zone: policy.zone,
    calendar,
    assumed: assumedText(behaviour),
    versions: versionsText({ versions: { policy: policy.version, calendar: calendar.version } }),
    kindText: ({ kind, step }) => ruleText(kind, kind === 'reminder' ? (policy.reminders[step - 1] ?? step) : step),
    titles: new Map(draft.items.map(({ code, title, contents, heading }) => [code, title || contents[0] || heading])),
  };
  return context;
}

const assumptions: Record<Behaviour['default'], string> = {
  punctual:
    '假定各牵头处室在任务书发出后下一个工作日签收，在期限前2个工作日报送；督查室在报送后下一个工作日审核通过，全部通过后办结。',
  silent: '假定无人签收、无人报送，督查室也不办理，一直催到最后一次。',
};

function assumedText({ default: standard, deeds }: Behaviour): string {
  if (deeds.length === 0) return assumptions[standard];
  const items = new Set(deeds.map(({ item }) => item)).size;
  return `${items}个事项按办理情况文件所列${deeds.length}条办理；其余事项${assumptions[standard]}`;
}

/** A launch a year before or after the plan is a slip of the hand. */
function refuseFarOff(day: Day, { span }: PlanDraft): void {
  if (day >= addDays(span.first, -366) && day <= span.last) return;
  const message = `--from ${day} 不在方案的期间内：${span.name}为 ${span.first} 至 ${span.last}，启动日期可为此期间或此前一年内的日期。`;
  throw new DubanError('from-out-of-span', message, { day, span: span.name });
}
