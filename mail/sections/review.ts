import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import {
  answerableFacts,
  checkpointFacts,
  checkpointName,
  dateFacts,
  dueText,
  entriesOf,
  followingFacts,
  readerOf,
  reasonFacts,
} from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 待审核: to the office. */
export function reviewDueSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '待审核',
    tone: 'attention',
    cause: '以下检查节点责任处室已经报送，尚待审核。',
    facts: (notice) => [
      ...checkpointFacts(notice, context),
      ...(notice.basis.of === 'submission'
        ? dateFacts('报送时间', notice.basis.at, { zone: notice.campaign.zone, now: context.now })
        : []),
      ...answerableFacts(notice),
    ],
    request: () => '请审核报送材料：符合要求的予以通过，不符合要求的说明理由后退回。',
    next: `审核结果即时通知责任处室；退回的，责任处室至少有${context.policy.returnDays}个工作日重新报送。`,
  });
}

/** 退回: what must be mended, and until when. A second return is told to the leader, too. */
export function returnedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '退回重报',
    tone: 'attention',
    cause: `以下检查节点的报送材料经${context.office}审核，退回重新报送。`,
    facts: (notice) => [
      ...reasonFacts('退回理由', notice.said.reason),
      ...(notice.step > 1 ? [{ label: '退回次数', text: `第${notice.step}次` }] : []),
      ...againFacts(notice, context),
    ],
    request: (notice) =>
      readerOf(notice) === 'above'
        ? '请督促责任处室按退回理由补充完善，并协调解决存在的困难。'
        : '请按退回理由补充完善，于新的期限前重新报送。',
    next: '重新报送后再次审核；到新的期限仍未重新报送的，按逾期处理，逐级报告。',
  });
}

/** 审核通过, with the checkpoint that comes next. */
export function acceptedSection(section: DigestSection, context: SectionContext): LetterSection {
  const goesOn = entriesOf(section).some(({ notice }) => nextCheckpoint(notice) !== undefined);
  return worded(section, context, {
    title: '审核通过',
    tone: 'good',
    cause: `以下检查节点的报送材料已经${context.office}审核通过。`,
    facts: (notice) => [
      ...(notice.checkpoint ? [{ label: '检查节点', text: oneLine(notice.checkpoint.label) }] : []),
      { label: '下一节点', text: nextCheckpointText(notice, context), strong: true },
    ],
    request: () => (goesOn ? '本节点无需再报；请继续推进后续节点工作。' : '本节点无需再报。'),
    next: `${goesOn ? '下一节点到期前另行催报；' : ''}全部节点通过的，由${context.office}办理销号。`,
  });
}

/** 回退: what was accepted or closed has to be done again. */
export function reopenedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '回退重办',
    tone: 'attention',
    cause: `以下检查节点此前已审核通过，现经${context.office}研究，回退重新办理。`,
    facts: (notice) => [...reasonFacts('回退理由', notice.said.reason), ...againFacts(notice, context)],
    request: (notice) =>
      readerOf(notice) === 'above'
        ? '请知悉，并督促责任处室按期重新报送。'
        : '请按回退理由补充完善，于新的期限前重新报送。',
    next: '重新报送后再次审核；到新的期限仍未报送的，按逾期处理，逐级报告。此前的办理过程保留在台账。',
  });
}

function againFacts(notice: ReleasedNotice, context: SectionContext): Fact[] {
  return [
    ...checkpointFacts(notice, context, '新的期限'),
    ...followingFacts(notice, context),
    ...answerableFacts(notice),
  ];
}

function nextCheckpoint({ item, checkpoint }: ReleasedNotice): ReleasedNotice['checkpoint'] | undefined {
  return item.checkpoints.find(
    ({ n, status }) => n > (checkpoint?.n ?? 0) && ['ahead', 'open', 'returned'].includes(status),
  );
}

function nextCheckpointText(notice: ReleasedNotice, { now }: SectionContext): string {
  const next = nextCheckpoint(notice);
  return next ? `${checkpointName(next)}，${dueText(next, notice.campaign.zone, now)}前报送` : '无';
}
