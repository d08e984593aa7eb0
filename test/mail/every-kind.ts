import type { ReleasedNotice } from '../../domain/notice.js';
import type { Rule } from '../../domain/rule.js';
import {
  at,
  colleges,
  districts,
  division,
  head,
  leader,
  notice,
  office,
  orderText,
  preschool,
  principal,
} from './sample-notices.js';

const whole = { checkpoint: null } as const;

/** What follows from a deed on 20 September 2017. */
const deed: Pick<ReleasedNotice, 'basis' | 'release'> = {
  release: at('2017-09-20T10:30'),
  basis: { of: 'deed', at: at('2017-09-20T10:30'), days: 0 },
};

const targeted: ReleasedNotice['item'] = {
  ...districts,
  targets: [
    { text: '新建、改扩建公办幼儿园100所', quantity: 100, unit: '所', comparison: 'at-least' },
    { text: '培训园长2000名', quantity: 2000, unit: '名', comparison: 'at-least' },
  ],
};

/** One notice of every kind, each with all it can say. */
export const everyKind: Record<Rule, ReleasedNotice> = {
  assignment: notice({ ...deed, rule: 'assignment', item: colleges, ...whole }),
  unacknowledged: notice({
    rule: 'unacknowledged',
    step: 1,
    ...whole,
    basis: { of: 'assignment', at: at('2017-04-05T09:00'), days: 3 },
  }),
  disputed: notice({
    ...deed,
    rule: 'disputed',
    post: office,
    ...whole,
    said: { reason: '学区制管理由发展规划处负责。', by: '基础教育处' },
  }),
  disputeAnswered: notice({
    ...deed,
    rule: 'disputeAnswered',
    ...whole,
    said: { reason: '三定方案明确由你处负责。' },
  }),
  opening: notice({ rule: 'opening', step: 1, basis: { of: 'opens', at: at('2017-07-01T00:00'), days: 0 } }),
  reminder: notice(),
  overdue: notice({
    rule: 'overdue',
    step: 1,
    daysLate: 1,
    basis: { of: 'due', at: at('2017-09-30T17:30'), days: 1 },
  }),
  escalation: notice({
    rule: 'escalation',
    step: 2,
    daysLate: 3,
    post: office,
    order: { status: 'drafted', text: null },
    basis: { of: 'due', at: at('2017-09-30T17:30'), days: 3 },
  }),
  order: notice({ ...deed, rule: 'order', step: 1, order: { status: 'issued', text: orderText } }),
  orderReplied: notice({
    ...deed,
    ...{ rule: 'orderReplied', step: 1, post: office, order: { status: 'replied', text: orderText } },
    said: {
      order: 1,
      by: '基础教育处',
      words: '本周内汇总各区评估报告。',
      due: at('2017-10-20T17:30'),
      person: '周岚',
    },
  }),
  orderUnanswered: notice({
    ...{ rule: 'orderUnanswered', step: 1, post: office, order: { status: 'issued', text: orderText } },
    basis: { of: 'reply', at: at('2017-10-16T17:30'), days: 1 },
    said: { order: 1, due: at('2017-10-16T17:30') },
  }),
  orderWithdrawn: notice({
    ...deed,
    ...{ rule: 'orderWithdrawn', step: 1, order: { status: 'withdrawn', text: orderText } },
    said: { order: 1, reason: '该处室已当面汇报。' },
  }),
  confirmation: notice({ ...deed, rule: 'confirmation', post: head, said: { by: '基础教育处' } }),
  declined: notice({ ...deed, rule: 'declined', said: { reason: '数据与上季度不一致，请核实。' } }),
  reviewDue: notice({
    rule: 'reviewDue',
    step: 1,
    post: office,
    basis: { of: 'submission', at: at('2017-09-20T15:12'), days: 3 },
  }),
  returned: notice({ ...deed, rule: 'returned', step: 2, said: { reason: '缺少各区评估报告。' } }),
  accepted: notice({ ...deed, rule: 'accepted' }),
  behindPace: notice({
    ...deed,
    rule: 'behindPace',
    item: targeted,
    said: {
      behind: [
        { target: 0, reached: 0.4, elapsed: 0.75 },
        { target: 1, reached: 0.619, elapsed: 0.75 },
      ],
    },
  }),
  extensionRequested: notice({
    ...deed,
    rule: 'extensionRequested',
    step: 1,
    post: office,
    said: { reason: '评估报告需待各区汇总。', asked: at('2017-10-31T17:30'), by: '基础教育处' },
  }),
  extensionConsented: notice({
    ...deed,
    rule: 'extensionConsented',
    step: 1,
    post: office,
    said: { reason: '情况属实，同意。', asked: at('2017-10-31T17:30'), by: '基础教育处' },
  }),
  extensionDecided: notice({
    ...deed,
    rule: 'extensionDecided',
    round: 2,
    checkpoint: { ...districts.checkpoints[2]!, due: at('2017-10-20T17:30') },
    said: {
      agreed: true,
      before: at('2017-09-30T17:30'),
      asked: at('2017-10-31T17:30'),
      due: at('2017-10-20T17:30'),
      reason: '请抓紧汇总，不再延期。',
    },
  }),
  dateChanged: notice({
    ...deed,
    rule: 'dateChanged',
    checkpoint: { ...districts.checkpoints[2]!, due: at('2017-10-20T17:30') },
    said: { before: at('2017-09-30T17:30'), due: at('2017-10-20T17:30'), reason: '市政府调整了工作安排。' },
  }),
  nudge: notice({ ...deed, rule: 'nudge', said: { words: '市领导下周调研，请于本周五前报送初稿。' } }),
  instruction: notice({
    ...deed,
    rule: 'instruction',
    ...whole,
    said: { words: '请基教处抓紧，务必年内见成效。', by: '夏春胤' },
  }),
  reassigned: notice({
    ...deed,
    rule: 'reassigned',
    ...whole,
    post: { id: 'post-plan', kind: 'division', name: '发展规划处' },
    said: { reason: '机构职能调整。', from: at('2017-10-09T00:00'), leads: ['发展规划处'] },
  }),
  undelivered: notice({
    ...deed,
    rule: 'undelivered',
    post: office,
    said: {
      notice: { rule: 'reminder', step: 3, post: '基础教育处' },
      contact: 1,
      reason: '550 5.1.1 user unknown',
    },
  }),
  frozen: notice({ ...deed, rule: 'frozen', ...whole, said: { reason: '等待省厅新政策出台。' } }),
  resumed: notice({ ...deed, rule: 'resumed', ...whole, said: { reason: '省厅政策已出台。', shifted: true } }),
  cancelRequested: notice({
    ...deed,
    rule: 'cancelRequested',
    ...whole,
    post: principal,
    said: { reason: '该项工作并入区域规划。' },
  }),
  cancelRefused: notice({
    ...deed,
    rule: 'cancelRefused',
    ...whole,
    post: office,
    said: { reason: '仍须按方案完成。' },
  }),
  cancelled: notice({
    ...deed,
    rule: 'cancelled',
    ...whole,
    post: leader,
    said: { reason: '该项工作并入区域规划。' },
  }),
  carried: notice({ ...deed, rule: 'carried', ...whole, said: { reason: '建设周期跨年。' } }),
  closed: notice({ ...deed, rule: 'closed', ...whole, item: preschool }),
  reopened: notice({
    ...deed,
    rule: 'reopened',
    post: division,
    said: { reason: '审计发现数据有误。', due: at('2017-09-30T17:30') },
  }),
};
