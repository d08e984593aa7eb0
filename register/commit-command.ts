import type { Command } from '../domain/command.js';
import { timestamp, type Database } from './database.js';

/** Commits a command before the engine hears of it: from here on it cannot be lost. Committing it again changes nothing. */
export async function commitCommand(db: Database, command: Command): Promise<void> {
  await db
    .insertInto('command')
    .values({
      id: command.id,
      item_id: command.itemId,
      kind: command.body.kind,
      actor: command.actor,
      at: timestamp(command.at),
      body: JSON.stringify(command.body),
      answer: null,
    })
    .onConflict((conflict) => conflict.columns(['item_id', 'id']).doNothing())
    .execute();
}
