import type { RankedFigures } from '../../domain/bulletin-figures.js';
import { figureNames, rateText, type Figures } from '../../domain/counted-checkpoint.js';
import { CENTRED } from '../draft-book/looks.js';
import { listSheet, type Column, type Value } from '../rehearsal/list-sheets.js';
import { shownFigures } from './figure-tables.js';

/** Ranks, figures and rates, with the total below. */
export function figureSheet(
  who: string,
  rows: RankedFigures[],
  { total, above }: { total: Figures; above: string[] },
): ReturnType<typeof listSheet> {
  const columns: Column[] = [
    { name: '排名', width: 8, style: CENTRED },
    { name: who, width: 24 },
    ...shownFigures.map((figure) => ({ name: figureNames[figure], width: 12, style: CENTRED })),
    { name: '按时率', width: 12, style: CENTRED },
  ];
  const line = (figures: Figures): Value[] => [...shownFigures.map((figure) => figures[figure]), rateText(figures)];
  return listSheet(who, columns, {
    rows: [...rows.map((row): Value[] => [row.rank ?? '—', row.name, ...line(row)]), ['', '合计', ...line(total)]],
    above,
  });
}
