import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineUpdate,
  isCancellation,
  makeContinueAsNewFunc,
  proxyLocalActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { APPLY_UPDATE, type ApplyInput, type ItemActivities, type ItemInput, type Step } from './contract.js';
import { isPast, isSame, show, untilThen } from './standing.js';

// A few quick tries hold the workflow task; after them `insist` waits on a timer, so that a long database outage costs timers, not tasks.
const activities = proxyLocalActivities<ItemActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '200 ms', maximumAttempts: 4 },
});

/** Tries without end, each time with the time it is: what is missed in an outage must be seen to be missed. */
async function insist<T>(work: (now: number) => Promise<T>): Promise<T> {
  for (let minutes = 1; ; minutes = Math.min(2 * minutes, 10)) {
    try {
      return await work(Date.now());
    } catch (error) {
      if (isCancellation(error)) throw error;
      await sleep(`${minutes} min`, { summary: '台账暂不可用，稍后再试' });
    }
  }
}

/** Nothing carries a run's search attributes over by itself on every server. */
const goOn = (input: ItemInput): Promise<never> =>
  makeContinueAsNewFunc<typeof item>({ typedSearchAttributes: workflowInfo().typedSearchAttributes })(input);

export const apply = defineUpdate<void, [ApplyInput]>(APPLY_UPDATE);

/**
 * The durable shell of one item: it sleeps until the next moment or the next command and has the register apply it.
 * It holds no rules; its whole state is where the item stands. It ends when the item has ended.
 */
export async function item({ itemId }: ItemInput): Promise<void> {
  let step: Step | null = null;
  let asked = false;
  let turn: Promise<unknown> = Promise.resolve();

  /** One event at a time, in the order they came. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  /** A timer is set for each `step`: one that says nothing new leaves it running. */
  function stand(at: Step): void {
    if (step !== null && isSame(step, at)) return;
    step = at;
    show(at);
  }

  setHandler(apply, async ({ commandId, activity }) => {
    asked = true;
    await condition(() => step !== null);
    const { answer, ...after } = await inTurn(() => insist((now) => activities[activity]({ itemId, commandId, now })));
    stand(after);
    if (!answer.ok) throw ApplicationFailure.nonRetryable(answer.message, answer.code);
  });

  stand(await insist((now) => activities.assignItem({ itemId, now })));
  // Armed for a command on an item that is closed: it is still to come, and wants its answer.
  if ((step as Step | null)?.closed === true) await condition(() => asked, '30 s');

  for (;;) {
    const before = step as Step | null;
    if (before === null || before.closed) {
      await condition(allHandlersFinished);
      // Unless one of them has reopened it.
      if (step === before) return;
      continue;
    }
    const { next } = before;
    const stirred = (): boolean => step !== before || workflowInfo().continueAsNewSuggested;
    if (next === null) await condition(stirred);
    else if (isPast(before) || !(await condition(stirred, untilThen(next), { summary: next.summary }))) {
      await inTurn(async () => {
        if (step === before)
          stand(await insist((now) => activities[next.activity]({ itemId, moment: next.moment, now })));
      });
    }
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await goOn({ itemId });
    }
  }
}
