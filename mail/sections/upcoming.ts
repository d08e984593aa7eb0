import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { answerableFacts, checkpointFacts, followingFacts, readerOf } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 启动: the span reported on has begun. */
export function openingSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '进入报送期',
    tone: 'plain',
    cause: '以下检查节点已进入报送期。',
    facts: (notice) => dueFacts(notice, context),
    request: (notice) =>
      readerOf(notice) === 'supporting'
        ? '请配合牵头处室按期落实，可补充佐证材料，由牵头处室统一报送。'
        : '请抓紧组织落实，于期限前报送工作进展和佐证材料。',
    next: `到期前${context.policy.reminders.join('、')}个工作日发送催报通知；逾期未报的，次一工作日发送逾期通知，并逐级报告。`,
  });
}

/** 催报: due soon and not yet handed in. */
export function reminderSection(section: DigestSection, context: SectionContext): LetterSection {
  const { atMost } = context.policy.extensions;
  return worded(section, context, {
    title: '即将到期',
    tone: 'attention',
    cause: '以下检查节点即将到期，尚未收到报送材料。',
    facts: (notice) => dueFacts(notice, context),
    request: () =>
      atMost > 0
        ? '请于期限前报送工作进展和佐证材料；确需延期的，请在到期前说明理由，申请延期。'
        : '请于期限前报送工作进展和佐证材料；确有困难的，请在到期前说明情况。',
    next: '按期报送的不再提醒；逾期未报的，次一工作日发送逾期通知，并逐级报告分管负责人等。',
  });
}

function dueFacts(notice: ReleasedNotice, context: SectionContext): Fact[] {
  return [...checkpointFacts(notice, context), ...followingFacts(notice, context), ...answerableFacts(notice)];
}
