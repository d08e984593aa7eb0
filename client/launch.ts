import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Roster } from '../documents/names/roster.js';
import { DubanError } from '../domain/errors.js';
import { SECOND, type Instant } from '../domain/instant.js';
import type { PlanDraft } from '../domain/plan.js';
import { nextRelease, type Timekeeping } from '../domain/schedule.js';
import { findCampaign, type CampaignRow } from '../register/queries/campaigns.js';
import { recordCampaign } from '../register/record-campaign.js';
import { campaignStart } from '../workflows/contract.js';
import { armInstallation } from './arm-item.js';
import { checkLaunch } from './check-launch.js';
import type { Duban } from './duban.js';

export interface LaunchInput {
  draft: PlanDraft;
  document: { bytes: Uint8Array; name: string };
  roster: Roster;
  /** Name of the post that launches: a post of the roster. */
  as: string;
  now: Instant;
  /** Send the assignments as soon as all are staged, instead of at the next release. */
  sendNow: boolean;
  onProgress?: (campaign: CampaignRow) => void;
}

export interface Launched {
  /** Where some of its items are not assigned, the engine is away or busy, and goes on by itself. */
  campaign: CampaignRow;
  /** False when this document was launched for this year before: nothing was started twice. The roster was taken over all the same. */
  isNew: boolean;
}

/** Launches a draft: into the register first, then one workflow per item. Killed anywhere, a second launch goes on. */
export async function launch(duban: Duban, input: LaunchInput): Promise<Launched> {
  const { draft, roster, now } = input;
  const assignmentRelease = releaseOf(input, duban);
  const { launchedBy } = checkLaunch(input, assignmentRelease, duban);
  const { sha256 } = await duban.evidence.put(Readable.from([Buffer.from(input.document.bytes)]));
  const { id, isNew } = await recordCampaign(duban.db, {
    draft,
    document: { sha256, name: input.document.name },
    roster: roster.entries,
    policy: duban.policy,
    calendar: duban.calendar,
    launchedAt: now,
    launchedBy,
    assignmentRelease,
  });
  await armInstallation(duban);
  await duban.temporal.workflow.start('campaign', { ...campaignStart(id), taskQueue: duban.taskQueue });
  return { campaign: await assigned(duban, id, input.onProgress), isNew };
}

/** When the assignments go out. At once means: as soon as every item had time to stage its own, for the one mail of a division. */
export function releaseOf(
  { draft, now, sendNow }: Pick<LaunchInput, 'draft' | 'now' | 'sendNow'>,
  t: Timekeeping,
): Instant {
  return sendNow ? now + 10 * SECOND + draft.items.length * 50 : nextRelease(now, t);
}

const POLL = 200;
/** So many polls without progress, and the one who launched is not kept waiting. */
const PATIENCE = (30 * SECOND) / POLL;

async function assigned(duban: Duban, id: string, onProgress?: (campaign: CampaignRow) => void): Promise<CampaignRow> {
  let before = -1;
  for (let idle = 0; ; idle += 1) {
    const campaign = await findCampaign(duban.db, id);
    if (campaign === null) throw new DubanError('no-such-campaign', `台账中没有编号为 ${id} 的专项。`, { id });
    onProgress?.(campaign);
    if (campaign.assigned > before) idle = 0;
    before = campaign.assigned;
    if (campaign.assigned === campaign.items || idle >= PATIENCE) return campaign;
    await sleep(POLL);
  }
}
