import type { CommandKind } from '../domain/command.js';
import type { Rule } from '../domain/item-state.js';
import { defaultPolicy } from '../domain/policy.js';
import { chineseDateTime, type DateReader } from '../domain/calendar/chinese-date.js';
import type { TimelineEntry } from '../register/queries/timeline.js';
import type { MailState, NoticeState } from '../register/schema.js';

/** One line of an item's story as an officer reads it. `labels` names its checkpoints by number. */
export function timelineText(
  entry: TimelineEntry,
  context: { labels: Map<number, string>; reader: DateReader },
): string {
  const label = entry.checkpoint === 0 ? '' : `“${context.labels.get(entry.checkpoint) ?? entry.checkpoint}”节点`;
  if (entry.kind === 'event') return eventText(entry, label, context.reader);
  const { post, person } = entry;
  const to = person === null || person === post ? post : `${post}（${person}）`;
  return `${label}${ruleText(entry.rule, entry.step)}：${to} ${noticeFate(entry)}`;
}

/** The rules of notices, in the order in which a checkpoint meets them. */
export const ruleNames: Record<Rule, string> = {
  assignment: '交办通知',
  acknowledgement: '催签收',
  opening: '开启通知',
  reminder: '催报',
  overdue: '逾期通知',
  escalation: '督办升级',
  review: '审核提醒',
  return: '退回通知',
  acceptance: '审核通过通知',
  closing: '办结通知',
};

/** A notice by its rule and what step of it: 催报（期限前10个工作日）. Numbers are the default policy's. */
export function ruleText(rule: Rule, step: number): string {
  switch (rule) {
    case 'acknowledgement':
      return step === 1 ? ruleNames.acknowledgement : '未签收报告';
    case 'reminder':
      return `${ruleNames.reminder}（期限前${step}个工作日）`;
    case 'escalation':
      return `${ruleNames.escalation}（${escalationStep(step)}）`;
    case 'assignment':
    case 'opening':
    case 'overdue':
    case 'review':
    case 'return':
    case 'acceptance':
    case 'closing':
      return ruleNames[rule];
  }
}

/** Repeats count on from the escalations. */
function escalationStep(step: number): string {
  const { escalations, repeat } = defaultPolicy;
  const level = escalations[step - 1];
  if (level !== undefined) return `第${step}级：逾期${level.daysLate}个工作日`;
  const nth = step - escalations.length;
  return `第${nth}次续报：逾期${(escalations.at(-1)?.daysLate ?? 0) + nth * repeat.everyDays}个工作日`;
}

const commandNames: Record<CommandKind, string> = {
  acknowledge: '签收',
  submit: '报送',
  accept: '审核通过',
  return: '退回',
  close: '办结',
};

const reasons: Record<string, string> = {
  submitted: '已报送',
  acknowledged: '已签收',
  accepted: '已审核',
  returned: '已退回',
  closed: '已办结',
};

export const mailStates: Record<MailState, string> = {
  accepted: '已发送',
  pending: '待发送',
  sending: '发送中',
  rejected: '被拒收',
  unknown: '送达情况不明',
};

function noticeFate(entry: { state: NoticeState; mail: MailState | null; because: string | null }): string {
  switch (entry.state) {
    case 'staged':
      return mailStates.pending;
    case 'withdrawn':
      return `未发，已撤回（${reasons[entry.because ?? ''] ?? '不再需要'}）`;
    case 'claimed':
      return mailStates[entry.mail ?? 'pending'];
  }
}

function eventText(entry: TimelineEntry & { kind: 'event' }, label: string, reader: DateReader): string {
  const { detail, actor } = entry;
  const note = typeof detail['note'] === 'string' && detail['note'] !== '' ? `：${detail['note']}` : '';
  const rung = (): string => `${label}${ruleText(detail['rule'] as Rule, Number(detail['step']))}`;
  const on = (key: string): string => chineseDateTime(Number(detail[key]), reader);
  switch (entry.event) {
    case 'assigned':
      return `${actor}交办事项，任务书于${on('release')}发出`;
    case 'acknowledged':
      return `${actor}签收`;
    case 'submitted':
      return `${actor}${detail['late'] === true ? '逾期补报' : '报送'}${label}${submissionText(detail)}`;
    case 'lateness-withdrawn':
      return `${label}材料按时收到，此前的逾期记录予以撤销`;
    case 'accepted':
      return `${actor}审核通过${label}${note}`;
    case 'returned':
      return `${actor}退回${label}：${String(detail['reason'])}；重报期限${on('due')}`;
    case 'closed':
      return `${actor}办结销号${note}`;
    case 'refused':
      return `${actor}的${commandNames[detail['command'] as CommandKind]}未被受理：${String(detail['reason'])}`;
    case 'told':
      return `${rung()}定于${on('release')}发出`;
    case 'superseded':
      return `${rung()}已错过，由后一步代替`;
    default:
      return `${label}${entry.event}`;
  }
}

function submissionText(detail: Record<string, unknown>): string {
  const text = typeof detail['text'] === 'string' && detail['text'] !== '' ? `：${detail['text']}` : '';
  const files = Array.isArray(detail['files']) ? (detail['files'] as { name: string }[]) : [];
  return `${text}${files.length > 0 ? `（佐证材料：${files.map((file) => file.name).join('、')}）` : ''}`;
}
