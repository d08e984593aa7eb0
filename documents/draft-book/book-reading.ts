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

/** What reading the rows of a ledger needs, and what it finds. */
export class BookReading {
  readonly warnings: PlanWarning[] = [];

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
