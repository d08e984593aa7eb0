import type { Instant } from './instant.js';
import type { CheckpointStatus, ItemStatus } from './item-state.js';

/** 亮灯: green 正常, yellow 临期, made up late (补报) or behind pace (落后序时进度), red 逾期, grey 未开始 or not tracked, done 办结. Computed when read, never set by a timer. */
export type Light = 'green' | 'yellow' | 'red' | 'grey' | 'done';

export interface Lit {
  status: CheckpointStatus;
  due: Instant;
  late: boolean;
  behind: boolean;
  /** From when the due date counts as near (the middle reminder); `null` where there is none. */
  nearFrom: Instant | null;
}

export function checkpointLight(checkpoint: Lit, now: Instant): Light {
  switch (checkpoint.status) {
    case 'past':
    case 'dropped':
      return 'grey';
    case 'ahead':
      // Opened by a timer, which may be late; lateness is not the timer's to say.
      return now > checkpoint.due ? 'red' : 'grey';
    case 'accepted':
    case 'submitted':
      return checkpoint.late || checkpoint.behind ? 'yellow' : 'green';
    case 'open':
    case 'returned':
      if (now > checkpoint.due) return 'red';
      if (checkpoint.late || checkpoint.behind) return 'yellow';
      return checkpoint.nearFrom !== null && now >= checkpoint.nearFrom ? 'yellow' : 'green';
  }
}

/** An item shows the worst of its checkpoints; grey while none has begun, while it is frozen, and when it was cancelled or carried over. */
export function itemLight(item: { status: ItemStatus; checkpoints: Lit[] }, now: Instant): Light {
  if (item.status === 'closed') return 'done';
  if (item.status !== 'active') return 'grey';
  const shown = item.checkpoints.map((checkpoint) => checkpointLight(checkpoint, now));
  return (['red', 'yellow', 'green'] as const).find((light) => shown.includes(light)) ?? 'grey';
}

export const lightNames: Record<Light, string> = {
  green: '正常',
  yellow: '预警',
  red: '逾期',
  grey: '未开始',
  done: '办结',
};

/** A checkpoint's status as an officer reads it. */
export const checkpointStatusNames: Record<CheckpointStatus, string> = {
  past: '已过，不跟踪',
  dropped: '已取消',
  ahead: '未开始',
  open: '办理中',
  submitted: '待审核',
  returned: '已退回，待重报',
  accepted: '已通过',
};

/** An item's status as an officer reads it. */
export const itemStatusNames: Record<ItemStatus, string> = {
  active: '办理中',
  frozen: '已冻结',
  closed: '已办结',
  cancelled: '已撤销',
  carried: '已结转',
};
