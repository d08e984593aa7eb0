import { dayOf } from '../domain/calendar/zoned.js';
import { DubanError } from '../domain/errors.js';
import { HOUR } from '../domain/instant.js';
import type { Rule } from '../domain/rule.js';
import type { Moment } from '../domain/lifecycle.js';
import { defaultPolicy } from '../domain/policy.js';
import {
  applyAssignment,
  applyAssignments,
  applyCommand,
  applyMoment,
  type Applied,
  type ApplyContext,
} from '../register/apply-event.js';
import { markSignalled } from '../register/dispatch-wake.js';
import { flagItem } from '../register/flag-item.js';
import { hasOpenItems } from '../register/has-open-items.js';
import { commandActivities } from '../workflows/contract.js';
import type {
  CommandActivity,
  CommandInput,
  ItemActivities,
  MomentActivity,
  MomentInput,
  NextMoment,
  Step,
} from '../workflows/contract.js';

export interface ItemActivitiesDependencies extends ApplyContext {
  /** Tells dispatch that there is an earlier release than it sleeps for; starts it if it is not there. */
  signalDispatch: () => Promise<void>;
  /** Has the item's campaign look at the register: all its items may have ended. */
  signalCampaign: (campaignId: string) => Promise<void>;
}

/** The item's local activities: each name runs the register's one transaction for its event. */
export function createItemActivities(dependencies: ItemActivitiesDependencies): ItemActivities {
  const step = (applied: Applied): Promise<Step> => stepOf(dependencies, applied);

  /** Where the item stands; assigns it first if it is not. */
  async function standing({ itemId, now }: { itemId: string; now: number }): Promise<Step> {
    return step(await applyAssignment(dependencies, itemId, now));
  }

  async function moment(input: MomentInput): Promise<Step> {
    try {
      return await step(await applyMoment(dependencies, input.itemId, input));
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      // A register restored from before the assignment: the item is assigned anew.
      if (error.code === 'event-refused') return standing(input);
      if (error.code !== 'moment-repeats') throw error;
      await flagItem(dependencies.db, input.itemId, error.message);
      const wakeAt = input.now + HOUR;
      return {
        closed: false,
        status: 'active',
        nextDue: null,
        next: { wakeAt, moment: input.moment, activity: 'remindReview', summary: '待人工核查' },
      };
    }
  }

  async function command(
    { itemId, ...call }: CommandInput,
    reopens = false,
  ): ReturnType<ItemActivities[CommandActivity]> {
    try {
      const applied = await applyCommand(dependencies, itemId, call);
      // Its campaign may have ended with it, and lives again.
      if (reopens) await dependencies.signalCampaign(applied.campaignId);
      return { ...(await step(applied)), answer: applied.answer };
    } catch (error) {
      // A register restored from before the command: the item must not wait for ever for what nobody knows any more.
      if (!(error instanceof DubanError) || error.code !== 'no-such-command') throw error;
      return {
        ...(await standing({ itemId, now: call.now })),
        answer: { ok: false, code: error.code, message: error.message },
      };
    }
  }

  return {
    assignItem: standing,
    openCheckpoint: moment,
    remindDivision: moment,
    markOverdue: moment,
    escalate: moment,
    chaseAcknowledgement: moment,
    remindReview: moment,
    remindOffice: moment,
    handOver: moment,
    ...(Object.fromEntries(
      Object.values(commandActivities).map((name) => [
        name,
        (input: CommandInput) => command(input, name === 'reopenItem'),
      ]),
    ) as Pick<ItemActivities, CommandActivity>),
  };
}

/** What the workflow is told after an event, when those who sleep past what it began have been told. */
async function stepOf(dependencies: ItemActivitiesDependencies, applied: Applied): Promise<Step> {
  // After the commit: a signal before it would wake dispatch to find nothing.
  if (applied.signal) {
    await dependencies.signalDispatch();
    await markSignalled(dependencies.db, applied.wakeAt);
  }
  const { closed, status, nextDue, campaignId } = applied;
  // The last to end, however often it is asked: a signal may have been lost with its worker.
  if (closed && !(await hasOpenItems(dependencies.db, campaignId))) await dependencies.signalCampaign(campaignId);
  return { next: applied.next === null ? null : nextStep(applied.next), closed, status, nextDue };
}

/** Assigns many items at once, for a launch; gives where each stands. */
export async function assignItems(
  dependencies: ItemActivitiesDependencies,
  itemIds: string[],
  now: number,
): Promise<Map<string, Step>> {
  const applied = await applyAssignments(dependencies, itemIds, now);
  const steps = new Map<string, Step>();
  // One signal is enough for all of them.
  for (const [index, [id, item]] of [...applied].entries()) {
    steps.set(id, await stepOf(dependencies, { ...item, signal: item.signal && index === 0 }));
  }
  return steps;
}

const steps: Partial<Record<Rule, { activity: MomentActivity; words: string }>> = {
  unacknowledged: { activity: 'chaseAcknowledgement', words: '催签收' },
  disputed: { activity: 'remindOffice', words: '提醒答复调整申请' },
  extensionRequested: { activity: 'remindOffice', words: '提醒答复延期申请' },
  extensionConsented: { activity: 'remindOffice', words: '提醒答复延期申请' },
  orderUnanswered: { activity: 'remindOffice', words: '提醒督促回执' },
  reassigned: { activity: 'handOver', words: '责任单位交接' },
  opening: { activity: 'openCheckpoint', words: '开启检查节点' },
  reminder: { activity: 'remindDivision', words: '催报' },
  overdue: { activity: 'markOverdue', words: '逾期告知' },
  escalation: { activity: 'escalate', words: '督办升级' },
  reviewDue: { activity: 'remindReview', words: '提醒审核' },
};

function nextStep({ at, rule, checkpoint }: Moment): NextMoment {
  const known = steps[rule] ?? { activity: 'remindDivision' as const, words: rule };
  const which = checkpoint === 0 ? '' : `第${String(checkpoint)}节点 `;
  return {
    wakeAt: at,
    moment: at,
    activity: known.activity,
    summary: `${which}${known.words} ${dayOf(at, defaultPolicy.zone)}`,
  };
}
