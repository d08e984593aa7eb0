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

/** The light of an item at `now`: what `itemLight` says of it. */
export function lightAt(now: Instant): RawBuilder<Light> {
  return sql<Light>`case
    when item.status = 'closed' then 'done'
    when item.status <> 'active' then 'grey'
    when item.red_from < ${timestamp(now)} then 'red'
    when item.yellow_from <= ${timestamp(now)} then 'yellow'
    when item.begun then 'green'
    else 'grey' end`;
}
