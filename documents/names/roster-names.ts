import type { PostKind } from '../../domain/notice.js';
import type { DraftItem, NamedDivision, PlanDraft, PlanWarning } from '../../domain/plan.js';
import { inOrder } from '../draft/plan-warnings.js';
import { nearNames } from './near-names.js';
import { findPost, type Roster } from './roster.js';

/**
 * The draft with the roster's names: what the roster gives as another name of a post is replaced by the post's
 * (基教处 by 基础教育处), a division's as it stood kept in `written`. A name that the roster lacks stays, with a warning
 * `near-name` where the roster has one much like it: nearness alone never replaces.
 * Resolving again changes nothing.
 */
export function resolveNames(draft: PlanDraft, roster: Roster): PlanDraft {
  const items = draft.items.map((item) => resolveItem(item, roster));
  const principal = nameIn(roster, 'principal', draft.principal);
  const others = draft.warnings.filter(({ code }) => code !== 'near-name');
  const resolved = { ...draft, items, principal };
  return { ...resolved, warnings: inOrder([...others, ...nearWarnings(resolved, roster)]) };
}

function resolveItem(item: DraftItem, roster: Roster): DraftItem {
  const divisions = new Map<string, NamedDivision>();
  for (const division of item.divisions) {
    const name = nameIn(roster, 'division', division.name);
    const written = division.written ?? division.name;
    const known = divisions.get(name);
    if (known) divisions.set(name, { ...known, role: division.role === 'lead' ? 'lead' : known.role });
    else divisions.set(name, name === division.name ? division : { ...division, name, written });
  }
  return { ...item, leader: nameIn(roster, 'leader', item.leader), divisions: [...divisions.values()] };
}

/** The roster's name of the post that goes by this name; the name itself where there is none. */
function nameIn(roster: Roster, kind: PostKind, name: string): string {
  if (name === '' || findPost(roster, kind, name)) return name;
  const post = roster.entries.find((entry) => entry.kind === kind && entry.aliases?.includes(name));
  return post?.post ?? name;
}

function nearWarnings({ items, principal }: PlanDraft, roster: Roster): PlanWarning[] {
  const told = new Set<string>();
  const warnings: PlanWarning[] = [];
  const look = (kind: PostKind, name: string, at: PlanWarning['at']) => {
    if (name === '' || told.has(`${kind} ${name}`) || findPost(roster, kind, name)) return;
    told.add(`${kind} ${name}`);
    const message = suggestion(name, roster, kind);
    if (message !== null) warnings.push({ code: 'near-name', message, at });
  };
  for (const { code, leader, divisions, source } of items) {
    for (const { name } of divisions) look('division', name, { ...source, item: code });
    look('leader', leader, { ...source, item: code });
  }
  look('principal', principal, { firstLine: 1, lastLine: 1 });
  return warnings;
}

function suggestion(name: string, { entries }: Roster, kind: PostKind): string | null {
  const posts = entries.filter((entry) => entry.kind === kind);
  const near = nearNames(
    name,
    posts.map(({ post }) => post),
  );
  const byAlias = posts.filter(({ aliases = [] }) => nearNames(name, aliases).length > 0).map(({ post }) => post);
  const found = [...new Set([...near, ...byAlias])].slice(0, 3);
  return found.length === 0 ? null : `“${name}”不在名册中，是否为${found.map((one) => `“${one}”`).join('或')}？`;
}
