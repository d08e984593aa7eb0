import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { answerableFacts, checkpointFacts, dateFacts, readerOf, reasonFacts } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** What became of a checkpoint's date. */
export function changeOf({ said }: ReleasedNotice): '新增' | '调整' | '取消' {
  if (said.dropped === true) return '取消';
  return said.before === undefined ? '新增' : '调整';
}

/** 检查节点调整: a checkpoint more, another date, or one less. */
export function dateChangedSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '检查节点调整',
    tone: 'attention',
    cause: '以下督办事项的检查节点有变动，请以调整后的安排为准。',
    facts: (notice) => [
      { label: '变动', text: changeText(notice), strong: true },
      ...changedFacts(notice, context),
      ...reasonFacts('调整理由', notice.said.reason),
      ...answerableFacts(notice),
    ],
    request: (notice) => {
      if (changeOf(notice) === '取消') return '已取消的节点无需再报。';
      const reader = readerOf(notice);
      if (reader === 'supporting') return '请配合牵头处室按调整后的期限落实。';
      const since = reader === 'successor' ? '接办后' : '';
      return `请${since}按调整后的期限落实，并报送工作进展和佐证材料。`;
    },
    next: '催报、逾期和督办升级按调整后的期限办理，此前未发出的通知不再发送；原定期限保留在台账。',
  });
}

function changeText(notice: ReleasedNotice): string {
  switch (changeOf(notice)) {
    case '取消':
      return '取消检查节点';
    case '新增':
      return '新增检查节点';
    case '调整':
      return sameDue(notice) ? '节点安排调整，期限不变' : '期限调整';
  }
}

function sameDue({ said }: ReleasedNotice): boolean {
  return said.before !== undefined && said.before === said.due;
}

function changedFacts(notice: ReleasedNotice, context: SectionContext): Fact[] {
  const { said, checkpoint, campaign } = notice;
  switch (changeOf(notice)) {
    case '取消':
      return checkpoint ? [{ label: '检查节点', text: oneLine(checkpoint.label) }] : [];
    case '新增':
      return checkpointFacts(notice, context);
    case '调整': {
      const before = sameDue(notice) ? undefined : said.before;
      const facts = checkpointFacts(notice, context, '现定期限');
      const old = dateFacts('原定期限', before, { zone: campaign.zone, now: context.now });
      return [...facts.slice(0, 1), ...old, ...facts.slice(1)];
    }
  }
}
