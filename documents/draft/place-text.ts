import type { SourcePlace } from '../../domain/plan.js';

/** Where to look in the document, as an officer would say it: `第3—5行`, `第12段`, `第2页第7行`, `工作表“台账”第5行B列`. */
export function placeText({ firstLine, lastLine, unit, page, table, rows, column }: SourcePlace): string {
  const pageText = page === undefined ? '' : `第${page}页`;
  if (table === undefined) return pageText + range(firstLine, lastLine, unit === 'paragraph' ? '段' : '行');
  return pageText + table + (rows ? range(rows[0], rows[1], '行') : '') + columnText(column);
}

function range(first: number, last: number, unit: string): string {
  return first === last ? `第${first}${unit}` : `第${first}—${last}${unit}`;
}

function columnText(column: string | undefined): string {
  if (column === undefined) return '';
  return /^[A-Z]+$/.test(column) ? `${column}列` : column;
}
