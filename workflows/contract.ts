import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import type { CommandKind } from '../domain/command.js';
import type { ItemStatus } from '../domain/item-state.js';

/**
 * Everything the two sides of the engine must agree on: names, ids, and a type for each operation.
 * Inputs carry opaque ids and instants (milliseconds since the epoch, UTC), never names or mail addresses:
 * Temporal's history is not where personal data lives.
 */

export const DISPATCH_ID = 'dispatch';
export const BULLETIN_ID = 'bulletin';

export const itemWorkflowId = (campaignId: string, itemId: string): string => `item/${campaignId}/${itemId}`;
export const campaignWorkflowId = (campaignId: string): string => `campaign/${campaignId}`;

/** By which operators find items on Temporal's page; nothing of ours reads them. A worker registers them when it starts. */
export const searchAttributes = {
  campaign: defineSearchAttributeKey('DubanCampaign', 'KEYWORD'),
  item: defineSearchAttributeKey('DubanItem', 'KEYWORD'),
  status: defineSearchAttributeKey('DubanStatus', 'KEYWORD'),
  nextDue: defineSearchAttributeKey('DubanNextDue', 'DATETIME'),
};

export interface ItemToStart {
  id: string;
  campaignId: string;
  /** 1.3: a label, where it is at hand. */
  code?: string;
  /** Where it stands, when it is assigned already; `now` is not later than the start. */
  standing?: { step: Step; now: number };
}

/**
 * How an item's workflow is started, by whoever starts it: unless it runs, and again after it has ended. From nothing but
 * the id it goes on where the register says the item stands. One that is known to stand sleeps until its first moment
 * without having run; a command wakes it all the same.
 */
