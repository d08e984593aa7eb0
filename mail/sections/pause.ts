import type { DigestSection } from '../../domain/digest.js';
import type { LetterSection } from '../letter.js';
import { checkpointTable } from './checkpoint-table.js';
import { answerableFacts, readerOf, reasonFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 冻结 */
export function frozenSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '暂停督办',
    tone: 'plain',
    cause: `经${context.office}研究，以下督办事项自即日起冻结，暂停督办。`,
    facts: (notice) => [...reasonFacts('冻结理由', notice.said.reason), ...answerableFacts(notice)],
    request: (notice) =>
      readerOf(notice) === 'above' ? '请知悉。' : '冻结期间不要求报送；已有材料的，仍可报送。请妥善保管有关材料。',
    next: '冻结期间不催报、不计逾期、不督办升级；恢复时另行通知各节点期限。',
  });
}

/** 恢复, with the dates as they are now. */
export function resumedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '恢复督办',
    tone: 'attention',
    cause: `经${context.office}研究，以下督办事项恢复督办，各节点期限如下。`,
    facts: (notice) => [
      {
        label: '节点期限',
        text: notice.said.shifted === true ? '按冻结的工作日数顺延' : '不变，冻结期间已到期的自恢复之日起重新计算逾期',
        strong: true,
      },
      ...reasonFacts('恢复理由', notice.said.reason),
      ...answerableFacts(notice),
    ],
    table: (notice) => checkpointTable(notice, context),
    request: (notice) =>
      readerOf(notice) === 'above' ? '请知悉，并督促责任处室按期落实。' : '请按各节点期限继续落实，按期报送。',
    next: '自即日起恢复催报；到期未报的，按逾期处理，逐级报告。',
  });
}
