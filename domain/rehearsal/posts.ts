import type { ItemPosts, PostId } from '../item-state.js';
import type { PlannedItem } from '../make-event.js';
import type { PostKind } from '../notice.js';
import type { DraftItem, PlanDraft } from '../plan.js';
import type { PostName } from './deed.js';

/** A post and who holds it. */
export interface Holding {
  kind: PostKind;
  post: string;
  person: string;
  mailbox: string;
}

export interface RehearsedPlan {
  draft: Pick<PlanDraft, 'title' | 'span' | 'principal' | 'items'>;
  roster: readonly Holding[];
}

export type PostLookup = (kind: PostKind, name: string) => PostId;

/** Nothing is recorded in a rehearsal: a post's id is its kind and name. */
export function rehearsedPost(kind: PostKind, name: string): PostId {
  return `${kind}/${name}`;
}

/** The other way round. */
export function postNamed(id: PostId): PostName {
  const slash = id.indexOf('/');
  return { kind: id.slice(0, slash) as PostKind, name: id.slice(slash + 1) };
}

/** The one office, whatever it calls itself. */
export function officeName(roster: readonly Holding[]): string {
  return roster.find(({ kind }) => kind === 'office')?.post ?? '督查室';
}

/** The item as its assignment takes it. */
export function plannedItem(item: DraftItem, { draft, roster }: RehearsedPlan, postOf: PostLookup): PlannedItem {
  return {
    id: item.code,
    posts: {
      leads: divisionsOf(item, 'lead').map((name) => postOf('division', name)),
      supporting: divisionsOf(item, 'supporting').map((name) => postOf('division', name)),
      leader: item.leader === '' ? null : postOf('leader', item.leader),
      office: postOf('office', officeName(roster)),
      principal: draft.principal === '' ? null : postOf('principal', draft.principal),
      heads: headsOf(divisionsOf(item, 'lead'), roster, postOf),
    },
    targets: item.targets,
    checkpoints: item.checkpoints.map(({ label, from, due }) => ({ label, from, due })),
  };
}

export function divisionsOf({ divisions }: Pick<DraftItem, 'divisions'>, role: 'lead' | 'supporting'): string[] {
  return divisions.filter((division) => division.role === role).map(({ name }) => name);
}

/** The heads of divisions, where the roster names them: a division and its head have one name. */
export function headsOf(leads: string[], roster: readonly Holding[], postOf: PostLookup): ItemPosts['heads'] {
  const named = leads.filter((name) => roster.some(({ kind, post }) => kind === 'head' && post === name));
  return Object.fromEntries(named.map((name) => [postOf('division', name), postOf('head', name)]));
}
