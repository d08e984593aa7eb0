import { addDays } from '../calendar/civil-day.js';
import { isProvisional, workingDayOnOrBefore, type WorkingCalendar } from '../calendar/working-calendar.js';
import type { Day } from '../instant.js';
import type { DraftCheckpoint } from '../plan.js';
import type { Period } from './period.js';
import { whyDue } from './why.js';

/** A checkpoint before the document's contents are put to it. */
export type CheckpointSpan = Omit<DraftCheckpoint, 'contents'>;

/**
 * The checkpoints that periods make, in the order of their due days, no two due on one day.
 *
 * Each is due on the last working day of its period; only a stated day that had to be moved for it is marked so. A
 * checkpoint reports on what came after the previous due day; the first one, on its period from its first day.
 */
export function checkpointSpans(periods: readonly Period[], calendar: WorkingCalendar): CheckpointSpan[] {
  const spans: CheckpointSpan[] = [];
  for (const period of periods.toSorted((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0))) {
    const due = workingDayOnOrBefore(calendar, period.last);
    const why = whyDue(period, due, calendar);
    const previous = spans.at(-1);
    if (previous?.due === due) {
      spans[spans.length - 1] = joined(previous, { ...period, why }, markOf(period, due, calendar));
      continue;
    }
    const from = previous ? addDays(previous.due, 1) : earlier(period.first, due);
    spans.push({ label: period.label, from, due, why, ...markOf(period, due, calendar) });
  }
  return spans;
}

/** A date from an unpublished year may change, so that says more than that it was moved. */
function markOf(period: Period, due: Day, calendar: WorkingCalendar): Pick<CheckpointSpan, 'mark'> {
  if (isProvisional(calendar, due) || isProvisional(calendar, period.last)) return { mark: 'calendar-unpublished' };
  return period.exact && due !== period.last ? { mark: 'moved-to-working-day' } : {};
}

/** 6月 and 上半年 are one checkpoint, which keeps both names and both explanations. */
function joined(span: CheckpointSpan, { label, why }: Period, mark: Pick<CheckpointSpan, 'mark'>): CheckpointSpan {
  const both = (a: string, b: string, sign: string): string => (a.split(sign).includes(b) ? a : `${a}${sign}${b}`);
  return { ...mark, ...span, label: both(span.label, label, '、'), why: both(span.why, why, '；') };
}

/** A period that begins in a holiday may be due before it begins: 10月1日至3日 is due in September. */
function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
