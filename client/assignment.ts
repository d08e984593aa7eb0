import { DubanError } from '../domain/errors.js';
import type { Day } from '../domain/instant.js';
import type { PostId } from '../domain/item-state.js';
import { headsOf } from '../register/heads-of.js';
import { standingOf } from '../register/standing-of.js';
import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';
import { choosePosts } from './find.js';

/** 签收. */
export function acknowledge(duban: Duban, doing: Doing): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'acknowledge' } });
}

/** 申请调整责任单位. */
export function dispute(duban: Duban, doing: Doing, { reason }: { reason: string }): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'dispute', reason } });
}

/** 不予调整: the item stays with the division that disputes it. */
export async function insist(
  duban: Duban,
  doing: Doing,
  { reason, division }: { reason: string; division?: string | undefined },
): Promise<Acted> {
  const { disputed } = await standingOf(duban.db, doing.item.id);
  const post = division === undefined ? onlyOne(disputed, doing) : (await choosePosts(duban, division, 'division'))[0];
  return act(duban, { ...doing, body: { kind: 'insist', post: post ?? '', reason } });
}

function onlyOne(disputing: { id: PostId; name: string }[], { item }: Doing): PostId {
  if (disputing.length === 1 && disputing[0] !== undefined) return disputing[0].id;
  if (disputing.length === 0) throw new DubanError('not-disputed', `事项 ${item.code} 没有待答复的调整申请。`);
  const names = disputing.map(({ name }) => name).join('、');
  throw new DubanError('which-division', `${names}都申请了调整，请用 --division 写明答复哪个处室。`);
}

/** Names of posts, several of them parted by 、 or commas. */
export interface Reassignment {
  leads: string;
  /** By default those that are, without the new leads. */
  supporting?: string | undefined;
  /** By default the one that is. */
  leader?: string | undefined;
  /** The first day on which the others answer; by default at once. */
  from?: Day | undefined;
  reason: string;
}

/** 调整责任单位. */
export async function reassign(duban: Duban, doing: Doing, given: Reassignment): Promise<Acted> {
  const leads = await choosePosts(duban, given.leads, 'division');
  const supporting =
    given.supporting === undefined
      ? idsOf(doing, 'supporting')
      : await choosePosts(duban, given.supporting, 'division');
  const [leader = null] =
    given.leader === undefined ? idsOf(doing, 'leader') : await choosePosts(duban, given.leader, 'leader');
  const posts = {
    leads,
    supporting: supporting.filter((post) => !leads.includes(post)),
    leader,
    heads: await headsOf(duban.db, leads),
  };
  const body = { kind: 'reassign', posts, from: given.from ?? null, reason: given.reason } as const;
  return act(duban, { ...doing, body });
}

function idsOf({ item }: Doing, role: string): PostId[] {
  return item.posts.filter((post) => post.role === role).map(({ id }) => id);
}
