import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CommandBody, EvidenceFile } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
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

/** Keeps files as evidence, before anything speaks of them. All are looked at before the first is kept. Throws `evidence-unusable` naming every bad one. */
export async function keepFiles(duban: Pick<Duban, 'evidence'>, files: string[]): Promise<EvidenceFile[]> {
  const found = await Promise.all(files.map(async (file) => ({ file, problem: await problemWith(file) })));
  const bad = found.filter(({ problem }) => problem !== null);
  if (bad.length > 0) {
    const list = bad.map(({ file, problem }) => `“${file}”${problem}`).join('；');
    throw new DubanError('evidence-unusable', `佐证材料有误，未报送：${list}。请核对后重新报送。`, {
      files: bad.map(({ file }) => file),
    });
  }
  const kept: EvidenceFile[] = [];
  for (const file of files) {
    kept.push({ ...(await duban.evidence.put(createReadStream(file))), name: path.basename(file) });
  }
  return kept;
}

async function problemWith(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return '不存在';
  if (!found.isFile()) return found.isDirectory() ? '是文件夹，不是文件' : '不是普通文件';
  if (found.size === 0) return '是空文件';
  const readable = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
  return readable ? null : '没有读取权限';
}
