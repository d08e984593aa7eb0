import { sql, type RawBuilder } from 'kysely';
import type { CountedCheckpoint } from '../../domain/counted-checkpoint.js';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database, type Tx } from '../database.js';

/** Items read at once. */
const PAGE = 1000;

/** Due within it, its end not included; all where it is not given. */
export interface CountedSpan {
  from: Instant;
  to: Instant;
}

/**
 * Every checkpoint that figures count, in the campaign's order, a page of items in memory at a time. Within one `snapshot` numbers
 * and lists agree.
 */
export async function* countedCheckpoints(
  db: Database | Tx,
  campaignId: string,
  span?: CountedSpan,
): AsyncGenerator<CountedCheckpoint> {
  for (let after = -1; ;) {
    const items = await db
      .selectFrom('item')
      .where('campaign_id', '=', campaignId)
      .where('position', '>', after)
      .orderBy('position')
      .limit(PAGE)
      .select('position')
      .execute();
    const last = items.at(-1)?.position;
    if (last === undefined) return;
    const rows = await counted(db, campaignId, span)
      .where('item.position', '>', after)
      .where('item.position', '<=', last)
      .orderBy('item.position')
      .orderBy('checkpoint.due_at')
      .orderBy('checkpoint.n')
      .select(countedJson.as('row'))
      .execute();
    for (const { row } of rows) yield row;
    after = last;
  }
}

/** The rows that are counted, nothing of them selected yet. */
export function counted(db: Database | Tx, campaignId: string, span: CountedSpan | undefined) {
  return (
    db
      .selectFrom('item')
      .innerJoin('checkpoint', 'checkpoint.item_id', 'item.id')
      .where('item.campaign_id', '=', campaignId)
      .where('checkpoint.status', 'not in', ['past', 'dropped'])
      // Nobody is asked any more for what such an item has not reported.
      .where((eb) =>
        eb.or([
          eb('item.status', 'in', ['active', 'closed']),
          eb('checkpoint.status', 'in', ['submitted', 'accepted']),
        ]),
      )
      .$if(span !== undefined, (query) =>
        query
          .where('report_due_at', '>=', timestamp(span?.from ?? 0))
          .where('report_due_at', '<', timestamp(span?.to ?? 0)),
      )
  );
}

/** `CountedCheckpoint.each`, with posts by id. The state is large: it is looked into only where there are several leads. */
export const eachIds: RawBuilder<CountedCheckpoint['each']> = sql`
  case when cardinality(checkpoint.leads) > 1 then (
    select jsonb_build_object(
      'reported', (select coalesce(jsonb_agg(key order by key), '[]') from jsonb_object_keys(c->'reported') key),
      'late', (select coalesce(jsonb_agg(distinct actor), '[]') from submission
        where submission.item_id = checkpoint.item_id and submission.checkpoint = checkpoint.n
          and submission.kind = 'report' and submission.late))
    from jsonb_array_elements(item.state->'checkpoints') c
    where (c->>'n')::integer = checkpoint.n and item.state->'terms'->>'jointLeads' = 'each') end`;

/** Looked up in a map that is made once a statement: a join for each of a hundred thousand rows takes half a minute. */
const nameOf = (id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`((select jsonb_object_agg(post.id, post.name) from post)->(${id}))`;

const names = (ids: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select coalesce(jsonb_agg(${nameOf(sql`named.id`)} order by place), '[]')
    from unnest(${ids}) with ordinality as named(id, place))`;

const leads = sql`case when cardinality(checkpoint.leads) = 1
  then jsonb_build_array(${nameOf(sql`checkpoint.leads[1]`)}) else ${names(sql`checkpoint.leads`)} end`;

const ids = (list: string): RawBuilder<unknown> =>
  sql`array(select jsonb_array_elements_text(asked.ids->${sql.lit(list)}))`;

const at = (column: string): RawBuilder<unknown> => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`;

/** A counted row as the domain knows it. */
export const countedJson: RawBuilder<CountedCheckpoint> = sql`jsonb_build_object(
  'itemId', item.id, 'code', item.code, 'title', item.title, 'n', checkpoint.n, 'label', checkpoint.label,
  'reportDue', ${at('report_due_at')}, 'due', ${at('due_at')}, 'submittedAt', ${at('submitted_at')},
  'status', checkpoint.status, 'late', checkpoint.late, 'behind', checkpoint.behind, 'returns', checkpoint.returns,
  'leads', ${leads}, 'leader', ${nameOf(sql`checkpoint.leader`)},
  'each', (select case when asked.ids is not null then jsonb_build_object(
    'reported', ${names(ids('reported'))}, 'late', ${names(ids('late'))}) end from (select ${eachIds} as ids) asked))`;
