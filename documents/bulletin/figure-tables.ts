import type { RankedFigures } from '../../domain/bulletin-figures.js';
import { rateText, type Figure, type Figures } from '../../domain/counted-checkpoint.js';
import type { FormBars, FormCell, FormTable } from '../forms/form.js';

/** Columns of the tables of figures, in their order. */
export const shownFigures: readonly Figure[] = [
  'items',
  'due',
  'onTime',
  'madeUp',
  'missing',
  'ahead',
  'returned',
  'behind',
];
const heads: Record<Figure, string> = {
  items: '涉及\n事项',
  due: '应报\n节点',
  onTime: '按时\n报送',
  late: '逾期',
  madeUp: '逾期\n补报',
  missing: '逾期\n未报',
  ahead: '未\n到期',
  returned: '被\n退回',
  behind: '落后\n进度',
};

/** A row for each, best first, and the total, which counts a joint item once. */
export function figureTable(
  { caption, who }: { caption: string; who: string },
  rows: RankedFigures[],
  total: Figures,
): FormTable {
  return {
    kind: 'table',
    caption,
    points: 10.5,
    columns: [
      { width: 1.1 },
      { width: 3.6, align: 'left' },
      ...shownFigures.map(() => ({ width: 1.2 })),
      { width: 1.7 },
    ],
    head: [['排名', who, ...shownFigures.map((figure) => heads[figure]), '按时率']],
    rows: [
      ...rows.map((row): FormCell[] => [row.rank ?? '—', row.name, ...numbers(row), rateText(row)]),
      [{ text: '合计', columns: 2, bold: true, align: 'center' }, ...numbers(total), rateText(total)],
    ],
  };
}

function numbers(figures: Figures): FormCell[] {
  return shownFigures.map((figure) =>
    figure === 'missing' && figures.missing > 0 ? { text: figures.missing, fill: 'red' } : figures[figure],
  );
}

/** More bars than these say nothing any more. */
const MOST_BARS = 20;

/** What was due, by what became of it; those with most overdue are what a reader looks for, so all are drawn to one scale. */
export function figureBars(caption: string, rows: RankedFigures[]): FormBars[] {
  const shown = rows.slice(0, MOST_BARS);
  if (shown.length === 0) return [];
  return [
    {
      kind: 'bars',
      caption: rows.length > MOST_BARS ? `${caption}（前${MOST_BARS}名）` : caption,
      legend: [
        { name: '按时报送', fill: 'green' },
        { name: '逾期补报', fill: 'yellow' },
        { name: '逾期未报', fill: 'red' },
        { name: '未到期', fill: 'grey' },
      ],
      whole: Math.max(1, ...shown.map(({ due }) => due)),
      bars: shown.map((row) => ({
        name: row.name,
        parts: [row.onTime, row.madeUp, row.missing, row.ahead],
        value: rateText(row),
      })),
    },
  ];
}
