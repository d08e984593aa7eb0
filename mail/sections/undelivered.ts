import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Rule } from '../../domain/rule.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { reasonFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 通知未送达: to the office, whom mail does not reach. */
export function undeliveredSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '通知未送达',
    tone: 'urgent',
    cause: '以下通知被退回，收件岗位没有收到。',
    facts: undeliveredFacts,
    request: ({ said }) =>
      said.contact === 2
        ? '备用联系方式也未能送达，请立即电话告知，并更正名册中的联系方式。'
        : '请电话告知该岗位，并核对、更正名册中的联系方式。',
    next: `名册中另有联系方式的，系统自动改送一次；以该通知为前提的督办升级最多暂缓${context.policy.undeliveredWait}个工作日，之后照常进行。`,
  });
}

function undeliveredFacts({ said, checkpoint }: ReleasedNotice): Fact[] {
  const { notice, contact = 1, reason } = said;
  return [
    ...(notice === undefined
      ? []
      : [
          { label: '未送达岗位', text: oneLine(notice.post), strong: true },
          { label: '未送达通知', text: noticeName(notice), strong: true },
        ]),
    ...(checkpoint ? [{ label: '检查节点', text: oneLine(checkpoint.label) }] : []),
    { label: '所用邮箱', text: contact === 2 ? '备用联系方式' : '首选邮箱' },
    ...reasonFacts('退信原因', reason).map((fact) => ({ ...fact, strong: false })),
  ];
}

function noticeName({ rule, step }: { rule: Rule; step: number }): string {
  return rule === 'reminder' ? `${names.reminder}（到期前${step}个工作日）` : names[rule];
}

const names: Record<Rule, string> = {
  assignment: '督办任务通知',
  unacknowledged: '催签收通知',
  disputed: '调整责任单位申请',
  disputeAnswered: '维持原分工答复',
  opening: '节点启动通知',
  reminder: '催报通知',
  overdue: '逾期通知',
  escalation: '督办升级通知',
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
  extensionConsented: '领导同意延期的通知',
  extensionDecided: '延期答复',
  dateChanged: '节点调整通知',
  nudge: '催办通知',
  instruction: '领导批示',
  reassigned: '责任单位调整通知',
  undelivered: '未送达报告',
  frozen: '冻结通知',
  resumed: '恢复通知',
  cancelRequested: '撤销申请',
  cancelRefused: '撤销未获批准通知',
  cancelled: '撤销通知',
  carried: '结转通知',
  closed: '办结通知',
  reopened: '回退通知',
};
