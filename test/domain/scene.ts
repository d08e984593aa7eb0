import { addDays } from '../../domain/calendar/civil-day.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';

import type { StagedNotice } from '../../domain/item-event.js';
import type { ItemState } from '../../domain/item-state.js';

export const ZONE = 'Asia/Shanghai';

export function dayIn(now: Instant, days: number): string {
  return addDays(dayOf(now, ZONE), days);
}

export interface Played {
  notice: StagedNotice;
  fate: 'staged' | 'withdrawn' | 'told';
  bounced: boolean;
}

/** Where a play stands, for whoever acts next. */
export interface Scene {
  now: Instant;
  state: ItemState;
  notices: Map<string, Played>;
}
