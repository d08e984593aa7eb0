import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { CheckpointStatus } from '../../domain/item-state.js';
import type { Instant } from '../../domain/instant.js';
import type { NoticeCheckpoint, ReleasedNotice } from '../../domain/notice.js';
import type { LetterTable } from '../letter.js';
import { oneLine } from '../plain.js';
import { contentsText, provisionalText } from './facts.js';
import type { SectionContext } from './facts.js';

/** Every checkpoint of an item with its date, and what is to be reported or known of it. */
export function checkpointTable({ item, campaign }: ReleasedNotice, { now }: SectionContext): LetterTable | null {
  if (item.checkpoints.length === 0) return null;
  const columns = [
    { head: '节点', width: 15 },
    { head: '报送期限', width: 44 },
    { head: item.checkpoints.some(({ contents }) => contents.length > 0) ? '应报内容' : '备注', width: 41 },
  ];
  const rows = item.checkpoints.map((checkpoint) => [
    oneLine(checkpoint.label),
    chineseDateTime(checkpoint.due, { zone: campaign.zone, now }),
    reportText(checkpoint, now),
  ]);
  const shown = rows.some((row) => row[2] !== '') ? 3 : 2;
  return { columns: columns.slice(0, shown), rows: rows.map((row) => row.slice(0, shown)) };
}

/** Only what keeps a reader from waiting for a date, or from counting on it. */
const remarks: Partial<Record<CheckpointStatus, string>> = {
  past: '已过，不再跟踪',
  dropped: '已取消',
  submitted: '已报送',
  accepted: '已通过',
};

function reportText(checkpoint: NoticeCheckpoint, now: Instant): string {
  const remark = remarks[checkpoint.status] ?? provisionalText(checkpoint, now);
  const report = contentsText(checkpoint.contents);
  return report === '' || remark === '' ? `${report}${remark}` : `${report}（${remark}）`;
}
