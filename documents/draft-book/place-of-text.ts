import type { SourcePlace } from '../../domain/plan.js';

const PLACE = /^(?:第(\d{1,7})页)?(.{0,120}?)第(\d{1,7})(?:—(\d{1,7}))?([行段])(?:([A-Z]{1,3})列|(第\d{1,4}列))?$/u;

/** A place from the words that `placeText` has for it; `null` for other words. Which line of a table's rows it is in the whole document they do not say. */
export function placeOfText(text: string): SourcePlace | null {
  const [, page, table = '', first, last = first, unit, letters, column = letters] = PLACE.exec(text) ?? [];
  if (first === undefined) return null;
  const [from, to] = [Number(first), Number(last)];
  return {
    ...{ firstLine: from, lastLine: to },
    ...(unit === '段' ? { unit: 'paragraph' as const } : table === '' ? {} : { unit: 'row' as const }),
    ...(page === undefined ? {} : { page: Number(page) }),
    ...(table === '' ? {} : { table, rows: [from, to] as [number, number] }),
    ...(column === undefined ? {} : { column }),
  };
}
