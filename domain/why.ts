import { chineseDate, chineseDateTime, type DateReader } from './calendar/chinese-date.js';
import type { Basis } from './item-state.js';
import type { Rule } from './rule.js';
import { calendarName, policyName } from './version-names.js';

/** A notice with what it follows from. */
export interface Reasoned {
  rule: Rule;
  basis: Basis;
  versions: { policy: string; calendar: string };
  /** 2: sent again, to the post's other contact. */
  contact?: 1 | 2;
}

/**
 * 为何收到此通知: the rule and the dates that led to a notice, and the versions of policy and calendar they were worked
 * out by, in Chinese. Dates are told in the reader's zone.
 */
export function whyText(notice: Reasoned, reader: DateReader): string {
  return `${reasonText(notice, reader)}（${versionsText(notice)}）`;
}

export function versionsText({ versions }: Pick<Reasoned, 'versions'>): string {
  return `规则版本 ${policyName(versions.policy)}，工作日历 ${calendarName(versions.calendar)}`;
}

/** The reason alone: what several notices can have in common. */
export function reasonText({ rule, basis, contact }: Omit<Reasoned, 'versions'>, reader: DateReader): string {
  const { of, at, days } = basis;
  const day = chineseDate(at, reader);
  const after = `${days}个工作日`;
  const late = rule === 'overdue' ? '告知承办处室' : '督办升级';
  switch (of) {
    case 'opens':
      return `本节点${day}起开始办理，当日或其后首个工作日发送启动通知`;
    case 'due':
      return days < 0 ? `本节点${day}到期，到期前${-days}个工作日催报` : `本节点${day}到期未报，逾期第${after}${late}`;
    case 'restart':
      return `本节点到期未报，自${day}起重新计算，第${after}${late}`;
    case 'assignment':
      return `事项${day}交办，${after}后仍未签收`;
    case 'dispute':
      return `${day}收到调整责任单位的申请，${after}后仍未答复`;
    case 'submission':
      return `材料${day}报送，${after}后仍未审核`;
    case 'request':
      return rule === 'extensionConsented'
        ? `${day}领导同意延期，${after}后仍未答复`
        : `${day}收到延期申请，${after}后仍未答复`;
    case 'reply':
      return `督办通知单的回执应于${day}前送达，期满后第${after}仍未收到`;
    case 'deed': {
      const time = chineseDateTime(at, reader);
      return contact === 2 ? `原通知${time}未能送达，改送备用联系方式` : `${time}${deeds[rule] ?? '办理事项'}`;
    }
  }
}

const deeds: Partial<Record<Rule, string>> = {
  assignment: '督查室交办事项',
  disputed: '责任处室申请调整责任单位',
  disputeAnswered: '督查室答复调整申请',
  confirmation: '承办人员提交审签',
  declined: '处室负责人审签退回',
  returned: '督查室审核退回',
  accepted: '督查室审核通过',
  behindPace: '责任处室报送，完成数落后于序时进度',
  extensionRequested: '责任处室申请延期',
  extensionConsented: '领导同意延期',
  extensionDecided: '延期申请得到答复',
  dateChanged: '督查室调整检查节点',
  order: '督查室签发督办通知单',
  orderReplied: '责任处室回复督办通知单',
  orderWithdrawn: '督查室撤回督办通知单',
  nudge: '督查室催办',
  instruction: '领导作出批示',
  reassigned: '督查室调整责任单位',
  undelivered: '通知未能送达',
  frozen: '督查室冻结事项',
  resumed: '督查室恢复事项',
  cancelRequested: '督查室申请撤销事项',
  cancelRefused: '撤销申请未获批准',
  cancelled: '事项撤销',
  carried: '督查室办理跨年结转',
  closed: '督查室办结销号',
  reopened: '督查室回退',
};
