import type { Instant } from '../domain/instant.js';
import type { PostId } from '../domain/item-state.js';
import type { Database } from './database.js';

export interface NamedPost {
  id: PostId;
  name: string;
}

/** What of an item waits for somebody. */
export interface Standing {
  /** Divisions that say the item is not theirs. */
  disputed: NamedPost[];
  /** Reports that wait for the signature of the division's head. */
  drafts: { checkpoint: number; division: NamedPost; at: Instant }[];
  /** Checkpoints whose extension the leader must agree to first. */
  consents: number[];
  /** When the office asked that it be cancelled. */
  cancelling: { at: Instant; reason: string } | null;
  frozenAt: Instant | null;
  /** Other divisions take over then. */
  handover: { at: Instant; leads: NamedPost[] } | null;
}

export async function standingOf(db: Database, itemId: string): Promise<Standing> {
  const row = await db.selectFrom('item').where('id', '=', itemId).select('state').executeTakeFirst();
  // States of an earlier shape know none of it.
  const state = row?.state?.schema === undefined ? null : row.state;
  const disputed = Object.keys(state?.disputed ?? {});
  const drafts = (state?.checkpoints ?? []).flatMap((checkpoint) =>
    Object.entries(checkpoint.drafts).map(([post, { at }]) => ({ checkpoint: checkpoint.n, post, at })),
  );
  const leads = state?.handover?.posts.leads ?? [];
  const named = await namesOf(db, [...disputed, ...drafts.map(({ post }) => post), ...leads]);
  return {
    disputed: disputed.map(named),
    drafts: drafts.map(({ post, ...draft }) => ({ ...draft, division: named(post) })),
    consents: (state?.checkpoints ?? []).flatMap(({ n, request }) => (request?.consent === false ? [n] : [])),
    cancelling: state?.cancelling ?? null,
    frozenAt: state?.frozenAt ?? null,
    handover: state?.handover ? { at: state.handover.at, leads: leads.map(named) } : null,
  };
}

async function namesOf(db: Database, ids: PostId[]): Promise<(id: PostId) => NamedPost> {
  const rows =
    ids.length === 0 ? [] : await db.selectFrom('post').where('id', 'in', ids).select(['id', 'name']).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? id });
}
