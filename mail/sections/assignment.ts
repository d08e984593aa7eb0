import type { DigestSection } from '../../domain/digest.js';
import type { NoticeCheckpoint, ReleasedNotice } from '../../domain/notice.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { Fact, LetterItem, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import {
  answerableFacts,
  contentsText,
  entriesOf,
  headingFacts,
  itemTitle,
  pageFacts,
  provisionalMark,
} from './facts.js';
import type { SectionContext } from './facts.js';

/** 督办任务: every item with all its checkpoints and dates. */
export function assignmentSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  const { acknowledgement, reminders } = context.policy;
  return {
    heading: `督办任务（${entries.length}项）`,
    tone: 'plain',
    cause: '以下督办事项已经下达，各检查节点和报送期限如下。',
    items: entries.map(({ notice }) => assignedItem(notice, context)),
    request: entries.some(({ notice }) => notice.post.kind === 'division')
      ? `请于${acknowledgement.remindAfter}个工作日内签收，并按各节点期限报送工作进展和佐证材料。`
      : '请知悉，并督促责任处室按期落实。',
    next:
      `下达满${acknowledgement.remindAfter}个工作日未签收的，再次提醒责任处室；满${acknowledgement.officeAfter}个工作日仍未签收的，报${context.office}。` +
      `每个节点到期前${reminders.join('、')}个工作日发送催报通知，逾期未报的逐级报告。`,
  };
}

/** 待签收: assigned and not acknowledged. */
export function acknowledgementSection(section: DigestSection, context: SectionContext): LetterSection {
  const entries = entriesOf(section);
  const toDivision = entries.some(({ notice }) => notice.post.kind === 'division');
  const toOffice = entries.some(({ notice }) => notice.post.kind !== 'division');
  const { officeAfter } = context.policy.acknowledgement;
  return {
    heading: `待签收（${entries.length}项）`,
    tone: 'attention',
    cause: '以下督办事项下达后，责任处室尚未全部签收。',
    items: entries.map(({ notice }) => assignedItem(notice, context)),
    request: [
      toDivision ? '请立即签收；对任务分工有异议的，请及时反馈。' : '',
      toOffice ? '请联系责任处室，核实其是否收到任务，并督促签收。' : '',
    ].join(''),
    next: toDivision
      ? `下达满${officeAfter}个工作日仍未签收的，报${context.office}。是否签收不影响各节点报送期限。`
      : '是否签收不影响各节点报送期限，到期未报的照常逐级报告。',
  };
}

function assignedItem(notice: ReleasedNotice, context: SectionContext): LetterItem {
  const rows = notice.item.checkpoints.map((checkpoint) => checkpointRow(checkpoint, notice, context));
  // A column of remarks only where there is one.
  const shown = rows.some((row) => row.at(-1) !== '') ? columns.length : columns.length - 1;
  return {
    title: itemTitle(notice.item),
    facts: [
      ...headingFacts(notice),
      ...answerableFacts(notice),
      ...roleFacts(notice),
      ...pageFacts(notice.item, context),
    ],
    table: { columns: columns.slice(0, shown), rows: rows.map((row) => row.slice(0, shown)) },
  };
}

const columns = [
  { head: '检查节点', width: 64 },
  { head: '报送期限', width: 150 },
  { head: '应报内容', width: null },
  { head: '备注', width: null },
];

/** What the reader's own division has to do in it, where several share an item. */
function roleFacts({ item, post }: ReleasedNotice): Fact[] {
  const own = item.divisions.find(({ name }) => name === post.name);
  if (!own || item.divisions.length < 2) return [];
  return [{ label: '本处室职责', text: `${oneLine(own.name)}${own.role === 'lead' ? '牵头' : '配合'}`, strong: true }];
}

function checkpointRow(checkpoint: NoticeCheckpoint, { campaign }: ReleasedNotice, { now }: SectionContext): string[] {
  const remarks = [checkpoint.status === 'past' ? '已过，不再跟踪' : '', checkpoint.provisional ? provisionalMark : ''];
  return [
    oneLine(checkpoint.label),
    chineseDateTime(checkpoint.due, { zone: campaign.zone, now }),
    contentsText(checkpoint.contents),
    remarks.filter((remark) => remark !== '').join('；'),
  ];
}
