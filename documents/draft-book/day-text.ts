import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { parseDeadline, type ParsedDeadline } from '../../domain/deadline.js';
import type { PlanSpan } from '../../domain/plan-span.js';

export interface TypedDate {
  period: ParsedDeadline['periods'][number];
  /** What is not sure about it. */
  doubt?: ParsedDeadline['problem'];
}

const CIVIL = /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?(?: \d{1,2}:\d\d(?::\d\d)?)?$/;

/**
 * A date as an officer types it: 2018-6-30, 2018/6/30, 2018年6月30日, 6月30日, or a word of the plan's own (6月底). Text is
 * what is wrong with it, in Chinese.
 */
export function typedDate(text: string, context: { span: PlanSpan; calendar: WorkingCalendar }): TypedDate | string {
  const [, year, month, day] = CIVIL.exec(text.normalize('NFKC')) ?? [];
  const words = year === undefined ? text : `${year}年${Number(month)}月${Number(day)}日`;
  const { periods, problem } = parseDeadline(words, context);
  const [period, another] = periods;
  if (problem?.code === 'deadline-impossible') return `“${text.slice(0, 30)}”没有这样的日期，请核对`;
  if (!period) return problem ? problem.message.replace(/^完成时限/, '') : `“${text}”不是日期`;
  if (another) return `“${text.slice(0, 30)}”有${periods.length}个时间，每个节点请占一行`;
  return problem ? { period, doubt: problem } : { period };
}
