import type { CommandKind } from '../command.js';
import type { ItemPosts, PostId } from '../item-state.js';
import type { PostKind } from '../notice.js';
import type { DraftItem } from '../plan.js';
import type { CheckpointName, NamedPosts, PostName } from './deed.js';
import { divisionsOf, headsOf, officeName, plannedItem, type PostLookup, type RehearsedPlan } from './posts.js';

/** What the names of one item's deeds mean. What means nothing is kept as a problem. */
export class Names {
  readonly problems: string[] = [];
  private readonly posts: ItemPosts;
  private readonly labels: { label: string; n: number }[];
  private readonly known: readonly PostName[];
  private readonly postOf: PostLookup;

  constructor(
    item: DraftItem,
    private readonly plan: RehearsedPlan,
    { postOf, everybody }: { postOf: PostLookup; everybody: readonly PostName[] },
  ) {
    this.postOf = postOf;
    this.posts = plannedItem(item, plan, postOf).posts;
    this.labels = item.checkpoints.map(({ label }, index) => ({ label, n: index + 1 }));
    this.known = [...namesOfItem(item, plan), ...everybody];
  }

  /** The number of a checkpoint; 0 where none is meant. */
  checkpoint(name: CheckpointName | undefined): number {
    if (name === undefined || name === 0) return 0;
    const found = this.labels.filter(({ label, n }) => (typeof name === 'number' ? n === name : label === name));
    const [first] = found;
    // A checkpoint that was renamed goes by both names.
    if (first !== undefined && found.every(({ n }) => n === first.n)) return first.n;
    const all = this.labels.map(({ label, n }) => `${n} ${label}`).join('、');
    const wrong = first === undefined ? `没有检查节点“${name}”` : `检查节点“${name}”不止一个，请写其序号`;
    this.problems.push(`${wrong}；该事项的节点为 ${all === '' ? '（无）' : all}`);
    return 0;
  }

  /** A checkpoint that a deed adds gets the next number. */
  added(label: string): void {
    this.labels.push({ label, n: Math.max(0, ...this.labels.map(({ n }) => n)) + 1 });
  }

  renamed(n: number, label: string): void {
    if (label !== '') this.labels.push({ label, n });
  }

  /** Who does it. A name that several posts have is the one whose work it is. */
  actor(name: string | PostName | undefined, deed: CommandKind): PostName | null {
    const kinds = doers[deed];
    if (kinds === null) return null;
    if (name !== undefined) return this.post(name, kinds);
    if (kinds[0] === 'office') return { kind: 'office', name: officeName(this.plan.roster) };
    this.problems.push('没有写明由谁办理（as）');
    return null;
  }

  id(name: string | PostName, kinds: readonly PostKind[]): PostId {
    const found = this.post(name, kinds);
    return found === null ? '' : this.postOf(found.kind, found.name);
  }

  /** Others that answer for the item: the leader stays where none is named. */
  answering({ leads, supporting, leader }: NamedPosts): Omit<ItemPosts, 'office' | 'principal'> {
    const division = (name: string): PostId => this.id(name, ['division']);
    return {
      leads: leads.map(division),
      supporting: supporting.map(division),
      leader: leader === undefined ? this.posts.leader : leader === null ? null : this.id(leader, ['leader']),
      heads: headsOf(leads, this.plan.roster, this.postOf),
    };
  }

  private post(name: string | PostName, kinds: readonly PostKind[]): PostName | null {
    const meant = this.known.filter((post) =>
      typeof name === 'string' ? post.name === name : post.name === name.name && post.kind === name.kind,
    );
    const [found] = meant.sort((a, b) => order(kinds, a.kind) - order(kinds, b.kind));
    if (found !== undefined) return found;
    const wanted = [...new Set(this.known.filter(({ kind }) => kinds.includes(kind)).map((post) => post.name))];
    const shown = typeof name === 'string' ? name : `${name.kind} ${name.name}`;
    const some = wanted.slice(0, 20).join('、');
    this.problems.push(`方案和名册中都没有岗位“${shown}”；可填 ${some}${wanted.length > 20 ? ' 等' : ''}`);
    return null;
  }
}

/** Whose work it is, the likeliest first; `null` for the engine's own. */
const doers: Record<CommandKind, PostKind[] | null> = {
  acknowledge: ['division'],
  dispute: ['division'],
  submit: ['division'],
  contribute: ['division'],
  requestExtension: ['division'],
  replyOrder: ['division'],
  confirm: ['head'],
  consentExtension: ['leader', 'principal', 'office'],
  instruct: ['leader', 'principal', 'office'],
  decideCancel: ['principal', 'leader', 'office'],
  cancel: ['office', 'principal', 'leader'],
  insist: ['office'],
  accept: ['office'],
  return: ['office'],
  decideExtension: ['office'],
  issueOrder: ['office'],
  withdrawOrder: ['office'],
  nudge: ['office'],
  reassign: ['office'],
  addCheckpoint: ['office'],
  changeCheckpoint: ['office'],
  dropCheckpoint: ['office'],
  freeze: ['office'],
  resume: ['office'],
  close: ['office'],
  reopen: ['office'],
  carry: ['office'],
  replan: ['office'],
  undelivered: null,
  delivered: null,
};

function order(kinds: readonly PostKind[], kind: PostKind): number {
  const index = kinds.indexOf(kind);
  return index === -1 ? kinds.length : index;
}

/** The item's own posts come before those of the rest of the plan. */
function namesOfItem(item: DraftItem, { draft, roster }: RehearsedPlan): PostName[] {
  return [
    ...[...divisionsOf(item, 'lead'), ...divisionsOf(item, 'supporting')].map((name): PostName => ({
      kind: 'division',
      name,
    })),
    ...(item.leader === '' ? [] : [{ kind: 'leader' as const, name: item.leader }]),
    { kind: 'office', name: officeName(roster) },
    ...(draft.principal === '' ? [] : [{ kind: 'principal' as const, name: draft.principal }]),
  ];
}

/** Everybody whom the roster or the plan names. */
export function everybodyIn({ draft, roster }: RehearsedPlan): PostName[] {
  return unique([
    ...roster.map(({ kind, post }) => ({ kind, name: post })),
    ...draft.items.flatMap(({ divisions, leader }): PostName[] => [
      ...divisions.map(({ name }): PostName => ({ kind: 'division', name })),
      ...(leader === '' ? [] : [{ kind: 'leader' as const, name: leader }]),
    ]),
  ]);
}

function unique(posts: PostName[]): PostName[] {
  return [...new Map(posts.map((post) => [`${post.kind}/${post.name}`, post])).values()];
}
