import { chineseDateTime, documentDate } from '../../domain/calendar/chinese-date.js';
import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { orderWording } from '../../domain/order-wording.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { answerableFacts, checkpointFacts, dateFacts, nameFacts, reasonFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 督办通知单: to the divisions, in full; the paper itself goes with the mail. */
export function orderSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '督办通知单',
    tone: 'urgent',
    cause: '以下检查节点逾期未报，经研究，现予督办。督办通知单及回执见附件，全文如下。',
    facts: (notice) => [...orderFacts(notice), ...answerableFacts(notice)],
    request: () => '请按督办要求立即办理，在期限前回执，并补报工作进展和佐证材料。',
    next: '补报材料后，督办通知单随之办结；期满未回执的，报告督查室；仍未补报的，照常逐级报告。',
  });
}

function orderFacts({ order }: ReleasedNotice): Fact[] {
  const text = order?.text ?? null;
  if (text === null) return [];
  const { cause, demands } = orderWording(text);
  const { issuedAt, zone } = text;
  return [
    { label: '文号', text: text.number, strong: true },
    { label: '主送', text: text.to.map(oneLine).join('、') },
    { label: '事由', text: oneLine(cause) },
    { label: '要求', text: demands.map((demand, i) => `（${i + 1}）${oneLine(demand)}`).join('') },
    { label: '回执期限', text: chineseDateTime(text.replyBy, { zone, now: issuedAt }), strong: true },
    { label: '签发', text: `${oneLine(text.signatory)}，${documentDate(issuedAt, zone)}` },
  ];
}

/** 回执: to the office. */
export function orderRepliedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '督办通知单回执',
    tone: 'attention',
    cause: '以下督办通知单，责任处室已经回执。',
    facts: (notice) => [
      ...numberFacts(notice),
      ...nameFacts('回执处室', notice.said.by),
      ...reasonFacts('办理措施', notice.said.words),
      ...dateFacts('完成时限', notice.said.due, { zone: notice.campaign.zone, now: context.now }),
      ...nameFacts('责任人', notice.said.person),
      ...checkpointFacts(notice, context),
    ],
    request: () => '请核对所报措施和时限，跟踪落实。',
    next: '补报材料后，督办通知单随之办结；仍未报送的，照常逐级报告。',
  });
}

/** 到期未回执: to the office. */
export function orderUnansweredSection(section: DigestSection, context: SectionContext): LetterSection {
  const { againEvery, atMost } = context.policy.orders;
  return worded(section, context, {
    title: '督办通知单未回执',
    tone: 'urgent',
    cause: '以下督办通知单已过回执期限，至今未收到责任处室的回执和报送材料。',
    facts: (notice) => [
      ...numberFacts(notice),
      ...dateFacts('回执期限', notice.said.due ?? notice.order?.text?.replyBy, {
        zone: notice.campaign.zone,
        now: context.now,
      }),
      ...checkpointFacts(notice, context),
      ...answerableFacts(notice),
    ],
    request: () => '请督促责任处室立即回执，并补报工作进展和佐证材料。',
    next: `仍未回执的，每${againEvery}个工作日提醒一次，共${atMost}次。`,
  });
}

/** 督办通知单撤回: to the divisions that have had it. */
export function orderWithdrawnSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '督办通知单撤回',
    tone: 'plain',
    cause: `以下督办通知单，${context.office}予以撤回。`,
    facts: (notice) => [
      ...numberFacts(notice),
      ...reasonFacts('撤回理由', notice.said.reason),
      ...checkpointFacts(notice, context),
    ],
    request: () => '该督办通知单停止执行，无须回执；检查节点仍须补报。',
    next: '逾期情况照实记录；仍未报送的，照常逐级报告。',
  });
}

function numberFacts({ order }: ReleasedNotice): Fact[] {
  const number = order?.text?.number ?? '';
  return number === '' ? [] : [{ label: '文号', text: number, strong: true }];
}
