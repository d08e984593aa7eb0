import type { Command } from '../domain/command.js';
import { checkBody } from './check-body.js';
import { timestamp, type Database, type Tx } from './database.js';

/** Commits a command before the engine hears of it: from here on it cannot be lost. Committing it again changes nothing. Throws `unknown-post` or `no-such-day`. */
export async function commitCommand(db: Database | Tx, command: Command): Promise<void> {
  await checkBody(db, command.body);
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

/** What PostgreSQL cannot keep in a text (NUL, half a surrogate pair) is nothing anybody wrote on purpose. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
}
