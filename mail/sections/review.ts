import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterItem, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { answerableFacts, checkpointFacts, checkpointName, dueText, entriesOf, itemTitle, pageFacts } from './facts.js';
import type { SectionContext } from './facts.js';

/** 待审核: to the office. */
export function reviewSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  return {
    heading: `待审核（${entries.length}项）`,
    tone: 'attention',
    cause: '以下检查节点责任处室已经报送，尚待审核。',
    items: entries.map(({ notice }) => checkpointItem(notice, context)),
    request: '请审核报送材料：符合要求的予以通过，不符合要求的说明理由后退回。',
    next: `审核结果即时通知责任处室；退回的，责任处室至少有${context.policy.returnDays}个工作日重新报送。`,
  };
}

/** 退回: what must be mended, and until when. */
export function returnSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  return {
    heading: `退回重报（${entries.length}项）`,
    tone: 'attention',
    cause: `以下检查节点的报送材料经${context.office}审核，退回重新报送。`,
    items: entries.map(({ notice }) => {
      const reason: Fact = { label: '退回理由', text: oneLine(notice.reason ?? '') || '（未注明）', strong: true };
      return checkpointItem(notice, context, { before: [reason], dueLabel: '新的期限' });
    }),
    request: '请按退回理由补充完善，于新的期限前重新报送。',
    next: '重新报送后再次审核；到新的期限仍未重新报送的，按逾期处理，逐级报告。',
  };
}

/** 审核通过, with the checkpoint that comes next. */
export function acceptanceSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  return {
    heading: `审核通过（${entries.length}项）`,
    tone: 'good',
    cause: `以下检查节点的报送材料已经${context.office}审核通过。`,
    items: entries.map(({ notice }) => ({
      title: itemTitle(notice.item),
      facts: [
        ...(notice.checkpoint ? [{ label: '检查节点', text: oneLine(notice.checkpoint.label) }] : []),
        { label: '下一节点', text: nextCheckpointText(notice, context), strong: true },
        ...pageFacts(notice.item, context),
      ],
      table: null,
    })),
    request: '本节点无需再报；请继续推进后续节点工作。',
    next: `下一节点到期前另行催报；全部节点通过的，由${context.office}办理销号。`,
  };
}

/** 办结销号 */
export function closingSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  return {
    heading: `办结销号（${entries.length}项）`,
    tone: 'good',
    cause: `以下督办事项各检查节点均已通过，经${context.office}审核，准予办结销号。`,
    items: entries.map(({ notice }) => ({
      title: itemTitle(notice.item),
      facts: [...answerableFacts(notice), ...pageFacts(notice.item, context)],
      table: null,
    })),
    request: '无需再报，请妥善保存有关材料备查。',
    next: '以上事项不再跟踪，办理记录在台账中永久保存。',
  };
}

function checkpointItem(
  notice: ReleasedNotice,
  context: SectionContext,
  { before = [], dueLabel }: { before?: Fact[]; dueLabel?: string } = {},
): LetterItem {
  return {
    title: itemTitle(notice.item),
    facts: [
      ...before,
      ...checkpointFacts(notice, context, dueLabel),
      ...answerableFacts(notice),
      ...pageFacts(notice.item, context),
    ],
    table: null,
  };
}

function nextCheckpointText({ item, checkpoint, campaign }: ReleasedNotice, { now }: SectionContext): string {
  const next = item.checkpoints.find(
    ({ n, status }) => n > (checkpoint?.n ?? 0) && status !== 'past' && status !== 'accepted',
  );
  if (!next) return '无';
  return `${checkpointName(next)}，${dueText(next, campaign.zone, now)}前报送`;
}
