import { defaultPolicy } from '../domain/policy.js';
import type { Rule } from '../domain/rule.js';

/** The rules of notices as an officer calls them, in the order in which an item meets them. */
export const ruleNames: Record<Rule, string> = {
  assignment: '交办通知',
  unacknowledged: '催签收',
  disputed: '调整责任单位申请',
  disputeAnswered: '调整申请答复',
  opening: '开启通知',
  reminder: '催报',
  overdue: '逾期通知',
  escalation: '督办升级',
  order: '督办通知单',
  orderReplied: '督办通知单回执',
  orderUnanswered: '督办通知单未回复报告',
  orderWithdrawn: '督办通知单撤回通知',
  confirmation: '审签通知',
  declined: '审签退回通知',
  reviewDue: '审核提醒',
  returned: '退回通知',
  accepted: '审核通过通知',
  behindPace: '落后序时进度通知',
  extensionRequested: '延期申请',
  extensionConsented: '延期意见',
  extensionDecided: '延期答复',
  dateChanged: '节点调整通知',
  nudge: '催办',
  instruction: '领导批示',
  reassigned: '责任单位调整通知',
  undelivered: '未送达报告',
  frozen: '冻结通知',
  resumed: '恢复通知',
  cancelRequested: '撤销申请',
  cancelRefused: '撤销申请答复',
  cancelled: '撤销通知',
  carried: '结转通知',
  closed: '办结通知',
  reopened: '回退通知',
};

/** A notice by its rule and what step of it: 催报（期限前10个工作日）. `days` late, where it is known; else the default policy's. */
export function ruleText(rule: Rule, step: number, days?: number): string {
  switch (rule) {
    case 'unacknowledged':
      return step === 1 ? ruleNames[rule] : '未签收报告';
    case 'reminder':
      return `${ruleNames[rule]}（期限前${step}个工作日）`;
    case 'escalation':
      return `${ruleNames[rule]}（${escalationStep(step, days)}）`;
    // Told at once and, on the next step, once more where it waits for an answer.
    case 'disputed':
    case 'extensionRequested':
    case 'extensionConsented':
      return step % 2 === 1 ? ruleNames[rule] : `${ruleNames[rule]}（提醒答复）`;
    default:
      return ruleNames[rule];
  }
}

/** Repeats count on from the escalations. */
function escalationStep(step: number, days?: number): string {
  const { escalations, repeat } = defaultPolicy;
  const level = escalations[step - 1];
  if (level !== undefined) return `第${step}级：逾期${days ?? level.daysLate}个工作日`;
  const nth = step - escalations.length;
  const late = days ?? (escalations.at(-1)?.daysLate ?? 0) + nth * repeat.everyDays;
  return `第${nth}次续报：逾期${late}个工作日`;
}
