import { sql } from 'kysely';
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
  const posts = await db.selectFrom('post').select(['id', 'name']).execute();
  const names = new Map(posts.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  for (let after = -1; ;) {
    const items = await db
      .selectFrom('item')
      .where('campaign_id', '=', campaignId)
      .where('position', '>', after)
      .orderBy('position')
      .limit(PAGE)
      .select(['position'])
      .execute();
    const last = items.at(-1)?.position;
    if (last === undefined) return;
    for (const row of await pageOf(db, { campaignId, after, last, span })) {
      const { leads, leader, reported, lateLeads, ...rest } = row;
      yield {
        ...rest,
        leads: leads.map(nameOf),
        leader: leader === null ? null : nameOf(leader),
        each:
          reported === null
            ? null
            : { reported: Object.keys(reported).map(nameOf), late: (lateLeads ?? []).map(nameOf) },
      };
    }
    after = last;
  }
}

interface PageAsked {
  campaignId: string;
  after: number;
  last: number;
  span: CountedSpan | undefined;
}

async function pageOf(db: Database | Tx, { campaignId, after, last, span }: PageAsked) {
  return (
    db
      .selectFrom('item')
      .innerJoin('checkpoint', 'checkpoint.item_id', 'item.id')
      .where('item.campaign_id', '=', campaignId)
      .where('item.position', '>', after)
      .where('item.position', '<=', last)
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
      .orderBy('item.position')
      .orderBy('checkpoint.due_at')
      .orderBy('checkpoint.n')
      .select(['item.id as itemId', 'item.code', 'item.title', 'checkpoint.n', 'checkpoint.label', 'checkpoint.status'])
      .select([
        'report_due_at as reportDue',
        'due_at as due',
        'late',
        'behind',
        'returns',
        'submitted_at as submittedAt',
      ])
      .select(['checkpoint.leads', 'checkpoint.leader'])
      .select([
        // The state is large: it is looked into only where several leads must each report.
        sql<Record<string, Instant> | null>`case when cardinality(checkpoint.leads) > 1 then (
        select c->'reported' from jsonb_array_elements(item.state->'checkpoints') c
        where (c->>'n')::integer = checkpoint.n and item.state->'terms'->>'jointLeads' = 'each') end`.as('reported'),
        sql<string[] | null>`case when cardinality(checkpoint.leads) > 1 then array(
        select distinct actor from submission
        where submission.item_id = checkpoint.item_id and submission.checkpoint = checkpoint.n
          and submission.kind = 'report' and submission.late) end`.as('lateLeads'),
      ])
      .execute()
  );
}

/** Everything read by `work` is of one instant, however long it takes. */
export function snapshot<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').execute(work);
}
