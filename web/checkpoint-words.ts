import { stateCouncilCalendar } from '../domain/calendar/state-council.js';
import type { Instant } from '../domain/instant.js';
import { checkpointLight, type Light } from '../domain/light.js';
import { defaultPolicy } from '../domain/policy.js';
import { workingDaysLate } from '../domain/schedule.js';
import type { CheckpointRow } from '../register/queries/items.js';

interface Present {
  now: Instant;
  zone: string;
}

/** The light of a checkpoint with its own word: yellow is 临期 while it can still be on time, 补报 when it was made up late. */
export function checkpointLit(checkpoint: CheckpointRow, now: Instant): { light: Light; word: string } {
  const light = checkpointLight(checkpoint, now);
  switch (light) {
    case 'red':
      return { light, word: '逾期' };
    case 'yellow':
      return { light, word: checkpoint.late && checkpoint.submittedAt !== null ? '补报' : '临期' };
    case 'green':
    case 'done':
      return { light, word: '正常' };
    case 'grey':
      return { light, word: checkpoint.status === 'past' ? '不跟踪' : '未开始' };
  }
}

/** `逾期3个工作日` of one that is late now, `逾期4个工作日补报` of one that was; `null` of all others. */
export function latenessText(checkpoint: CheckpointRow, { now, zone }: Present): string | null {
  const days = (until: Instant): number =>
    workingDaysLate(checkpoint.due, until, { policy: { ...defaultPolicy, zone }, calendar: stateCouncilCalendar });
  if (checkpointLight(checkpoint, now) === 'red') return days(now) === 0 ? '今日到期未报' : `逾期${days(now)}个工作日`;
  if (!checkpoint.late) return null;
  const late = checkpoint.submittedAt === null ? 0 : days(checkpoint.submittedAt);
  return late === 0 ? '曾逾期' : `逾期${late}个工作日补报`;
}

export const dueMarks: Record<string, string> = {
  'calendar-unpublished': '该年放假通知未发布，期限暂按周末推算',
  'moved-to-working-day': '原定日期不是工作日，已提前到前一个工作日',
};
