import type { CommandBody } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { openItems } from '../register/open-items.js';
import { act, type Acted, type Doing } from './act.js';
import { bulk } from './bulk.js';
import type { Duban } from './duban.js';
import { choosePosts } from './find.js';

/** 冻结. */
export function freeze(duban: Duban, doing: Doing, { reason }: { reason: string }): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'freeze', reason } });
}

/** 恢复. `shift`: the dates move on by the working days that it was frozen. */
export function resume(
  duban: Duban,
  doing: Doing,
  { shift, reason }: { shift: boolean; reason: string },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'resume', shift, reason } });
}

/** 撤销: asked for by the office, or done at once by who may approve it. */
export function cancel(duban: Duban, doing: Doing, { reason }: { reason: string }): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'cancel', reason } });
}

export function decideCancel(
  duban: Duban,
  doing: Doing,
  { agree, reason }: { agree: boolean; reason: string },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'decideCancel', agree, reason } });
}

export interface WholeCampaign {
  campaignId: string;
  /** Name of the office. */
  as: string;
  now: Instant;
  body: Extract<CommandBody, { kind: 'freeze' | 'resume' }>;
}

/** Freezes, or resumes, every item of a campaign that is not so already. Gives how many. Throws `nothing-to-do`. */
export async function pauseAll(duban: Duban, { campaignId, as, now, body }: WholeCampaign): Promise<number> {
  const [actor = ''] = await choosePosts(duban, as, 'office');
  const wanted = body.kind === 'freeze' ? 'active' : 'frozen';
  const items = (await openItems(duban.db, campaignId)).filter(({ status }) => status === wanted);
  if (items.length === 0) {
    const message = body.kind === 'freeze' ? '该专项没有可冻结的事项。' : '该专项没有已冻结的事项。';
    throw new DubanError('nothing-to-do', message);
  }
  await bulk(duban, { campaignId, commands: items.map(({ id }) => ({ itemId: id, body })), actor, now });
  return items.length;
}
