import { DubanError } from '../../domain/errors.js';

/** A draft workbook freed of its format: plain data, so that it can cross a thread's border. */
export interface DraftBook {
  fileName: string;
  ledger: BookSheet;
  info: BookSheet;
  warnings: BookSheet;
  skipped: BookSheet;
}

export interface BookSheet {
  name: string;
  rows: BookRow[];
  /** Cells that hold no text to read: a formula in error. */
  wrong: { row: number; column: number; message: string }[];
}

/** A row with something in it. */
export interface BookRow {
  /** 1-based, as the program shows it. */
  number: number;
  /** From the first column; of cells merged downwards each has the text of all. */
  cells: string[];
}

/** What an officer has to put right before the workbook can be used: all of it at once. */
export class BookProblems {
  private readonly list: { place: string; message: string }[] = [];

  constructor(private readonly fileName: string) {}

  add(place: string, message: string): void {
    this.list.push({ place, message });
  }

  get found(): boolean {
    return this.list.length > 0;
  }

  /** `draft-invalid`, naming every problem with its sheet, row and column. */
  refusal(): DubanError {
    const lines = this.list.map(({ place, message }) => `  ${place}：${message}`);
    const message = `督办台账“${this.fileName}”有${lines.length}处问题，请改正并保存后再用：\n${lines.join('\n')}`;
    return new DubanError('draft-invalid', message, { fileName: this.fileName, problems: this.list });
  }
}
