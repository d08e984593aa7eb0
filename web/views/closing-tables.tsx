import { checkpointStatusNames } from '../../domain/light.js';
import type { ItemStatus } from '../../domain/item-state.js';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import type { CheckpointRow, ItemRow } from '../../register/queries/items.js';
import { checkpointLit, latenessText } from '../../client/lit.js';
import { askedOf, fateOf, type DivisionFigures } from '../closing-figures.js';
import type { Reader } from '../reader.js';
import { LightMark } from './lights.js';
import { postNames } from './register-table.js';

export function DivisionTable({ rows }: { rows: DivisionFigures[] }) {
  return (
    <table class="figures">
      <thead>
        <tr>
          <th>责任处室</th>
          <th>事项</th>
          <th>节点</th>
          <th>按时</th>
          <th>逾期补报</th>
          <th>逾期未报</th>
          <th>未到期</th>
          <th>退回</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{row.division}</th>
            {[row.items, row.tracked, row.onTime, row.late, row.overdue, row.ahead, row.returns].map((value) => (
              <td class={value === 0 ? 'zero' : undefined}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function LateTable({ items, reader }: { items: ItemRow[]; reader: Reader }) {
  const late = items.flatMap((item) =>
    askedOf(item)
      .filter((checkpoint) => ['late', 'overdue'].includes(fateOf(checkpoint, reader.now)))
      .map((checkpoint) => ({ item, checkpoint })),
  );
  if (late.length === 0) return <p class="empty">没有逾期。</p>;
  return (
    <table class="stacking">
      <thead>
        <tr>
          <th>事项</th>
          <th>牵头处室</th>
          <th>分管负责人</th>
          <th>节点</th>
          <th>期限</th>
          <th>情况</th>
        </tr>
      </thead>
      <tbody>
        {late.map(({ item, checkpoint }) => (
          <tr>
            <td data-label="事项">
              <a href={`/items/${item.id}`}>
                {item.code} {item.title}
              </a>
            </td>
            <td data-label="牵头处室">{postNames(item, 'lead')}</td>
            <td data-label="分管负责人">{postNames(item, 'leader') || '—'}</td>
            <td data-label="节点" class="nowrap">
              {checkpoint.label}
            </td>
            <td data-label="期限">{chineseDate(checkpoint.due, reader)}</td>
            <td data-label="情况">
              <Lateness checkpoint={checkpoint} status={item.status} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lateness({ checkpoint, status, reader }: { checkpoint: CheckpointRow; status: ItemStatus; reader: Reader }) {
  const context = { ...reader, status };
  const { light, word } = checkpointLit(checkpoint, context);
  return (
    <>
      <LightMark light={light} word={latenessText(checkpoint, context) ?? word} />
      {checkpoint.status !== 'open' && <div class="minor">{checkpointStatusNames[checkpoint.status]}</div>}
    </>
  );
}
