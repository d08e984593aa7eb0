import { dayOf } from '../domain/calendar/zoned.js';
import { DubanError } from '../domain/errors.js';
import { HOUR } from '../domain/instant.js';
import type { Rule } from '../domain/item-state.js';
import type { Moment } from '../domain/lifecycle.js';
import { defaultPolicy } from '../domain/policy.js';
import {
  applyAssignment,
  applyCommand,
  applyMoment,
  type Applied,
  type ApplyContext,
} from '../register/apply-event.js';
import { markSignalled } from '../register/dispatch-wake.js';
import { flagItem } from '../register/flag-item.js';
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
}

/** The item's local activities: each name runs the register's one transaction for its event. */
export function createItemActivities(dependencies: ItemActivitiesDependencies): ItemActivities {
  async function step(applied: Applied): Promise<Step> {
    // After the commit: a signal before it would wake dispatch to find nothing.
    if (applied.signal) {
      await dependencies.signalDispatch();
      await markSignalled(dependencies.db, applied.wakeAt);
    }
    return { next: applied.next === null ? null : nextStep(applied.next), closed: applied.closed };
  }

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
      return { closed: false, next: { wakeAt, moment: input.moment, activity: 'remindReview', summary: '待人工核查' } };
    }
  }

  async function command({ itemId, ...call }: CommandInput): ReturnType<ItemActivities[CommandActivity]> {
    try {
      const applied = await applyCommand(dependencies, itemId, call);
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
    recordAcknowledgement: command,
    recordEvidence: command,
    acceptCheckpoint: command,
    returnCheckpoint: command,
    closeItem: command,
  };
}

const steps: Partial<Record<Rule, { activity: MomentActivity; words: string }>> = {
  acknowledgement: { activity: 'chaseAcknowledgement', words: '催签收' },
  opening: { activity: 'openCheckpoint', words: '开启检查节点' },
  reminder: { activity: 'remindDivision', words: '催报' },
  overdue: { activity: 'markOverdue', words: '逾期告知' },
  escalation: { activity: 'escalate', words: '督办升级' },
  review: { activity: 'remindReview', words: '提醒审核' },
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
