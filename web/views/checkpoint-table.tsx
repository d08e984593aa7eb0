import { checkpointStatusNames } from '../../domain/light.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import { dayName } from '../../domain/deadline/why.js';
import type { CheckpointRow, ItemRow } from '../../register/queries/items.js';
import { dateNotes } from '../../client/item-words.js';
import { checkpointLit, latenessText } from '../../client/lit.js';
import type { Reader } from '../reader.js';
import { DueMark } from './due-mark.js';
import { LightMark } from './lights.js';

export function CheckpointTable({ item, reader }: { item: ItemRow; reader: Reader }) {
  const context = { ...reader, status: item.status };
  if (item.checkpoints.length === 0) return <p class="empty">该事项尚未确定检查节点，由督查室确定后跟踪。</p>;
  return (
    <table class="stacking">
      <thead>
        <tr>
          <th>节点</th>
          <th>亮灯</th>
          <th>期限</th>
          <th>报送</th>
          <th>办理情况</th>
          <th>应报送内容</th>
        </tr>
      </thead>
      <tbody>
        {item.checkpoints.map((checkpoint) => {
          const late = latenessText(checkpoint, context);
          return (
            <tr>
              <td data-label="节点" class="nowrap">
                {checkpoint.label}
              </td>
              <td data-label="亮灯" class="nowrap">
                <LightMark {...checkpointLit(checkpoint, context)} />
              </td>
              <td data-label="期限">
                <span>
                  {chineseDateTime(checkpoint.due, reader)}
                  <DueMark mark={checkpoint.mark} />
                </span>
                {dateNotes(checkpoint, reader).map((note) => (
                  <div class="moved">{note}</div>
                ))}
                {explains(checkpoint, reader) && <div class="minor">{checkpoint.why}</div>}
              </td>
              <td data-label="报送">
                {checkpoint.submittedAt === null ? '—' : chineseDateTime(checkpoint.submittedAt, reader)}
              </td>
              <td data-label="办理情况">
                {checkpointStatusNames[checkpoint.status]}
                {checkpoint.returns > 0 && <div class="minor">曾退回{checkpoint.returns}次</div>}
                {late !== null && <div class="late">{late}</div>}
                {checkpoint.behind && <div class="late">落后于序时进度</div>}
              </td>
              <td data-label="应报送内容">
                {checkpoint.contents.length === 0 ? '—' : checkpoint.contents.map((content) => <p>{content}</p>)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** How the document's words led to the date, unless a person has set another since. */
function explains({ why, due, originalDue }: CheckpointRow, { zone }: Reader): boolean {
  return why !== '' && (due === originalDue || why.includes(dayName(dayOf(due, zone))));
}
