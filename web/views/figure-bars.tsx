import type { RankedFigures } from '../../domain/bulletin-figures.js';
import { rateText } from '../../domain/counted-checkpoint.js';

const WIDTH = 720;
const NAME = 150;
const VALUE = 70;
const STEP = 26;
const HEAD = 26;
const MOST = 20;

const parts = [
  { figure: 'onTime', name: '按时报送', light: 'green' },
  { figure: 'madeUp', name: '逾期补报', light: 'yellow' },
  { figure: 'missing', name: '逾期未报', light: 'red' },
  { figure: 'ahead', name: '未到期', light: 'grey' },
] as const;

/** What was due of each, by what became of it, all to one scale. Says nothing that the table beside it does not. */
export function FigureBars({ title, rows }: { title: string; rows: RankedFigures[] }) {
  const drawn = rows.slice(0, MOST);
  const scale = (WIDTH - NAME - VALUE) / Math.max(1, ...drawn.map(({ due }) => due));
  return (
    <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEAD + drawn.length * STEP}`} role="img" aria-label={title}>
      {parts.map(({ name, light }, index) => (
        <>
          <rect class={light} x={NAME + index * 100} y={3} width={12} height={12} />
          <text x={NAME + index * 100 + 17} y={14}>
            {name}
          </text>
        </>
      ))}
      {drawn.map((row, index) => {
        const top = HEAD + index * STEP;
        let left = NAME;
        return (
          <>
            <text class="name" x={NAME - 8} y={top + 13}>
              {row.name}
            </text>
            {parts.map(({ figure, light }) => {
              const x = left;
              left += row[figure] * scale;
              return <rect class={light} x={x} y={top} width={row[figure] * scale} height={17} />;
            })}
            <text x={left + 6} y={top + 13}>
              {rateText(row)}
            </text>
          </>
        );
      })}
    </svg>
  );
}
