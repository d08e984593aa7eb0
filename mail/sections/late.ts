import type { DigestSection } from '../../domain/digest.js';
import type { PostKind, ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterItem, LetterSection } from '../letter.js';
import { answerableFacts, checkpointFacts, entriesOf, headingFacts, itemTitle, pageFacts } from './facts.js';
import type { SectionContext } from './facts.js';

export const postTitles: Record<PostKind, string> = {
  division: '责任处室',
  leader: '分管负责人',
  office: '督查室',
  principal: '总责任人',
};

/** 逾期未报: to the division, with what follows. */
export function overdueSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  return {
    heading: `逾期未报（${entries.length}项）`,
    tone: 'urgent',
    cause: '以下检查节点已过报送期限，至今未收到报送材料。',
    items: entries.map(({ notice }) => lateItem(notice, context)),
    request: '请立即补报工作进展和佐证材料，并说明逾期原因。',
    next: whatFollows(Math.max(...entries.map(({ notice }) => notice.daysLate ?? 0)), context),
  };
}

/** 督办升级: the division's overdue facts, to those above it. */
export function escalationSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  const kinds = [...new Set(entries.map(({ notice }) => notice.post.kind))];
  const daysLate = Math.max(...entries.map(({ notice }) => notice.daysLate ?? 0));
  return {
    heading: `督办升级（${entries.length}项）`,
    tone: 'urgent',
    cause: '以下检查节点逾期未报，已向责任处室发出逾期通知，至今未收到报送材料，现按规定逐级报告。',
    items: entries.map(({ notice }) => {
      const item = lateItem(notice, context);
      return { ...item, facts: [...headingFacts(notice), ...item.facts] };
    }),
    request: kinds.map((kind) => escalationRequests[kind]).join(''),
    next: whatFollows(daysLate, context),
  };
}

const escalationRequests: Record<PostKind, string> = {
  division: '请立即补报。',
  leader: '请分管负责人督促责任处室尽快补报，并协调解决存在的困难。',
  office: '请督查室研究签发督办通知单，送达责任处室并跟踪回执。',
  principal: '请总责任人阅示。',
};

function lateItem(notice: ReleasedNotice, context: SectionContext): LetterItem {
  const late: Fact[] =
    notice.daysLate === null ? [] : [{ label: '已逾期', text: `${notice.daysLate}个工作日`, strong: true }];
  return {
    title: itemTitle(notice.item),
    facts: [
      ...checkpointFacts(notice, context),
      ...late,
      ...answerableFacts(notice),
      ...pageFacts(notice.item, context),
    ],
    table: null,
  };
}

/** Who has been told and who will be, by the policy; escalations of today go out together with this notice. */
function whatFollows(daysLate: number, { policy }: SectionContext): string {
  const steps = policy.escalations.map(({ daysLate: after, to }) => {
    const whom = to.map((kind) => postTitles[kind]).join('、');
    return after <= daysLate
      ? `逾期满${after}个工作日，已报告${whom}`
      : `逾期满${after}个工作日仍未报送的，报告${whom}`;
  });
  const { everyDays, to, atMost } = policy.repeat;
  const again = `此后每${everyDays}个工作日报告${to.map((kind) => postTitles[kind]).join('、')}，最多${atMost}次`;
  return `${[...steps, again].join('；')}。补报后不再逐级报告，但仍记为逾期。`;
}
