import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { PlanWarning } from '../../domain/plan.js';
import type { PlanSpan } from '../../domain/plan-span.js';
import type { BookProblems } from './book.js';
import { SHEETS, type ColumnKey } from './columns.js';
import type { Ledger } from './ledger-rows.js';

interface At {
  row: number;
  column?: ColumnKey;
  item?: string;
}

/** Deadlines that set no date: one added by hand answers them, whatever became of the other checkpoints. */
const DATELESS = new Set([
  ...['deadline-undecided', 'deadline-unreadable', 'deadline-impossible'],
  ...['deadline-not-a-date', 'deadline-era', 'deadline-from-launch'],
]);

/** What reading the rows of a ledger needs, and what it finds. */
export class BookReading {
  readonly warnings: PlanWarning[] = [];
  /** Items by code whose days somebody set by hand: of all their checkpoints, or of some. */
  readonly dated = new Map<string, 'all' | 'some'>();

  constructor(
    readonly ledger: Ledger,
    readonly problems: BookProblems,
    private readonly dating: { span: PlanSpan; calendar: WorkingCalendar },
  ) {}

  get span(): PlanSpan {
    return this.dating.span;
  }

  get calendar(): WorkingCalendar {
    return this.dating.calendar;
  }

  /** The deadline that a warning is about has been given its days by an officer. */
  isAnswered({ code, at }: PlanWarning): boolean {
    const dated = at.item === undefined ? undefined : this.dated.get(at.item);
    // It is said of several items at once.
    if (code === 'deadline-assumed') return false;
    return dated === 'all' ? code.startsWith('deadline-') : dated === 'some' && DATELESS.has(code);
  }

  /** Something of what an officer wrote that is not sure. */
  warn(code: string, message: string, { row, column, item }: At): void {
    const letters = column && this.ledger.letters(column);
    this.warnings.push({
      ...{ code, message },
      at: {
        ...{ firstLine: row, lastLine: row, unit: 'row', table: `工作表“${SHEETS.ledger}”`, rows: [row, row] },
        ...(letters === undefined ? {} : { column: letters }),
        ...(item === undefined ? {} : { item }),
      },
    });
  }
}
