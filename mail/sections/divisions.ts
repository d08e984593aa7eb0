import { chineseDate } from '../../domain/calendar/chinese-date.js';
import type { DigestSection } from '../../domain/digest.js';
import { takesOver } from '../../domain/link-purpose.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { checkpointTable } from './checkpoint-table.js';
import { answerableFacts, headingFacts, nameFacts, reasonFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 申请调整责任单位: to the office. */
export function disputedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '申请调整责任单位',
    tone: 'attention',
    cause: '以下督办事项，承办处室认为不属本处室职责，申请调整责任单位，请予答复。',
    facts: (notice) => [
      ...nameFacts('申请处室', notice.said.by),
      ...reasonFacts('申请理由', notice.said.reason),
      ...headingFacts(notice),
      ...answerableFacts(notice),
    ],
    request: () => '请研究答复：确需调整的，重新明确责任单位；不予调整的，说明理由，维持原分工。',
    next: `答复前不催促申请处室签收，各节点报送期限不变；满${context.policy.reviewAfter}个工作日未答复的，再次提醒。`,
  });
}

/** 维持原分工: to the division that asked. */
export function disputeAnsweredSection(section: DigestSection, context: SectionContext): LetterSection {
  const { remindAfter, officeAfter } = context.policy.acknowledgement;
  return worded(section, context, {
    title: '维持原分工',
    tone: 'attention',
    cause: `以下事项调整责任单位的申请，经${context.office}研究，不予调整，维持原分工。`,
    facts: (notice) => [
      ...reasonFacts('答复理由', notice.said.reason),
      ...headingFacts(notice),
      ...answerableFacts(notice),
    ],
    table: (notice) => checkpointTable(notice, context),
    request: () => '请按原分工签收，并按各节点期限报送工作进展和佐证材料。',
    next: `自答复之日起满${remindAfter}个工作日未签收的，再次提醒；满${officeAfter}个工作日仍未签收的，报${context.office}。`,
  });
}

/** 责任单位调整: to those before and those after. The dates stand with those who answer from now on. */
export function reassignedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '责任单位调整',
    tone: 'attention',
    cause: `经${context.office}研究，以下督办事项的责任单位作如下调整。`,
    facts: (notice) => [
      ...headingFacts(notice),
      ...takeoverFacts(notice, context),
      ...reasonFacts('调整理由', notice.said.reason),
    ],
    table: (notice) => (takesOver(notice) ? checkpointTable(notice, context) : null),
    request: (notice) => {
      if (notice.post.kind !== 'division') return '请知悉，并督促有关处室做好工作衔接。';
      const when = (notice.said.from ?? 0) > context.now ? '自调整之日起' : '';
      return takesOver(notice)
        ? `请承办处室${when}签收，按各节点期限报送，并与原承办处室做好工作和材料交接。`
        : '请按新的分工落实；原承办处室在调整之日前继续负责，并做好工作和材料交接。';
    },
    next: '调整前的办理过程保留在台账；自调整之日起，签收、催报和督办升级按新的责任单位办理。',
  });
}

function takeoverFacts(
  { said: { leads, supporting, from }, campaign: { zone } }: ReleasedNotice,
  { now }: SectionContext,
): Fact[] {
  const start = from === undefined ? [] : [{ label: '调整时间', text: `自${chineseDate(from, { zone, now })}起` }];
  const named = (label: string, names: string[] = []): Fact[] =>
    names.length === 0 ? [] : [{ label, text: names.map(oneLine).join('、'), strong: true }];
  return [
    ...named('承办处室', leads),
    ...named('配合处室', supporting),
    ...start.map((fact) => ({ ...fact, strong: true })),
  ];
}
