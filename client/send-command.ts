import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Command } from '../domain/command.js';
import { SECOND } from '../domain/instant.js';
import { refuseAtRest } from '../register/at-rest.js';
import { commitCommand } from '../register/commit-command.js';
import { answerOf } from '../register/unanswered-commands.js';
import { deliverCommand } from './deliver-command.js';
import type { Duban } from './duban.js';

/** `received`: committed, and applied as soon as the engine can; receipt decides "on time". */
export type CommandOutcome =
  { kind: 'done' } | { kind: 'refused'; code: string; message: string } | { kind: 'received'; id: string };

/** How long somebody waits for an answer. */
const PATIENCE = 10 * SECOND;

/** Commits a command to the register, then has the engine apply it. Once this was called with an id, the command cannot be lost or applied twice. */
export async function sendCommand(duban: Duban, campaignId: string, command: Command): Promise<CommandOutcome> {
  await refuseAtRest(duban.db);
  await commitCommand(duban.db, command);
  const { id, itemId, body } = command;
  const patience = new AbortController();
  // An engine that is away is no failure of the command: it is sent again later.
  const delivered = deliverCommand(duban, { id, itemId, campaignId, kind: body.kind }).catch(() => undefined);
  const waited = sleep(PATIENCE, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([delivered, waited]);
  patience.abort();
  const answer = await answerOf(duban.db, itemId, id);
  return answer === null ? { kind: 'received', id } : outcomeOf(answer);
}

function outcomeOf(answer: Answer): CommandOutcome {
  return answer.ok ? { kind: 'done' } : { kind: 'refused', code: answer.code, message: answer.message };
}
