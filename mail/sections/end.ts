import type { DigestSection } from '../../domain/digest.js';
import type { LetterSection } from '../letter.js';
import { answerableFacts, headingFacts, readerOf, reasonFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 申请撤销: to who may approve it. */
export function cancelRequestedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '申请撤销',
    tone: 'attention',
    cause: `${context.office}申请撤销以下督办事项，请予审批。`,
    facts: (notice) => [
      ...reasonFacts('申请理由', notice.said.reason),
      ...headingFacts(notice),
      ...answerableFacts(notice),
    ],
    request: () => '请审批：同意的，该事项不再督办；不同意的，请说明理由。',
    next: '批准前该事项照常督办；批准后即时通知责任处室。',
  });
}

/** 撤销未获批准: to the office. */
export function cancelRefusedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '撤销未获批准',
    tone: 'attention',
    cause: '以下督办事项的撤销申请未获批准。',
    facts: (notice) => [...reasonFacts('不同意理由', notice.said.reason), ...answerableFacts(notice)],
    request: () => '请继续督办。',
    next: '该事项各节点期限不变，照常催报、审核和督办升级。',
  });
}

/** 撤销 */
export function cancelledSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '撤销督办',
    tone: 'plain',
    cause: '以下督办事项经批准撤销，不再督办。',
    facts: (notice) => [...reasonFacts('撤销理由', notice.said.reason), ...answerableFacts(notice)],
    request: (notice) => (readerOf(notice) === 'above' ? '请知悉。' : '无需再报，请妥善保存有关材料备查。'),
    next: '以上事项不再发送任何催报通知，办理过程在台账中永久保存。',
  });
}

/** 跨年结转 */
export function carriedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '跨年结转',
    tone: 'plain',
    cause: '以下督办事项未办结，结转至另一督办专项继续督办。',
    facts: (notice) => [...reasonFacts('结转说明', notice.said.reason), ...answerableFacts(notice)],
    request: () => '请继续推进；新的节点和期限，以转入专项的通知为准。',
    next: '原事项不再催报，办理过程保留在台账，随事项一并结转。',
  });
}

/** 办结销号 */
export function closedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '办结销号',
    tone: 'good',
    cause: `以下督办事项各检查节点均已通过，经${context.office}审核，准予办结销号。`,
    facts: answerableFacts,
    request: () => '无需再报，请妥善保存有关材料备查。',
    next: '以上事项不再跟踪，办理记录在台账中永久保存。',
  });
}
