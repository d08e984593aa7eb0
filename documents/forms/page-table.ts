import { columnPlaces } from './column-places.js';
import { sizes } from './form-fonts.js';
import { cellOf, type FormBlock, type FormCell, type FormTable } from './form.js';
import { pageText } from './page-text.js';

export function pageTable({ caption, columns, head, rows, points = sizes.table }: FormTable): string {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => `<col width="${((width / whole) * 100).toFixed(2)}%">`).join('');
  const size = points < 10 ? ' class="tiny"' : points < sizes.table ? ' class="small"' : '';
  const places = columnPlaces(rows, columns.length);
  return [
    `<table${size}>${caption === undefined ? '' : `<caption>${pageText(caption)}</caption>`}<colgroup>${widths}</colgroup>`,
    `<thead>${head.map((cells) => `<tr>${cells.map((cell) => tableCell('th', cell)).join('')}</tr>`).join('')}</thead>`,
    `<tbody>${rows.map((cells, row) => `<tr>${cells.map((cell, index) => tableCell('td', cell, columns[places[row]?.[index] ?? index]?.align)).join('')}</tr>`).join('\n')}</tbody></table>`,
  ].join('\n');
}

/** 回执: a page of its own. */
export function slipPage({ title, about, fields, note }: FormBlock & { kind: 'replySlip' }): string {
  const rows = fields.map(
    ({ name, text: filled = '', lines = 1 }) =>
      `<tr><th>${pageText(name)}</th><td class="left${lines > 1 ? ` h${heights.find((high) => high >= lines) ?? 10}` : ''}">${pageText(filled)}</td></tr>`,
  );
  return [
    `<section class="slip"><h1>${pageText(title)}</h1><p class="mid">${pageText(about)}</p>`,
    `<table><tbody>${rows.join('')}</tbody></table>`,
    `${note === undefined ? '' : `<p class="note">${pageText(note)}</p>`}</section>`,
  ].join('\n');
}

/** The heights the style sheet has, in lines. */
const heights = [2, 3, 4, 5, 6, 8, 10];

function tableCell(tag: 'th' | 'td', cell: FormCell, align = ''): string {
  const { text: given, columns = 1, rows = 1, fill, bold, align: own = align } = cellOf(cell);
  const classes = [...(own === '' ? [] : [own]), ...(fill === undefined ? [] : [fill]), ...(bold ? ['bold'] : [])];
  const span = `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`;
  return `<${tag}${span}${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}>${pageText(String(given))}</${tag}>`;
}