export function itemStart({ id, campaignId, code, standing }: ItemToStart): ItemStart {
  const { step, now } = standing ?? {};
  const due = step?.nextDue ?? null;
  return {
    workflowId: itemWorkflowId(campaignId, id),
    args: [{ itemId: id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: `督办事项${code === undefined ? '' : ` ${code}`}`,
    staticDetails: '按台账排定的时点唤起，并办理送来的指令；该做什么由台账决定。',
    typedSearchAttributes: [
      { key: searchAttributes.campaign, value: campaignId },
      { key: searchAttributes.item, value: id },
      { key: searchAttributes.status, value: step?.status ?? 'active' },
      ...(due === null ? [] : [{ key: searchAttributes.nextDue, value: new Date(due) }]),
    ],
    ...(step?.next == null || now === undefined ? {} : { startDelay: Math.max(0, step.next.wakeAt - now) }),
  };
}

export interface ItemStart {
  workflowId: string;
  args: [ItemInput];
  workflowIdConflictPolicy: 'USE_EXISTING';
  workflowIdReusePolicy: 'ALLOW_DUPLICATE';
  staticSummary: string;
  staticDetails: string;
  typedSearchAttributes?: SearchAttributePair[];
  startDelay?: number;
}

/** How a campaign's workflow is started, and started again after it has ended. */
export const campaignStart = (campaignId: string) => ({
  workflowId: campaignWorkflowId(campaignId),
  args: [{ campaignId }] as [CampaignInput],
  workflowIdConflictPolicy: 'USE_EXISTING' as const,
  workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
  staticSummary: '督办专项',
  staticDetails: '下达全部事项，逐条办理批量指令；全部事项结束时随之结束。',
});

const INVALID_ARGUMENT = 3;

/** Starts an item by `start`. Where the server does not know our search attributes, it goes without, and never sets them later. */
export async function startItem(item: ItemToStart, start: (options: ItemStart) => Promise<unknown>): Promise<void> {
  const { typedSearchAttributes, ...plain } = itemStart(item);
  try {
    await start({ ...plain, typedSearchAttributes });
  } catch (error) {
    if ((error as { cause?: { code?: unknown } }).cause?.code !== INVALID_ARGUMENT) throw error;
    await start(plain);
  }
}

export const APPLY_UPDATE = 'apply';
export const WAKE_SIGNAL = 'wake';
/** To a campaign: the register holds something new for it. */
export const LOOK_SIGNAL = 'look';

export interface ItemInput {
  itemId: string;
}

export interface CampaignInput {
  campaignId: string;
  /** Goes on after its launch: a run of a campaign that has become too long. */
  launched?: boolean;
}

export interface LaunchItemsInput {
  campaignId: string;
  /** The last position that is started already. */
  after: number;
}

/** A command's number, as committed to the register, and what kind of step it is, so that history tells the story. */
export interface ApplyInput {
  commandId: string;
  activity: CommandActivity;
}

/** The step of each kind of command. */
export const commandActivities = {
  acknowledge: 'recordAcknowledgement',
  dispute: 'recordDispute',
  insist: 'answerDispute',
  submit: 'recordEvidence',
  confirm: 'confirmReport',
  contribute: 'addEvidence',
  accept: 'acceptCheckpoint',
  return: 'returnCheckpoint',
  requestExtension: 'requestExtension',
  consentExtension: 'consentToExtension',
  decideExtension: 'decideExtension',
  issueOrder: 'issueOrder',
  replyOrder: 'recordReply',
  withdrawOrder: 'withdrawOrder',
  nudge: 'nudgeDivision',
  instruct: 'recordInstruction',
  reassign: 'reassignItem',
  addCheckpoint: 'addCheckpoint',
  changeCheckpoint: 'changeCheckpoint',
  dropCheckpoint: 'dropCheckpoint',
  freeze: 'freezeItem',
  resume: 'resumeItem',
  cancel: 'cancelItem',
  decideCancel: 'decideCancellation',
  close: 'closeItem',
  reopen: 'reopenItem',
  carry: 'carryItemOver',
  replan: 'replanItem',
  undelivered: 'recordUndelivered',
  delivered: 'recordDelivered',
} as const satisfies Record<CommandKind, string>;

export type CommandActivity = (typeof commandActivities)[CommandKind];

export type MomentActivity =
  | 'chaseAcknowledgement'
  | 'openCheckpoint'
  | 'remindDivision'
  | 'markOverdue'
  | 'escalate'
  | 'remindReview'
  | 'remindOffice'
  | 'handOver';

/** Where an item stands after an event. */
export interface Step {
  /** `null`: nothing to wake for until somebody acts. */
  next: NextMoment | null;
  /** Whether it has ended, in whatever way: the workflow ends with it. */
  closed: boolean;
  /** Not in what the activities of release 0.1 answered. */
  status?: ItemStatus;
  /** The soonest date a report is due. */
  nextDue?: number | null;
}

export interface NextMoment {
  /** When to wake. */
  wakeAt: number;
  /** The moment to apply then; differs from `wakeAt` only for an item that waits for a person. */
  moment: number;
  activity: MomentActivity;
  /** One line for Temporal's own page. */
  summary: string;
}

export interface MomentInput extends ItemInput {
  moment: number;
  now: number;
}

export interface CommandInput extends ItemInput {
  commandId: string;
  now: number;
}

export type CommandAnswer = { ok: true } | { ok: false; code: string; message: string };

/** Local activities of an item: all run the one transaction of the register; their names tell the story. */
export type ItemActivities = { assignItem: (input: ItemInput & { now: number }) => Promise<Step> } & {
  [name in MomentActivity]: (input: MomentInput) => Promise<Step>;
} & {
  [name in CommandActivity]: (input: CommandInput) => Promise<Step & { answer: CommandAnswer }>;
};

export interface LaunchedItems {
  started: number;
  /** The last position started; null after the last of all, missing in what release 0.1 answered. */
  after?: number | null;
}

export interface CampaignActivities {
  /** Assigns the next thousand items and starts their workflows; heartbeats how far it is. */
  launchItems(input: LaunchItemsInput): Promise<LaunchedItems>;
  /** What the register holds for the campaign: a bulk that is open, and whether all its items have ended, which it puts on record. */
  lookAtCampaign(input: { campaignId: string; now: number }): Promise<{ bulkId: string | null; ended: boolean }>;
  /** Gives every command of a bulk to its item; heartbeats how far it is. Done again, nothing happens twice. */
  applyBulk(input: { bulkId: string }): Promise<{ given: number }>;
}

export interface BulletinInput {
  /** When to go on: of a run that has become too long. */
  wakeAt?: number;
}

export interface BulletinActivities {
  /** When bulletins next fall due, after an instant. */
  planBulletins(input: { after: number }): Promise<{ wakeAt: number }>;
  /** Puts the bulletins on record that fall due at `moment`. */
  recordBulletins(input: { moment: number }): Promise<void>;
}

export interface DispatchActivities {
  /** Says until when there is nothing to send, and lets stagers know that dispatch sleeps until then. */
  planRelease(input: { now: number }): Promise<{ due: boolean; wakeAt: number }>;
  /** Claims and sends what is due, recipient by recipient, until nothing is or the batch is full. */
  releaseBatch(input: { now: number }): Promise<{ sent: number }>;
}

export type Activities = ItemActivities & CampaignActivities & BulletinActivities & DispatchActivities;
