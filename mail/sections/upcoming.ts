import type { DigestSection } from '../../domain/digest.js';
import type { LetterSection } from '../letter.js';
import { answerableFacts, checkpointFacts, entriesOf, itemTitle, pageFacts } from './facts.js';
import type { SectionContext } from './facts.js';

/** 启动: the span reported on has begun. */
export function openingSection(section: DigestSection, context: SectionContext): LetterSection {
  return {
    ...upcoming(section, context),
    heading: `进入报送期（${entriesOf(section).length}项）`,
    tone: 'plain',
    cause: '以下检查节点已进入报送期。',
    request: '请抓紧组织落实，于期限前报送工作进展和佐证材料。',
    next: `到期前${context.policy.reminders.join('、')}个工作日发送催报通知；逾期未报的，次一工作日发送逾期通知，并逐级报告。`,
  };
}

/** 催报: due soon and not yet handed in. */
export function reminderSection(section: DigestSection, context: SectionContext): LetterSection {
  return {
    ...upcoming(section, context),
    heading: `即将到期（${entriesOf(section).length}项）`,
    tone: 'attention',
    cause: '以下检查节点即将到期，尚未收到报送材料。',
    request: '请于期限前报送工作进展和佐证材料；确有困难的，请在到期前说明情况。',
    next: '按期报送的不再提醒；逾期未报的，次一工作日发送逾期通知，并逐级报告分管负责人等。',
  };
}

function upcoming(section: DigestSection, context: SectionContext): Pick<LetterSection, 'items'> {
  return {
    items: entriesOf(section).map(({ notice }) => ({
      title: itemTitle(notice.item),
      facts: [...checkpointFacts(notice, context), ...answerableFacts(notice), ...pageFacts(notice.item, context)],
      table: null,
    })),
  };
}
