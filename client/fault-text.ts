import { chineseDate, chineseDateTime, type DateReader } from '../domain/calendar/chinese-date.js';
import { instantOf } from '../domain/calendar/zoned.js';
import { modernDetail } from '../register/queries/old-detail.js';
import type { AnchorFault } from '../register/verify/check-anchors.js';
import type { TrailFault } from '../register/verify/check-trail.js';
import type { AuditAnchorTable } from '../register/schema.js';
import { eventText } from './event-text.js';

export interface FaultContext {
  /** Posts by id. */
  posts: Map<string, string>;
  anchors: AuditAnchorTable[];
  reader: DateReader;
}

/** Where a trail is not what it was, and in what way. */
export function trailFaultText(fault: TrailFault, context: FaultContext): string {
  const { seq, since, anchor } = fault;
  const where = `事项 ${fault.code} 办理记录第${seq}条`;
  const row = rowText(fault, context);
  switch (fault.kind) {
    case 'edited':
      return `${where}${row}与其校验值不符：内容被修改，或记录被调换、插入`;
    case 'missing':
      return `${where}缺失${row === '' ? '' : `，其前一条为${row}`}${anchor === null ? '' : `；${anchorName(anchor, context)}时尚在`}`;
    case 'extra':
      return `${where}${row}为事后添加：台账所记末条在其之前`;
    case 'head':
      return `事项 ${fault.code} 台账所记末条（第${seq}条）的校验值被修改`;
    case 'rewritten':
      return `${where}${row}与${anchorName(anchor ?? 0, context)}不符：第${since + 1}至第${seq}条之间的记录在存证之后被改写`;
    case 'state':
      return `事项 ${fault.code} 的当前状态与末次办理记录（第${seq}条）${row}所载不符：状态被直接修改`;
  }
}

export function anchorFaultText({ kind, n, day }: AnchorFault, { anchors, reader }: FaultContext): string {
  const where = anchorName(n, { anchors, reader }, day);
  switch (kind) {
    case 'edited':
      return `${where}与其校验值不符：被修改`;
    case 'missing':
      return `${where}缺失`;
    case 'head':
      return `专项所记的末次存证与${where}不符：被修改，或其后有添加`;
    case 'list':
      return `${where}所列各事项末条清单与存证码不符：清单被增删、修改，或有事项被整个删除`;
  }
}

function anchorName(n: number, { anchors, reader }: Omit<FaultContext, 'posts'>, day?: string | null): string {
  const known = day ?? anchors.find((anchor) => anchor.n === n)?.day;
  return `第${n}次存证${known === undefined || known === null ? '' : `（${chineseDate(instantOf(known, '00:00', reader.zone), reader)}）`}`;
}

/** The row itself, as a timeline tells it. */
function rowText({ entry, state }: TrailFault, { posts, reader }: FaultContext): string {
  if (entry === null) return '';
  const labels = new Map(state?.checkpoints.map(({ n, label }) => [n, label]));
  const { at, event, detail, ...row } = entry;
  const actor = posts.get(entry.actor) ?? '系统';
  const told = eventText(
    { ...row, kind: 'event', at, event, actor, detail: modernDetail(event, detail) },
    { labels, posts, reader },
  );
  return `（${chineseDateTime(at, reader)}　${told}）`;
}
