import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import {
  checkpointSpans,
  normaliseDeadline,
  parseDeadlines,
  type DeadlineContext,
  type ParsedDeadline,
} from '../../domain/deadline.js';
import type { Day } from '../../domain/instant.js';
import type { DraftCheckpoint, DraftItem, PlanWarning, Target } from '../../domain/plan.js';
import type { FoundItem } from '../recognisers/found-item.js';
import { giveContents } from './give-contents.js';
import { Warnings } from './plan-warnings.js';
import { maskedFigures } from '../targets/target-mask.js';
import { findQuotas, findTargets } from '../targets/targets.js';

/** What the dates are worked out by. Years stand in `span` as the plan runs, not as its document states. */
export interface Dating extends DeadlineContext {
  calendar: WorkingCalendar;
  /** Years by which the plan is moved from the one its document states. */
  moved: number;
  /** The one date by which all is to be done, as written; empty when there is none. */
  overall: string;
}

/** Works out the checkpoints and targets of what was found, and says what the office has to look at. */
export function dateItems(
  items: readonly FoundItem[],
  dating: Dating,
): { items: DraftItem[]; warnings: PlanWarning[] } {
  const warnings = new Warnings();
  return { items: items.map((item) => dateItem(item, dating, warnings)), warnings: warnings.list };
}

function dateItem(item: FoundItem, dating: Dating, warnings: Warnings): DraftItem {
  const { code, heading, contents, measures } = item;
  const title = item.title || heading;
  const { checkpoints, inOrder } = checkpointsOf(item, dating, warnings);
  warnFigures(item, warnings);
  giveContents(
    item,
    { checkpoints, inOrder, dueOf: (text) => duesOf({ ...item, deadlines: [text] }, dating) },
    warnings,
  );
  return {
    ...{ code, heading, title, contents, measures },
    leader: item.leader,
    divisions: item.divisions,
    deadlineText: item.deadlines.join('、'),
    checkpoints,
    targets: saidOnce([title, ...contents].flatMap(findTargets), measures.flatMap(findQuotas)),
    source: item.place,
  };
}

const MOST_TARGETS = 1000;

/** The measures that a title has been taken from say the same again. */
function saidOnce(targets: readonly Target[], measured: readonly Target[]): Target[] {
  // No work has so many: it is a text of figures, each of which would be held against all others.
  if (targets.length + measured.length > MOST_TARGETS) return [...targets, ...measured];
  return [...targets, ...measured.filter((target) => !targets.some((before) => isSame(before, target)))];
}

function isSame(a: Target, b: Target): boolean {
  const alike = a.quantity === b.quantity && a.unit === b.unit && a.comparison === b.comparison;
  return alike && (a.text.includes(b.text) || b.text.includes(a.text));
}

function checkpointsOf(
  item: FoundItem,
  dating: Dating,
  warnings: Warnings,
): { checkpoints: DraftCheckpoint[]; inOrder: boolean } {
  const { code, place } = item;
  const at = { ...(item.deadlinePlace ?? place), item: code };
  const { periods, problem } = periodsOf(item, dating);
  const checkpoints = checkpointSpans(periods, dating.calendar).map((span) => ({ ...span, contents: [] }));
  if (item.deadlines.length === 0 && item.otherwise === undefined) {
    warnings.add('deadline-missing', `事项${code}没有完成时限，暂按各季度末排定节点`, { ...place, item: code });
  } else if (problem) {
    warnings.add(problem.code, `事项${code}：${problem.message}`, at);
  }
  if (checkpoints.some((checkpoint) => checkpoint.mark === 'moved-to-working-day')) {
    warnings.add('moved-to-working-day', `事项${code}有节点不在工作日，已提前到之前最近的工作日`, at);
  }
  return { checkpoints, inOrder: problem?.code !== 'deadline-order' };
}

/** The days on which the checkpoints of an item's deadlines are due. */
function duesOf(item: FoundItem, dating: Dating): Day[] {
  return checkpointSpans(periodsOf(item, dating).periods, dating.calendar).map(({ due }) => due);
}

function periodsOf(item: FoundItem, { moved, overall, ...context }: Dating): ParsedDeadline {
  const byOverall = item.deadlines.length === 0 && item.otherwise === 'overall' && overall !== '';
  const stated = byOverall ? [overall] : item.deadlines;
  const parsed = parseDeadlines(
    stated.map((text) => inYear(text, moved)),
    context,
  );
  if (!byOverall) return parsed;
  const why = (own: string): string => `未单独写明完成时限，按方案总体时限，${own}`;
  return { ...parsed, periods: parsed.periods.map((period) => ({ ...period, why: why(period.why) })) };
}

/** A year written in the deadline itself moves with the plan: 2018年, 二〇一八年, 2018.6, 20180630, 2017—2018学年. */
function inYear(text: string, moved: number): string {
  if (moved === 0) return text;
  const year =
    /(?<!\d)20\d\d(?=年|学年|[-./]\d|[至到]20\d\d|(?:0[1-9]|1[0-2])[0-3]\d(?!\d))|(?<=20\d\d[-至到])20\d\d(?!\d)/g;
  return normaliseDeadline(text).replace(year, (written) => String(Number(written) + moved));
}

function warnFigures({ code, parts }: FoundItem, warnings: Warnings): void {
  for (const { text, place } of parts) {
    const masked = [...new Set(maskedFigures(text))];
    if (masked.length === 0) continue;
    const message = `${masked.map((one) => `“${one}”`).join('')}处数字已被遮盖，请补填`;
    warnings.add('figure-masked', message, { ...place, item: code });
  }
}
