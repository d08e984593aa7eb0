import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CommandBody, EvidenceFile } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import type { ItemRow } from '../register/queries/items.js';
import { choosePost } from './find.js';
import { sendCommand, type CommandOutcome } from './send-command.js';
import type { Duban } from './duban.js';

export interface Act {
  item: ItemRow;
  /** Name of the acting post. */
  as: string;
  body: CommandBody;
  /** Time of receipt. */
  now: Instant;
}

/** Has a post do something to an item. */
export async function act(duban: Duban, { item, as, body, now }: Act): Promise<CommandOutcome> {
  const actor = await choosePost(duban, as, item);
  return sendCommand(duban, item.campaignId, { id: randomUUID(), itemId: item.id, actor, at: now, body });
}

/** Keeps files as evidence, before anything speaks of them. All are looked at before the first is kept. */
export async function keepFiles(duban: Duban, files: string[]): Promise<EvidenceFile[]> {
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found === null || !found.isFile()) throw new DubanError('no-such-file', `找不到佐证材料“${file}”；请核对文件路径。`, { file });
  }
  const kept: EvidenceFile[] = [];
  for (const file of files) kept.push({ ...(await duban.evidence.put(createReadStream(file))), name: path.basename(file) });
  return kept;
}
