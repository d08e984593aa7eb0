import type { Block, Paragraph, Table, TableCell } from '../../../documents/blocks/block.js';
import type { FoundItem } from '../../../documents/recognisers/found-item.js';
import type { Finding, PlanFront } from '../../../documents/recognisers/recogniser.js';
import { responsibilityTable } from '../../../documents/recognisers/table/responsibility-table.js';

/** Merged with the cell above; merged with the cell to the left. */
export const UP = '^';
export const LEFT = '<';

const FRONT: PlanFront = {
  ...{ title: '', titleLine: null, issuer: '', number: '', principal: '', span: null, overall: '' },
};

/** A table as its rows, merges resolved. Its first row stands on `line`. */
export function tableOf(rows: readonly (readonly string[])[], line = 1, name = '第1个表'): Table {
  const width = Math.max(...rows.map((row) => row.length));
  const grid: TableCell[][] = [];
  rows.forEach((row, r) => {
    const cells: TableCell[] = [];
    for (let c = 0; c < width; c += 1) {
      const text = row[c] ?? '';
      const merged = text === UP ? grid[r - 1]?.[c] : text === LEFT ? cells[c - 1] : undefined;
      cells.push(merged ?? { text, line: line + r, unit: 'row', table: name, row: r + 1, column: `第${c + 1}列` });
    }
    grid.push(cells);
  });
  return { kind: 'table', grid, line, unit: 'row', table: name };
}

export function paragraph(text: string, line: number): Paragraph {
  return { kind: 'paragraph', text, line, unit: 'paragraph' };
}

/** Rows of text for a table, a string for a paragraph; in the order of the document. */
export function blocksOf(...parts: readonly (string | readonly (readonly string[])[])[]): Block[] {
  let line = 1;
  let tables = 0;
  return parts.map((part) => {
    const at = line;
    line += typeof part === 'string' ? 1 : part.length;
    if (typeof part === 'string') return paragraph(part, at);
    tables += 1;
    return tableOf(part, at, `第${tables}个表`);
  });
}

export function findingsOf(blocks: readonly Block[], front: Partial<PlanFront> = {}): Finding[] {
  return responsibilityTable.recognise(blocks, { fileName: 'plan.docx', front: { ...FRONT, ...front } });
}

/** The one finding in a document of one table. */
export function read(rows: readonly (readonly string[])[], front: Partial<PlanFront> = {}): Finding {
  const [finding, ...others] = findingsOf(blocksOf(rows), front);
  if (!finding || others.length > 0) throw new Error(`${finding ? others.length + 1 : 0} findings`);
  return finding;
}

export function codesOf(finding: Finding): string[] {
  return finding.warnings.map(({ code }) => code);
}

/** `lead, lead / supporting` */
export function whoOf({ divisions }: FoundItem): string {
  const names = (role: string) => divisions.filter((one) => one.role === role).map(({ name }) => name);
  return [names('lead').join(), names('supporting').join()].filter(Boolean).join(' / ');
}
