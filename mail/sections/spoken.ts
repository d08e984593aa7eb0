import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { answerableFacts, checkpointFacts, readerOf, wordsFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { postTitles } from './facts.js';
import { worded } from './wording.js';

/** 催办: the office's own words. */
export function nudgeSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '催办',
    tone: 'attention',
    cause: `${context.office}现就以下督办事项予以催办。`,
    facts: (notice) => [
      ...wordsFacts('催办要求', notice.said.words),
      ...checkpointFacts(notice, context),
      ...answerableFacts(notice),
    ],
    request: () => '请按催办要求抓紧办理，尽快报送工作进展和佐证材料。',
    next: '催办不改变报送期限；到期未报的，照常逐级报告。',
  });
}

/** 领导批示: a leader's words. */
export function instructionSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '领导批示',
    tone: 'urgent',
    cause: '现将领导对以下督办事项的批示转发如下。',
    facts: (notice) => [
      ...wordsFacts('批示内容', notice.said.words),
      ...authorFacts(notice, context),
      ...answerableFacts(notice),
    ],
    request: (notice) =>
      readerOf(notice) === 'supporting'
        ? '请配合牵头处室抓好批示要求的落实。'
        : '请按批示要求抓紧落实，落实情况随最近一个检查节点一并报送。',
    next: `批示已记入台账，${context.office}跟踪落实情况。`,
  });
}

/** The office passes on what it was given on paper; it is not the author. */
function authorFacts({ said: { by } }: ReleasedNotice, { office }: SectionContext): Fact[] {
  if (by === undefined) return [];
  const name = oneLine(by);
  return name === postTitles.office || name === office
    ? [{ label: '转办', text: name }]
    : [{ label: '批示人', text: name, strong: true }];
}
