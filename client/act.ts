import { randomUUID } from 'node:crypto';
import type { CommandBody } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import type { ItemRow } from '../register/queries/items.js';
import type { Duban } from './duban.js';
import { chooseHead, choosePost } from './find.js';
import { sendCommand, type CommandOutcome } from './send-command.js';

/** Somebody who does something to an item. */
export interface Doing {
  item: ItemRow;
  /** Name of the acting post. */
  as: string;
  /** Time of receipt. */
  now: Instant;
}

/** With the label of the checkpoint that it was about; empty for the item as a whole. */
export type Acted = CommandOutcome & { label: string };

/** Has a post do something to an item. */
export async function act(duban: Duban, { item, as, now, body }: Doing & { body: CommandBody }): Promise<Acted> {
  const actor = await (body.kind === 'confirm' ? chooseHead : choosePost)(duban, as, item);
  const outcome = await sendCommand(duban, item.campaignId, {
    id: randomUUID(),
    itemId: item.id,
    actor,
    at: now,
    body,
  });
  const n = 'checkpoint' in body ? body.checkpoint : 0;
  return { ...outcome, label: item.checkpoints.find((checkpoint) => checkpoint.n === n)?.label ?? '' };
}
