import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND, type Instant } from '../domain/instant.js';
import { unansweredCommands } from '../register/unanswered-commands.js';
import { deliverCommand } from './deliver-command.js';
import type { Duban } from './duban.js';

const EVERY = 15 * SECOND;
/** Younger ones are still being waited for by those who sent them. */
const AGE = 10 * SECOND;
const PATIENCE = 30 * SECOND;

/** Sends unanswered commands again, once. Gives how many it found. */
export async function resendCommands(duban: Duban, now: Instant): Promise<number> {
  const commands = await unansweredCommands(duban.db, now - AGE);
  // One item that is stuck must not keep the others waiting.
  const patience = new AbortController();
  const waited = sleep(PATIENCE, undefined, { signal: patience.signal }).catch(() => undefined);
  const delivered = commands.map((command) => deliverCommand(duban, command).catch(() => undefined));
  await Promise.race([Promise.all(delivered), waited]);
  patience.abort();
  return commands.length;
}

/** Keeps sending unanswered commands again until `stopped` aborts. The clock is the caller's. */
export async function runCourier(duban: Duban, clock: () => Instant, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    // The register may be away as well: then there is nothing to find yet.
    await resendCommands(duban, clock()).catch(() => 0);
    await sleep(EVERY, undefined, { signal: stopped }).catch(() => undefined);
  }
}
