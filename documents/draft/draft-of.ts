import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { DeadlineContext } from '../../domain/deadline.js';
import { DubanError } from '../../domain/errors.js';
import type { DraftItem, PlanDraft } from '../../domain/plan.js';
import { calendarYear, firstYear, movedTo, schoolYear, statedYears, type PlanSpan } from '../../domain/plan-span.js';
import type { Reading } from '../read-document.js';
import type { StatedSpan } from '../recognisers/recogniser.js';
import { dateItems } from './date-items.js';
import { inOrder, Warnings } from './plan-warnings.js';

export interface DraftContext extends Pick<DeadlineContext, 'launchDay' | 'schoolDates'> {
  calendar: WorkingCalendar;
  /** The year to move the plan to, its first where it has several; the document's own when absent. */
  year?: number;
}

/**
 * Lays the calendar to what a document says. Dates are civil days of the campaign's zone.
 *
 * @throws DubanError `year-invalid`, `plan-year-missing`
 */
export function draftOf(reading: Reading, { year, ...context }: DraftContext): PlanDraft {
  const { fileName, front, tally } = reading;
  const stated = front.span ? spanOf(front.span) : null;
  const span = spanFor(stated, year, fileName);
  const moved = stated ? firstYear(span) - firstYear(stated) : 0;
  const dating = { ...context, span, moved, overall: front.overall };
  const { items, warnings } = dateItems(reading.items, dating);
  const all = new Warnings();
  warnFront(reading, all);
  const work = reading.items[0]?.place ?? { firstLine: 1, lastLine: 1 };
  if (stated && moved !== 0) {
    const message = `方案原为${stated.name}，现按${span.name}排定节点；事项文字未作改动`;
    all.add('year-moved', message, work);
  } else if (front.span?.doubt !== undefined && year === undefined) {
    all.add('year-unclear', front.span.doubt, work);
  }
  warnUnpublished(items, all);
  const title = front.title === '' ? fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') : front.title;
  return {
    ...{ title, issuer: front.issuer, number: front.number, principal: front.principal },
    ...{ span, year: firstYear(span), items },
    warnings: inOrder([...all.list, ...reading.warnings, ...warnings]),
    tally,
  };
}

function spanOf({ kind, from, to }: StatedSpan): PlanSpan {
  switch (kind) {
    case 'year':
      return calendarYear(from);
    case 'school-year':
      return schoolYear(from);
    case 'stated':
      return statedYears(from, to);
  }
}

function spanFor(stated: PlanSpan | null, year: number | undefined, fileName: string): PlanSpan {
  if (year !== undefined && !(Number.isInteger(year) && year >= 2000 && year <= 2099)) {
    throw new DubanError('year-invalid', `年份“${year}”无效：应为2000至2099之间的四位年份。`, { year });
  }
  if (stated) return year === undefined ? stated : movedTo(stated, year);
  if (year !== undefined) return calendarYear(year);
  throw new DubanError(
    'plan-year-missing',
    `方案“${fileName}”的标题、文号和日期中都没有年份，无法排定节点。请用 --year 指明年份，例如 --year 2017。`,
    { fileName },
  );
}

function warnFront({ front }: Reading, warnings: Warnings): void {
  const top = { firstLine: 1, lastLine: 1 };
  if (front.title === '') warnings.add('plan-title-missing', '未找到方案标题，暂以文件名为标题', top);
  if (front.issuer === '') {
    const place = front.titleLine ? { firstLine: front.titleLine, lastLine: front.titleLine } : top;
    warnings.add('issuer-missing', '未找到制定方案的单位，请补填', place);
  }
  if (front.principal === '') warnings.add('principal-missing', '未找到总责任人，请补填', top);
}

function warnUnpublished(items: readonly DraftItem[], warnings: Warnings): void {
  const marked = items
    .flatMap((item) => item.checkpoints)
    .filter((checkpoint) => checkpoint.mark === 'calendar-unpublished');
  if (marked.length === 0) return;
  const message = `${marked.length}个检查节点所在年份的放假安排尚未公布，日期仅按周末推算，公布后请复核`;
  warnings.add('calendar-unpublished', message, items[0]?.source ?? { firstLine: 1, lastLine: 1 });
}
