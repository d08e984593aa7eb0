import type { Paragraph, TableCell } from '../block.js';

const EDGE = /[│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╒╕╘╛╞╡╪╓╖╙╜╟╢╥╨╫]/gu;
const RULE = /^[\s─━═╌╍┄┅┈┉-]*[─━═╌╍┄┅┈┉][\s─━═╌╍┄┅┈┉-]*$/u;
/** Where a line of a cell begins a paragraph of its own. */
const BEGINS = /^(?:[△▲○●◆■□☆★·•※]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])/u;

/** Far above any table an office makes; beyond it a text is damaged or a trap. */
const MOST_COLUMNS = 60;
const MOST_CELLS = 600_000;

/** A line of a table that is drawn with lines: it begins and ends with one of them. */
export function isBoxLine(text: string): boolean {
  const edges = text.match(EDGE)?.length ?? 0;
  return edges >= 2 && /^[│┃║┌└├╔╚╠┏┗┣╒╘╞╓╙╟]/u.test(text) && /[│┃║┐┘┤╗╝╣┓┛┫╕╛╡╖╜╢]$/u.test(text);
}

/**
 * The grid of a table drawn with lines. A cell goes on down to the rule beneath it, past the rules of its neighbours; the
 * widths of the cells are not looked at, for most programs lose the spaces. `null` when its lines do not agree on columns.
 */
export function boxGrid(lines: readonly Paragraph[]): TableCell[][] | null {
  const rows = lines.map(({ text, line }) => ({ line, parts: text.split(EDGE).slice(1, -1) }));
  const width = rows.reduce((most, { parts }) => Math.max(most, parts.length), 0);
  const usual = rows.filter(({ parts }) => parts.length === width).length;
  if (width < 2 || width > MOST_COLUMNS || width * rows.length > MOST_CELLS || usual * 2 < rows.length) return null;
  const open: (TableCell | null)[] = Array.from({ length: width }, () => null);
  const grid: TableCell[][] = [];
  let begins = true;
  for (const { parts, line } of rows) {
    const ruled = parts.map((part) => RULE.test(part));
    if (ruled.some(Boolean)) {
      const all = parts.length !== width && ruled.every(Boolean);
      open.forEach((_, column) => {
        if (all || ruled[column] === true) open[column] = null;
      });
      begins = true;
    }
    if (ruled.every(Boolean)) continue;
    if (begins) {
      open.forEach((cell, column) => {
        open[column] = cell ?? { text: '', line, row: grid.length + 1, column: `第${column + 1}列` };
      });
      grid.push(open.map((cell) => cell as TableCell));
      begins = false;
    }
    parts.forEach((part, column) => {
      const cell = open[column];
      if (cell && !RULE.test(part)) cell.text = withLine(cell.text, part.trim());
    });
  }
  return grid.length >= 2 ? grid : null;
}

/** A cell's text with its next line, which a fixed width broke off. */
function withLine(text: string, written: string): string {
  const line = written.replace(/^[△▲○●◆■□☆★·•※]\s?/u, '');
  if (line === '' || text === '') return text + line;
  const gap = BEGINS.test(written) ? '\n' : /[A-Za-z\d]$/u.test(text) && /^[A-Za-z\d]/u.test(line) ? ' ' : '';
  return text + gap + line;
}
