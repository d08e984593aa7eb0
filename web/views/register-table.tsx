import { checkpointStatusNames } from '../../domain/light.js';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import type { CheckpointRow, ItemRow } from '../../register/queries/items.js';
import { dateNotes, originNames } from '../../client/item-words.js';
import { checkpointLit, isWaitedFor, itemLit, latenessText } from '../../client/lit.js';
import type { Reader } from '../reader.js';
import { DueMark, DueMarkNotes } from './due-mark.js';
import { LightMark } from './lights.js';

/** The 台账 itself. On a narrow screen each row is a card, so every cell carries its column's name. */
export function RegisterTable({ items, reader }: { items: ItemRow[]; reader: Reader }) {
  return (
    <>
      <table class="register">
        <thead>
          <tr>
            <th>编号</th>
            <th>责任事项</th>
            <th>事项</th>
            <th>牵头 / 配合</th>
            <th>分管负责人</th>
            <th>检查节点</th>
            <th>状态</th>
          </tr>
        </thead>
        {groupedByHeading(items).map((group) => (
          <tbody>
            {group.map((item, index) => (
              <tr>
                <td class="code" data-label="编号">
                  {item.code}
                </td>
                {index === 0 && (
                  <td class="heading" data-label="责任事项" rowspan={group.length}>
                    {item.heading}
                  </td>
                )}
                <td class="title" data-label="事项">
                  <a href={`/items/${item.id}`}>{item.title}</a>
                  {item.origin !== 'document' && <div class="minor">{originNames[item.origin]}</div>}
                </td>
                <td data-label="牵头 / 配合">
                  <Divisions item={item} />
                </td>
                <td data-label="分管负责人">{postNames(item, 'leader') || '—'}</td>
                <td class="checkpoints" data-label="检查节点">
                  <Checkpoints item={item} reader={reader} />
                </td>
                <td class="state" data-label="状态">
                  <ItemStatus item={item} now={reader.now} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <DueMarkNotes items={items} />
    </>
  );
}

export function postNames(item: ItemRow, role: string): string {
  return item.posts
    .filter((post) => post.role === role)
    .map((post) => post.name)
    .join('、');
}

function Divisions({ item }: { item: ItemRow }) {
  const supporting = postNames(item, 'supporting');
  return (
    <>
      {postNames(item, 'lead') || '—'}
      {supporting !== '' && <div class="minor">配合：{supporting}</div>}
    </>
  );
}

function Checkpoints({ item, reader }: { item: ItemRow; reader: Reader }) {
  const { status } = item;
  if (item.checkpoints.length === 0) return <span class="minor">尚未确定</span>;
  return (
    <ul>
      {item.checkpoints.map((checkpoint) => (
        <li>
          <LightMark {...checkpointLit(checkpoint, { ...reader, status })} />
          <span class="label">{checkpoint.label}</span>
          <span class="due">
            {chineseDate(checkpoint.due, reader)}
            <DueMark mark={checkpoint.mark} />
          </span>
          <span class="minor">{progress(checkpoint, item, reader)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the light alone does not say. */
function progress(checkpoint: CheckpointRow, { status: of }: ItemRow, reader: Reader): string {
  const late = latenessText(checkpoint, { ...reader, status: of });
  // The light of one that has not begun says so itself; of one that is late, how late is what matters.
  const silent =
    ['ahead', 'past', 'dropped'].includes(checkpoint.status) ||
    (checkpoint.status === 'open' && (late !== null || !isWaitedFor(checkpoint, of)));
  const status = silent ? [] : [checkpointStatusNames[checkpoint.status]];
  const behind = checkpoint.behind ? ['落后于序时进度'] : [];
  return [...status, ...(late === null ? [] : [late]), ...behind, ...dateNotes(checkpoint, reader)].join('，');
}

function ItemStatus({ item, now }: { item: ItemRow; now: number }) {
  const waiting = item.posts.filter(
    (post) => ['lead', 'supporting'].includes(post.role) && post.acknowledgedAt === null,
  );
  return (
    <>
      <LightMark {...itemLit(item, now)} />
      {!item.closed && waiting.length > 0 && (
        <div class="minor">待签收：{waiting.map((post) => post.name).join('、')}</div>
      )}
      {item.flagged !== null && <div class="flag">须人工核查</div>}
    </>
  );
}

/** Neighbours that share a heading. */
function groupedByHeading(items: ItemRow[]): ItemRow[][] {
  const groups: ItemRow[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.heading === item.heading) last.push(item);
    else groups.push([item]);
  }
  return groups;
}
