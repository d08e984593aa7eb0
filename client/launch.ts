import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { missingPosts, type Roster } from '../documents/roster.js';
import { DubanError } from '../domain/errors.js';
import { SECOND, type Instant } from '../domain/instant.js';
import type { PlanDraft } from '../domain/plan.js';
import { nextRelease } from '../domain/schedule.js';
import { findCampaign, type CampaignRow } from '../register/queries/campaigns.js';
import { recordCampaign } from '../register/record-campaign.js';
import { campaignWorkflowId } from '../workflows/contract.js';
import { armDispatch } from './arm-item.js';
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
  campaign: CampaignRow;
  /** False when this document was launched for this year before: nothing was started twice. */
  isNew: boolean;
}

/** Launches a draft: into the register first, then one workflow per item. Killed anywhere, a second launch goes on. */
export async function launch(duban: Duban, input: LaunchInput): Promise<Launched> {
  const { draft, roster, now } = input;
  refuseUnlaunchable(input);
  const launchedBy = roster.entries.find((entry) => entry.post === input.as);
  if (launchedBy === undefined) {
    throw new DubanError('unknown-post', `名册中没有岗位“${input.as}”；--as 请填名册中的岗位名称，例如“${officeOf(roster)}”。`, { as: input.as });
  }
  const { sha256 } = await duban.evidence.put(Readable.from([Buffer.from(input.document.bytes)]));
  const t = { policy: duban.policy, calendar: duban.calendar };
  const { id, isNew } = await recordCampaign(duban.db, {
    draft,
    document: { sha256, name: input.document.name },
    roster: roster.entries,
    policy: duban.policy,
    calendar: duban.calendar,
    launchedAt: now,
    launchedBy,
    assignmentRelease: input.sendNow ? now + stagingTime(draft.items.length) : nextRelease(now, t),
  });
  await armDispatch(duban);
  await duban.temporal.workflow.start('campaign', {
    workflowId: campaignWorkflowId(id),
    taskQueue: duban.taskQueue,
    args: [{ campaignId: id }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  });
  return { campaign: await allAssigned(duban, id, input.onProgress), isNew };
}

/** So long every item has to stage its assignment before the one mail of a division goes out. */
function stagingTime(items: number): number {
  return 10 * SECOND + items * 50;
}

function refuseUnlaunchable({ draft, roster }: LaunchInput): void {
  if (draft.items.length === 0) throw new DubanError('empty-plan', '方案中没有读到督办事项，不能启动。');
  const orphans = draft.items.filter((item) => !item.divisions.some((division) => division.role === 'lead'));
  if (orphans.length > 0) {
    const codes = orphans.map((item) => item.code);
    throw new DubanError('no-lead', `以下事项没有牵头处室，不能启动：${codes.join('、')}。请在方案中补明责任处室。`, { codes });
  }
  const missing = missingPosts(draft, roster);
  if (missing.length === 0) return;
  const names = { division: '责任处室', leader: '分管负责人', office: '督查室', principal: '总责任人' };
  const lines = missing.map(({ kind, name, itemCodes }) => `  ${names[kind]}  ${name}${itemCodes.length > 0 ? `（事项 ${itemCodes.join('、')}）` : ''}`);
  throw new DubanError('mailbox-missing', `名册缺少以下岗位的邮箱，未启动任何事项：\n${lines.join('\n')}\n请在名册中补全后重新启动。`, { missing });
}

function officeOf(roster: Roster): string {
  return roster.entries.find((entry) => entry.kind === 'office')?.post ?? '督查室';
}

async function allAssigned(duban: Duban, id: string, onProgress?: (campaign: CampaignRow) => void): Promise<CampaignRow> {
  for (;;) {
    const campaign = await findCampaign(duban.db, id);
    if (campaign === null) throw new DubanError('no-such-campaign', `台账中没有编号为 ${id} 的专项。`, { id });
    onProgress?.(campaign);
    if (campaign.assigned === campaign.items) return campaign;
    await sleep(200);
  }
}
