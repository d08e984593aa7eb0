import { chineseDate } from '../domain/calendar/chinese-date.js';
import { fateOf, type CountedCheckpoint, type Scope } from '../domain/counted-checkpoint.js';
import type { Instant } from '../domain/instant.js';
import { workingDaysLate, type Timekeeping } from '../domain/schedule.js';

/** How a counted checkpoint stands at `asOf`, as it is listed behind a number. */
export function countedText(
  row: CountedCheckpoint,
  { asOf, t }: { asOf: Instant; t: Timekeeping },
  scope: Scope = {},
): string {
  const reader = { zone: t.policy.zone, now: asOf };
  const when = row.submittedAt === null ? '' : `${chineseDate(row.submittedAt, reader)}`;
  const marks = [...(row.returns > 0 ? [`退回${row.returns}次`] : []), ...(row.behind ? ['落后序时进度'] : [])].join(
    '，',
  );
  const text = {
    onTime: `${when}按时报送`,
    madeUp: row.submittedAt === null ? '曾逾期，已退回待重报' : `${when}逾期补报`,
    missing: `未报送，逾期${workingDaysLate(row.due, asOf, t)}个工作日`,
    ahead: row.status === 'returned' ? '已退回，待重报' : '未到期',
  }[fateOf(row, asOf, scope.division)];
  return marks === '' ? text : `${text}；${marks}`;
}
