import { countedText } from '../../client/counted-text.js';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import type { CountedCheckpoint, Scope } from '../../domain/counted-checkpoint.js';
import type { Reader } from '../reader.js';

/** Checkpoints that a number counts, and how each stands; `itemsOnly` where it counts items. */
export function CountedTable({
  rows,
  reader,
  scope = {},
  itemsOnly = false,
}: {
  rows: CountedCheckpoint[];
  /** Whose present is the instant the number is of. */
  reader: Reader;
  scope?: Scope;
  itemsOnly?: boolean;
}) {
  const context = { asOf: reader.now, t: reader.t };
  return (
    <table class="stacking">
      <thead>
        <tr>
          <th>事项</th>
          <th>牵头处室</th>
          <th>分管负责人</th>
          {!itemsOnly && (
            <>
              <th>节点</th>
              <th>期限</th>
              <th>情况</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td data-label="事项">
              <a href={`/items/${row.itemId}`}>
                {row.code} {row.title}
              </a>
            </td>
            <td data-label="牵头处室">{row.leads.join('、')}</td>
            <td data-label="分管负责人">{row.leader ?? '—'}</td>
            {!itemsOnly && (
              <>
                <td data-label="节点" class="nowrap">
                  {row.label}
                </td>
                <td data-label="期限">{chineseDate(row.reportDue, reader)}</td>
                <td data-label="情况">{countedText(row, context, scope)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
