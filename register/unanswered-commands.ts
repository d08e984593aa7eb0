import type { Answer, CommandKind } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import { timestamp, type Database } from './database.js';

export interface UnansweredCommand {
  id: string;
  itemId: string;
  campaignId: string;
  kind: CommandKind;
}

/** Commands received before `before` that the engine has not answered, oldest first: they must be sent again. */
export function unansweredCommands(
  db: Database,
  { before, except = [], limit = 100 }: { before: Instant; except?: string[]; limit?: number },
): Promise<UnansweredCommand[]> {
  return db
    .selectFrom('command')
    .innerJoin('item', 'item.id', 'command.item_id')
    .where('command.answer', 'is', null)
    .where('command.at', '<=', timestamp(before))
    .$if(except.length > 0, (query) => query.where('command.id', 'not in', except))
    .orderBy('command.at')
    .limit(limit)
    .select(['command.id', 'command.item_id as itemId', 'item.campaign_id as campaignId', 'command.kind'])
    .execute();
}

/** The answer a command got, if it got one yet. */
export async function answerOf(db: Database, itemId: string, id: string): Promise<Answer | null> {
  const row = await db
    .selectFrom('command')
    .where('item_id', '=', itemId)
    .where('id', '=', id)
    .select('answer')
    .executeTakeFirst();
  return row?.answer ?? null;
}

/** What a post has asked of an item and has no answer to yet, oldest first. */
export function waitingCommands(db: Database, itemId: string, post: string) {
  return db
    .selectFrom('command')
    .where('item_id', '=', itemId)
    .where('actor', '=', post)
    .where('answer', 'is', null)
    .orderBy('at')
    .select(['id', 'at', 'body'])
    .execute();
}
