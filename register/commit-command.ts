import type { Command } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import { timestamp, type Database, type Tx } from './database.js';

/** Commits a command before the engine hears of it: from here on it cannot be lost. Committing it again changes nothing. Throws `unknown-post`. */
export async function commitCommand(db: Database | Tx, command: Command): Promise<void> {
  await checkPosts(db, command);
  await db
    .insertInto('command')
    .values({
      id: command.id,
      item_id: command.itemId,
      kind: command.body.kind,
      actor: command.actor,
      at: timestamp(command.at),
      body: JSON.stringify(command.body, storable),
      answer: null,
    })
    .onConflict((conflict) => conflict.columns(['item_id', 'id']).doNothing())
    .execute();
}

/** What names a post that the register does not know could never be applied, and the engine would try for ever. */
async function checkPosts(db: Database | Tx, { body }: Command): Promise<void> {
  if (body.kind !== 'reassign') return;
  const { leads, supporting, leader, heads } = body.posts;
  const named = [...leads, ...supporting, ...(leader === null ? [] : [leader]), ...Object.entries(heads).flat()];
  if (named.length === 0) return;
  const known = await db.selectFrom('post').where('id', 'in', named).select('id').execute();
  const unknown = named.find((id) => !known.some((post) => post.id === id));
  if (unknown === undefined) return;
  throw new DubanError('unknown-post', `台账中没有编号为“${unknown}”的岗位；请先将其列入名册。`, { post: unknown });
}

/** What PostgreSQL cannot keep in a text (NUL, half a surrogate pair) is nothing anybody wrote on purpose. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
}
