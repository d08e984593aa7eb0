import type { TimelineEntry } from '../register/queries/timeline.js';
import type { MailDecision, MailState, NoticeState } from '../register/schema.js';
import { eventText, headName } from './event-text.js';
import { ruleText } from './rule-text.js';
import type { TimelineContext } from './timeline-context.js';

export { ruleNames, ruleText } from './rule-text.js';

/** One line of an item's story as an officer reads it. */
export function timelineText(entry: TimelineEntry, context: TimelineContext): string {
  if (entry.kind === 'event') return eventText(entry, context);
  const label = entry.checkpoint === 0 ? '' : `“${context.labels.get(entry.checkpoint) ?? entry.checkpoint}”节点`;
  const { person } = entry;
  const post = entry.rule === 'confirmation' ? headName(entry.post) : entry.post;
  const to =
    person === null || person === post
      ? post
      : `${post}（${person}${entry.standsInFor === null ? '' : `，代${entry.standsInFor}`}）`;
  const second = entry.contact === 2 ? '（备用联系方式）' : '';
  const what = `${label}${ruleText(entry.rule, entry.step, daysOf(entry))}`.replace('节点节点', '节点');
  return `${what}：${to}${second} ${noticeFate(entry)}`;
}

/** Working days late, as its campaign counts them. */
function daysOf({ rule, basis }: TimelineEntry & { kind: 'notice' }): number | undefined {
  return rule === 'escalation' && basis.of !== 'deed' ? basis.days : undefined;
}

/** Why a staged notice need not go out any more. */
const reasons: Record<string, string> = {
  submitted: '已报送',
  acknowledged: '已签收',
  disputed: '已申请调整责任单位',
  insisted: '已答复调整申请',
  confirmed: '已审签',
  declined: '审签已退回',
  accepted: '已审核',
  returned: '已退回',
  extended: '已延期',
  'extension-refused': '已答复延期申请',
  'date-changed': '节点已调整',
  replanned: '已重新排期',
  reassigned: '责任单位已调整',
  undelivered: '前一通知未送达，顺延',
  dropped: '节点已取消',
  'order-replied': '已回执',
  'order-withdrawn': '督办通知单已撤回',
  'sent-before-restore': '恢复备份之前已发出',
  frozen: '已冻结',
  'cancel-refused': '撤销未获批准',
  cancelled: '已撤销',
  carried: '已结转',
  closed: '已办结',
  reopened: '已回退',
};

export const mailStates: Record<MailState, string> = {
  accepted: '已发送',
  pending: '待发送',
  sending: '发送中',
  rejected: '被拒收',
  unknown: '送达情况不明',
};

export const decisionNames: Record<MailDecision, string> = { sent: '经核实已经送达', again: '重发' };

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
