import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND, type Instant } from '../domain/instant.js';
import { isAtRest } from '../register/at-rest.js';
import { campaignsWithBulks } from '../register/bulk.js';
import { overlookedItems } from '../register/overlooked-items.js';
import { unansweredCommands, type UnansweredCommand } from '../register/unanswered-commands.js';
import { armInstallation, armItem, signalCampaign } from './arm-item.js';
import { deliverCommand } from './deliver-command.js';
import type { Duban } from './duban.js';

const EVERY = 15 * SECOND;
/** Younger ones are still being waited for by those who sent them. */
const AGE = 10 * SECOND;
/** Calls that wait for an engine that is away, at most. */
const AT_ONCE = 500;
/** Rounds between two looks for items whose workflow is gone. */
const WATCH_EVERY = 20;

/** Ids of commands whose delivery is under way: a call waits for as long as no worker runs, and one call is enough. */
export type UnderWay = Set<string>;

/** Sends unanswered commands again, each once at a time; does not wait for their answers. Gives the deliveries it began. */
export async function resendCommands(duban: Duban, now: Instant, underWay: UnderWay): Promise<Promise<void>[]> {
  const limit = AT_ONCE - underWay.size;
  if (limit <= 0 || (await isAtRest(duban.db))) return [];
  const commands = await unansweredCommands(duban.db, { before: now - AGE, except: [...underWay], limit });
  return commands.map((command) => deliverOnce(duban, command, underWay));
}

async function deliverOnce(duban: Duban, command: UnansweredCommand, underWay: UnderWay): Promise<void> {
  underWay.add(command.id);
  try {
    await deliverCommand(duban, command);
  } catch {
    // The engine is away: it is found again in a later round.
  } finally {
    underWay.delete(command.id);
  }
}

/**
 * Arms what the register knows to be overdue to wake: the register, not Temporal, knows what was launched. It costs
 * nothing for items whose workflow runs.
 */
export async function armOverlooked(duban: Duban, now: Instant): Promise<number> {
  if (await isAtRest(duban.db)) return 0;
  await armInstallation(duban);
  const items = await overlookedItems(duban.db, now);
  await Promise.all(items.map((item) => armItem(duban, item)));
  for (const campaignId of await campaignsWithBulks(duban.db, now - AGE)) await signalCampaign(duban, campaignId);
  return items.length;
}

/** Keeps commands and items from being forgotten until `stopped` aborts. The clock is the caller's. */
export async function runCourier(duban: Duban, clock: () => Instant, stopped: AbortSignal): Promise<void> {
  const underWay: UnderWay = new Set();
  for (let round = 0; !stopped.aborted; round += 1) {
    // The register or the engine may be away as well: then this is for a later round.
    void (await resendCommands(duban, clock(), underWay).catch(() => []));
    if (round % WATCH_EVERY === 0) await armOverlooked(duban, clock()).catch(() => 0);
    await sleep(EVERY, undefined, { signal: stopped }).catch(() => undefined);
  }
}
