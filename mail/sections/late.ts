import type { DigestSection } from '../../domain/digest.js';
import type { PostKind, ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { answerableFacts, checkpointFacts, entriesOf, followingFacts, headingFacts, postTitles } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 逾期未报: to the division, with what follows. */
export function overdueSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '逾期未报',
    tone: 'urgent',
    cause: '以下检查节点已过报送期限，至今未收到报送材料。',
    facts: (notice) => lateFacts(notice, context),
    request: () => '请立即补报工作进展和佐证材料，并说明逾期原因。',
    next: nextSteps(section, context),
  });
}

/** 督办升级: the division's overdue facts, to those above it. */
export function escalationSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '督办升级',
    tone: 'urgent',
    cause: '以下检查节点逾期未报，已向责任处室发出逾期通知，至今未收到报送材料，现按规定逐级报告。',
    facts: (notice) => [...headingFacts(notice), ...lateFacts(notice, context)],
    request: (notice) => (notice.post.kind === 'office' ? officeRequest(notice) : escalationRequests[notice.post.kind]),
    next: nextSteps(section, context),
  });
}

const escalationRequests: Record<Exclude<PostKind, 'office'>, string> = {
  division: '请立即补报。',
  head: '请督促本处室立即补报。',
  leader: '请分管负责人督促责任处室尽快补报，并协调解决存在的困难。',
  principal: '请总责任人阅示。',
};

/** Where it stands with the supervision order. */
function officeRequest({ order }: ReleasedNotice): string {
  switch (order?.status) {
    case 'drafted':
      return '系统已拟制督办通知单，请督查室审核签发，送达责任处室并跟踪回执。';
    case 'issued':
      return `督办通知单（${order.text?.number ?? ''}）已签发，请督查室督促责任处室回执并补报。`;
    case 'replied':
      return `责任处室已对督办通知单（${order.text?.number ?? ''}）回执，请督查室跟踪落实。`;
    default:
      return '请督查室督促责任处室尽快补报。';
  }
}

function lateFacts(notice: ReleasedNotice, context: SectionContext): Fact[] {
  const late: Fact[] =
    notice.daysLate === null ? [] : [{ label: '已逾期', text: `${notice.daysLate}个工作日`, strong: true }];
  return [...checkpointFacts(notice, context), ...late, ...followingFacts(notice, context), ...answerableFacts(notice)];
}

/** Who has been told and who will be, by the policy; escalations of today go out together with this notice. */
function nextSteps(section: DigestSection, { policy }: SectionContext): string {
  const daysLate = Math.max(...entriesOf(section).map(({ notice }) => notice.daysLate ?? 0));
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
