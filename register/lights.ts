import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '../domain/instant.js';
import type { Light } from '../domain/light.js';
import { timestamp } from './database.js';

/**
 * The moments from which an item shows another light, worked out of its checkpoints as they stand: written with every change
 * of them, so that a light is told from the item's row alone, at whatever time it is read. To be set by an update of `item`.
 */
export const lightMoments = sql`(begun, yellow_from, red_from) = (
  select coalesce(bool_or(one.status in ('open', 'returned', 'submitted', 'accepted')), false),
    min(case
      when one.status in ('open', 'returned', 'submitted', 'accepted') and (one.late or one.behind) then 'epoch'
      when one.status in ('open', 'returned') then one.near_from end),
    min(one.due_at) filter (where one.status in ('ahead', 'open', 'returned'))
  from checkpoint as one where one.item_id = item.id)`;

/** What an item shows: its light, or of those that are grey because they rest or were taken off, how they stand. */
export const SHOWN = ['red', 'yellow', 'green', 'grey', 'done', 'frozen', 'cancelled', 'carried'] as const;
type Shown = (typeof SHOWN)[number];

/** What an item shows at `now`, as its place in `SHOWN`, counted from 0: what `itemLight` says of it. Counted much faster than words. */
export function shownAt(now: Instant): RawBuilder<number> {
  return sql<number>`case
    when item.status = 'active' then case
      when item.red_from < ${timestamp(now)} then 0
      when item.yellow_from <= ${timestamp(now)} then 1
      when item.begun then 2
      else 3 end
    when item.status = 'closed' then 4
    when item.status = 'frozen' then 5
    when item.status = 'cancelled' then 6
    else 7 end`;
}

export function lightOf(shown: Shown): Light {
  return shown === 'frozen' || shown === 'cancelled' || shown === 'carried' ? 'grey' : shown;
}

/** Whether an item shows that light at `now`. */
export function shows(light: Light, now: Instant): RawBuilder<boolean> {
  const places = SHOWN.flatMap((shown, place) => (lightOf(shown) === light ? [sql.lit(place)] : []));
  return sql<boolean>`${shownAt(now)} in (${sql.join(places)})`;
}
