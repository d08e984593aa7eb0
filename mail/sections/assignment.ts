import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { checkpointTable } from './checkpoint-table.js';
import { answerableFacts, entriesOf, headingFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 督办任务: every item with all its checkpoints and dates. */
export function assignmentSection(section: DigestSection, context: SectionContext): LetterSection {
  const { acknowledgement, reminders } = context.policy;
  return worded(section, context, {
    title: '督办任务',
    tone: 'plain',
    cause: '以下督办事项已经下达，各检查节点和报送期限如下。',
    facts: assignedFacts,
    table: (notice) => checkpointTable(notice, context),
    request: ({ post }) =>
      post.kind === 'division'
        ? `请于${acknowledgement.remindAfter}个工作日内签收，并按各节点期限报送工作进展和佐证材料；认为不属本处室职责的，请说明理由，申请调整责任单位。`
        : '请知悉，并督促责任处室按期落实。',
    next:
      `下达满${acknowledgement.remindAfter}个工作日未签收的，再次提醒责任处室；满${acknowledgement.officeAfter}个工作日仍未签收的，报${context.office}。` +
      `每个节点到期前${reminders.join('、')}个工作日发送催报通知，逾期未报的逐级报告。`,
  });
}

/** 待签收: assigned and not acknowledged. */
export function unacknowledgedSection(section: DigestSection, context: SectionContext): LetterSection {
  const toDivision = entriesOf(section).some(({ notice }) => notice.post.kind === 'division');
  const { officeAfter } = context.policy.acknowledgement;
  return worded(section, context, {
    title: toDivision ? '待签收' : '逾期未签收',
    tone: 'attention',
    cause: '以下督办事项下达后，责任处室尚未全部签收。',
    facts: assignedFacts,
    table: (notice) => checkpointTable(notice, context),
    request: ({ post }) =>
      post.kind === 'division'
        ? '请立即签收；认为不属本处室职责的，请说明理由，申请调整责任单位。'
        : '请联系责任处室，核实其是否收到任务，并督促签收。',
    next: toDivision
      ? `下达满${officeAfter}个工作日仍未签收的，报${context.office}。是否签收不影响各节点报送期限。`
      : '是否签收不影响各节点报送期限，到期未报的照常逐级报告。',
  });
}

function assignedFacts(notice: ReleasedNotice): Fact[] {
  return [...headingFacts(notice), ...answerableFacts(notice), ...roleFacts(notice)];
}

/** What the reader's own division has to do in it, where several share an item. */
function roleFacts({ item, post }: ReleasedNotice): Fact[] {
  const own = item.divisions.find(({ name }) => name === post.name);
  if (!own || item.divisions.length < 2) return [];
  return [{ label: '本处室职责', text: `${oneLine(own.name)}${own.role === 'lead' ? '牵头' : '配合'}`, strong: true }];
}
