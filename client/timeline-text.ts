import { chineseDateTime, type DateReader } from '../mail/chinese-date.js';
import type { Rule } from '../domain/item-state.js';
import type { MailState, NoticeState } from '../register/schema.js';
import type { TimelineEntry } from '../register/queries/timeline.js';

/** One line of an item's story as an officer reads it. `labels` names its checkpoints by number. */
export function timelineText(entry: TimelineEntry, context: { labels: Map<number, string>; reader: DateReader }): string {
  const label = entry.checkpoint === 0 ? '' : `“${context.labels.get(entry.checkpoint) ?? String(entry.checkpoint)}”节点`;
  if (entry.kind === 'notice') {
    const to = entry.person === null ? entry.post : `${entry.post}（${entry.person}）`;
    return `${label}${ruleText(entry.rule, entry.step)}：${to} ${noticeFate(entry)}`;
  }
  return `${label}${eventText(entry, context.reader)}`;
}

/** The name of a notice: 催报（前10个工作日）. */
export function ruleText(rule: Rule, step: number): string {
  switch (rule) {
    case 'assignment':
      return '交办通知';
    case 'acknowledgement':
      return step === 1 ? '催签收' : '未签收报告';
    case 'opening':
      return '节点开启通知';
    case 'reminder':
      return `催报（期限前${String(step)}个工作日）`;
    case 'overdue':
      return '逾期通知';
    case 'escalation':
      return step <= 3 ? `督办升级（第${String(step)}级）` : `督办升级（第${String(step - 3)}次续报）`;
    case 'review':
      return '审核提醒';
    case 'return':
      return '退回通知';
    case 'acceptance':
      return '审核通过通知';
    case 'closing':
      return '办结通知';
  }
}

const reasons: Record<string, string> = {
  submitted: '已报送',
  acknowledged: '已签收',
  accepted: '已审核',
  returned: '已退回',
  closed: '已办结',
};

const mailStates: Record<MailState, string> = {
  pending: '待发送',
  sending: '发送中',
  accepted: '已发送',
  rejected: '被拒收',
  unknown: '送达情况不明',
};

function noticeFate(entry: { state: NoticeState; mail: MailState | null; because: string | null }): string {
  switch (entry.state) {
    case 'staged':
      return '待发送';
    case 'withdrawn':
      return `未发，已撤回（${reasons[entry.because ?? ''] ?? '不再需要'}）`;
    case 'claimed':
      return entry.mail === null ? '待发送' : mailStates[entry.mail];
  }
}

function eventText(entry: TimelineEntry & { kind: 'event' }, reader: DateReader): string {
  const { detail, actor } = entry;
  const note = typeof detail['note'] === 'string' ? `：${detail['note']}` : '';
  const rung = (): string => ruleText(detail['rule'] as Rule, Number(detail['step']));
  const on = (key: string): string => chineseDateTime(Number(detail[key]), reader);
  switch (entry.event) {
    case 'assigned':
      return `${actor}交办事项，任务书于${on('release')}发出`;
    case 'acknowledged':
      return `${actor}签收`;
    case 'submitted':
      return `${actor}报送${detail['late'] === true ? '（逾期补报）' : ''}${filesText(detail)}`;
    case 'lateness-withdrawn':
      return '材料按时收到，此前的逾期记录予以撤销';
    case 'accepted':
      return `${actor}审核通过${note}`;
    case 'returned':
      return `${actor}退回：${String(detail['reason'])}（重报期限${on('due')}）`;
    case 'closed':
      return `${actor}办结销号${note}`;
    case 'told':
      return `${rung()}定于${on('release')}发出`;
    case 'superseded':
      return `${rung()}已错过，由后一步代替`;
    default:
      return entry.event;
  }
}

function filesText(detail: Record<string, unknown>): string {
  const text = typeof detail['text'] === 'string' && detail['text'] !== '' ? `：${detail['text']}` : '';
  const files = Array.isArray(detail['files']) ? (detail['files'] as { name: string }[]) : [];
  return `${text}${files.length > 0 ? `（佐证材料：${files.map((file) => file.name).join('、')}）` : ''}`;
}
