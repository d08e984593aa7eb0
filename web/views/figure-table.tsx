import type { RankedFigures } from '../../domain/bulletin-figures.js';
import { figureNames, rateText, type Figure, type Figures } from '../../domain/counted-checkpoint.js';

const shown: Figure[] = ['items', 'due', 'onTime', 'madeUp', 'missing', 'ahead', 'returned', 'behind'];

/** Where a number's rows are shown; `null` where they are not. */
export type RowsAt = ((figure: Figure, name?: string) => string) | null;

/** A row for each division or leader, best first, and the total. Each number leads to the rows behind it. */
export function FigureTable({
  who,
  rows,
  total,
  rowsAt,
}: {
  who: string;
  rows: RankedFigures[];
  total: Figures;
  rowsAt: RowsAt;
}) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={`${who}完成情况`}>
      <table class="figures">
        <thead>
          <tr>
            <th>{who}</th>
            <th>排名</th>
            {shown.map((figure) => (
              <th>{figureNames[figure]}</th>
            ))}
            <th>按时率</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FigureRow
              name={row.name}
              rank={row.rank}
              figures={row}
              rowsAt={rowsAt && ((of) => rowsAt(of, row.name))}
            />
          ))}
          <FigureRow name="合计" rank={null} figures={total} rowsAt={rowsAt} />
        </tbody>
      </table>
    </div>
  );
}

function FigureRow({
  name,
  rank,
  figures,
  rowsAt,
}: {
  name: string;
  rank: number | null;
  figures: Figures;
  rowsAt: RowsAt;
}) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{rank ?? '—'}</td>
      {shown.map((figure) => (
        <td class={figures[figure] === 0 ? 'zero' : undefined}>
          {rowsAt === null || figures[figure] === 0 ? (
            figures[figure]
          ) : (
            <a href={rowsAt(figure)} aria-label={`${name}${figureNames[figure]}${figures[figure]}个，查看清单`}>
              {figures[figure]}
            </a>
          )}
        </td>
      ))}
      <td>{rateText(figures)}</td>
    </tr>
  );
}
