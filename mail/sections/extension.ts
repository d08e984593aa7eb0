import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { answerableFacts, checkpointFacts, dateFacts, nameFacts, reasonFacts, readerOf } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 延期申请: to the office, and to the leader where policy wants his consent. */
export function extensionRequestedSection(section: DigestSection, context: SectionContext): LetterSection {
  const { leaderConsent } = context.policy.extensions;
  return worded(section, context, {
    title: '延期申请',
    tone: 'attention',
    cause: '以下检查节点，责任处室申请延期，请予答复。',
    facts: (notice) => [
      ...nameFacts('申请处室', notice.said.by),
      ...strong(dateFacts('申请期限', notice.said.asked, { zone: notice.campaign.zone, now: context.now })),
      ...reasonFacts('申请理由', notice.said.reason),
      ...checkpointFacts(notice, context, '原定期限'),
      ...answerableFacts(notice),
    ],
    request: ({ post }) =>
      post.kind === 'leader'
        ? '请分管负责人提出是否同意延期的意见；不同意的，请说明理由。'
        : `请研究答复：同意的，核定新的期限；不同意的，说明理由。${leaderConsent ? '同意延期须先经分管负责人同意。' : ''}`,
    next: `答复前暂缓逾期通知和督办升级；不同意延期的，仍按原定期限办理。满${context.policy.reviewAfter}个工作日未答复的，再次提醒${leaderConsent ? '领导和' : ''}督查室。`,
  });
}

/** 延期意见: the leader has agreed, and the office can decide. */
export function extensionConsentedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '领导同意延期',
    tone: 'attention',
    cause: '以下检查节点的延期申请，领导已同意，请予答复。',
    facts: (notice) => [
      ...nameFacts('申请处室', notice.said.by),
      ...strong(dateFacts('申请期限', notice.said.asked, { zone: notice.campaign.zone, now: context.now })),
      ...reasonFacts('领导意见', notice.said.reason),
      ...checkpointFacts(notice, context, '原定期限'),
      ...answerableFacts(notice),
    ],
    request: () => '请研究答复：同意的，核定新的期限；不同意的，说明理由。',
    next: `答复前暂缓逾期通知和督办升级；满${context.policy.reviewAfter}个工作日未答复的，再次提醒。`,
  });
}

/** 延期答复: to all concerned if the date is another now, else to the division that asked. */
export function extensionDecidedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '延期申请答复',
    tone: 'attention',
    cause: '以下检查节点的延期申请已经研究，答复如下。',
    facts: (notice) => [...decisionFacts(notice, context), ...answerableFacts(notice)],
    request: (notice) => decisionRequest(notice, context),
    next: '原定期限和延期情况记入台账；到期仍未报送的，按逾期处理，逐级报告。',
  });
}

function decisionFacts({ said, checkpoint, campaign }: ReleasedNotice, { now }: SectionContext): Fact[] {
  const reader = { zone: campaign.zone, now };
  const { agreed = false, due, before, asked, by, reason } = said;
  return [
    ...(checkpoint ? [{ label: '检查节点', text: oneLine(checkpoint.label) }] : []),
    ...nameFacts('申请处室', by),
    { label: '答复', text: agreed ? '同意延期' : '不同意延期', strong: true },
    ...dateFacts('原定期限', agreed ? before : undefined, reader),
    ...dateFacts('申请期限', asked, reader),
    ...strong(dateFacts(agreed ? '核定期限' : '报送期限', due, reader)),
    ...reasonFacts(agreed ? '答复意见' : '答复理由', reason),
  ];
}

function decisionRequest(notice: ReleasedNotice, { now }: SectionContext): string {
  const { agreed = false, due } = notice.said;
  switch (readerOf(notice)) {
    case 'above':
      return '请知悉，并督促责任处室按期完成。';
    case 'supporting':
      return '请知悉，并配合牵头处室按期完成。';
    case 'successor':
      return '请知悉，接办后按核定期限落实。';
    case 'lead':
      if (agreed) return '请抓紧落实，于核定期限前报送。';
      return due !== undefined && due < now ? '原定期限已过，请立即报送。' : '请抓紧落实，仍于原定期限前报送。';
  }
}

function strong(facts: Fact[]): Fact[] {
  return facts.map((fact) => ({ ...fact, strong: true }));
}
