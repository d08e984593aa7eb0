import type { PlanWarning } from '../../../domain/plan.js';
import { findHeader } from '../../recognisers/flattened/table-header.js';
import type { Block, Paragraph } from '../block.js';
import { repairLines } from './repair-lines.js';
import { withBars } from './tab-rows.js';
import { paragraphsOf } from './text-file.js';
import { withTextTables } from './text-tables.js';

export interface TextBlocks {
  blocks: Block[];
  warnings: PlanWarning[];
}

/** The blocks of a plain text: tables drawn in it, and its lines mended to paragraphs. */
export function readText(text: string): TextBlocks {
  const read = withTextTables(withoutBars(paragraphsOf(withBars(text)))).map((part): TextBlocks =>
    Array.isArray(part) ? repairLines(part) : { blocks: [part], warnings: [] },
  );
  return { blocks: read.flatMap(({ blocks }) => blocks), warnings: read.flatMap(({ warnings }) => warnings) };
}

/** Where a page's table was taken cell by cell, a bar alone on its line stands between them. */
function withoutBars(lines: readonly Paragraph[]): Paragraph[] {
  const cells = lines.filter(({ text }) => !BARS.test(text));
  return lines.length - cells.length < FEWEST_BARS ? [...lines] : withNumbers(cells);
}

const BARS = /^[|｜\s]+$/u;
/** Fewer are drawn for other reasons. */
const FEWEST_BARS = 6;

/** Numbers in a column without a heading are those of the text beside them: 1⏎对… to 1.对…. */
function withNumbers(cells: readonly Paragraph[]): Paragraph[] {
  const header = findHeader(cells);
  if (!header || header.columns.some(({ column }) => column === 'ordinal')) return [...cells];
  const joined: Paragraph[] = [];
  let number = '';
  cells.forEach((cell, index) => {
    const alone = index >= header.end && /^\d{1,3}[.．、]?$/u.test(cell.text) && index + 1 < cells.length;
    if (!alone) joined.push({ ...cell, text: number + cell.text });
    number = alone ? `${cell.text.replace(/\D/gu, '')}.` : '';
  });
  return joined;
}
