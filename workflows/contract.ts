/**
 * Everything the two sides of the engine must agree on: names, ids, and a type for each operation.
 * Inputs carry opaque ids and instants (milliseconds since the epoch, UTC), never names or mail addresses:
 * Temporal's history is not where personal data lives.
 */

export const DISPATCH_ID = 'dispatch';

export const itemWorkflowId = (campaignId: string, itemId: string): string => `item/${campaignId}/${itemId}`;
export const campaignWorkflowId = (campaignId: string): string => `campaign/${campaignId}`;

/**
 * How an item's workflow is started, by whoever starts it: unless it runs, and again after it has ended. From nothing but
 * the id it goes on where the register says the item stands.
 */
export const itemStart = (campaignId: string, itemId: string): ItemStart => ({
  workflowId: itemWorkflowId(campaignId, itemId),
  args: [{ itemId }],
  workflowIdConflictPolicy: 'USE_EXISTING',
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
});

export interface ItemStart {
  workflowId: string;
  args: [ItemInput];
  workflowIdConflictPolicy: 'USE_EXISTING';
  workflowIdReusePolicy: 'ALLOW_DUPLICATE';
}

export const APPLY_UPDATE = 'apply';
export const WAKE_SIGNAL = 'wake';

export interface ItemInput {
  itemId: string;
}

export interface CampaignInput {
  campaignId: string;
}

/** A command's number, as committed to the register, and what kind of step it is, so that history tells the story. */
export interface ApplyInput {
  commandId: string;
  activity: CommandActivity;
}

export type CommandActivity =
  'recordAcknowledgement' | 'recordEvidence' | 'acceptCheckpoint' | 'returnCheckpoint' | 'closeItem';

export type MomentActivity =
  'chaseAcknowledgement' | 'openCheckpoint' | 'remindDivision' | 'markOverdue' | 'escalate' | 'remindReview';

/** Where an item stands after an event. */
export interface Step {
  /** `null`: nothing to wake for until somebody acts. */
  next: NextMoment | null;
  closed: boolean;
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
export type ItemActivities = { assignItem(input: ItemInput & { now: number }): Promise<Step> } & {
  [name in MomentActivity]: (input: MomentInput) => Promise<Step>;
} & {
  [name in CommandActivity]: (input: CommandInput) => Promise<Step & { answer: CommandAnswer }>;
};

export interface CampaignActivities {
  /** Starts the workflow of every item of the campaign that is not assigned yet; heartbeats the last position started. */
  launchItems(input: CampaignInput): Promise<{ started: number }>;
}

export interface DispatchActivities {
  /** Says until when there is nothing to send, and lets stagers know that dispatch sleeps until then. */
  planRelease(input: { now: number }): Promise<{ due: boolean; wakeAt: number }>;
  /** Claims and sends what is due, recipient by recipient, until nothing is or the batch is full. */
  releaseBatch(input: { now: number }): Promise<{ sent: number }>;
}

export type Activities = ItemActivities & CampaignActivities & DispatchActivities;
