import type { Instant } from '../domain/instant.js';
import type { CheckpointStatus, ItemStatus } from '../domain/item-state.js';
import { checkpointLight, itemLight, itemStatusNames, lightNames, type Light } from '../domain/light.js';
import { workingDaysLate, type Timekeeping } from '../domain/schedule.js';
import type { CheckpointRow, ItemRow } from '../register/queries/items.js';
import type { LightCounts } from '../register/queries/lights.js';

/** A light with its own word: yellow is 临期 while it can still be on time, 补报 when it was made up late, 落后 behind pace. */
export interface Lit {
  light: Light;
  word: string;
}

/** When, of which item, and by what time lateness is counted. */
export interface LitContext {
  now: Instant;
  t: Timekeeping;
  status: ItemStatus;
}

export function itemLit(item: ItemRow, now: Instant): Lit {
  const light = itemLight(item, now);
  if (item.status !== 'active') return { light, word: itemStatusNames[item.status] };
  const untracked = item.checkpoints.length > 0 && item.checkpoints.every(({ status }) => unasked.includes(status));
  return { light, word: untracked ? '不跟踪' : lightNames[light] };
}

/** Of items that show no light, how many there are by the word for it: they are not 未开始. */
export function restingCounts({ resting }: LightCounts): { word: string; count: number }[] {
  return (['frozen', 'cancelled', 'carried'] as const).flatMap((status) => {
    const count = resting[status] ?? 0;
    return count > 0 ? [{ word: itemStatusNames[status], count }] : [];
  });
}

const unasked: CheckpointStatus[] = ['past', 'dropped'];

/** A checkpoint of an item that rests or has ended is waited for no more, unless it was reported. */
export function isWaitedFor({ status }: Pick<CheckpointRow, 'status'>, of: ItemStatus): boolean {
  return ['ahead', 'open', 'returned'].includes(status) && (of === 'active' || of === 'closed');
}

export function checkpointLit(checkpoint: CheckpointRow, { now, status }: Omit<LitContext, 't'>): Lit {
  const light = checkpointLight(checkpoint, now);
  const open = ['ahead', 'open', 'returned'].includes(checkpoint.status);
  if (open && !isWaitedFor(checkpoint, status)) return { light: 'grey', word: itemStatusNames[status] };
  switch (light) {
    case 'red':
      return { light, word: '逾期' };
    case 'yellow':
      if (checkpoint.late && checkpoint.submittedAt !== null) return { light, word: '补报' };
      return { light, word: checkpoint.behind ? '落后' : '临期' };
    case 'green':
    case 'done':
      return { light, word: '正常' };
    case 'grey':
      if (checkpoint.status === 'dropped') return { light, word: '已取消' };
      return { light, word: checkpoint.status === 'past' ? '不跟踪' : '未开始' };
  }
}

/** `逾期3个工作日` of one that is late now, `逾期4个工作日补报` of one that was; `null` of all others. */
export function latenessText(checkpoint: CheckpointRow, context: LitContext): string | null {
  const { now, t } = context;
  const days = (until: Instant): number => workingDaysLate(checkpoint.due, until, t);
  if (checkpointLit(checkpoint, context).light === 'red') {
    return days(now) === 0 ? '今日到期未报' : `逾期${days(now)}个工作日`;
  }
  if (!checkpoint.late) return null;
  const late = checkpoint.submittedAt === null ? 0 : days(checkpoint.submittedAt);
  return late === 0 ? '曾逾期' : `逾期${late}个工作日补报`;
}
