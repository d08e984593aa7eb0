import type { DigestSection } from '../../domain/digest.js';
import type { LetterSection } from '../letter.js';
import { checkpointFacts, nameFacts, reasonFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 待审签: to the head of the division, before its report reaches the office. */
export function confirmationSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '待审签',
    tone: 'attention',
    cause: '以下检查节点的报送材料已提交，报送前须经处室负责人审签。',
    facts: (notice) => [...nameFacts('提交处室', notice.said.by), ...checkpointFacts(notice, context)],
    request: () => '请审签：同意的，材料即报送督查室；需要修改的，说明理由后退回。',
    next: '是否按期，以审签同意的时间为准；期限前未审签的，按逾期处理。',
  });
}

/** 审签退回: to the division, to be mended before it is handed in. */
export function declinedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '审签退回',
    tone: 'attention',
    cause: '以下检查节点的报送材料未获处室负责人审签同意，退回修改，尚未报送督查室。',
    facts: (notice) => [...reasonFacts('退回理由', notice.said.reason), ...checkpointFacts(notice, context)],
    request: () => '请按退回理由修改，于期限前重新提交审签。',
    next: '经审签同意后方为报送；到期仍未报送的，按逾期处理，逐级报告。',
  });
}
