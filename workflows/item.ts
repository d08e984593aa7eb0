import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineUpdate,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { APPLY_UPDATE, type ApplyInput, type ItemActivities, type ItemInput, type Step } from './contract.js';

// Past the threshold a retry waits on a timer instead of holding the workflow task: a long database outage costs timers, not tasks.
const activities = proxyLocalActivities<ItemActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '200 ms', maximumInterval: '1 min' },
});

export const apply = defineUpdate<void, [ApplyInput]>(APPLY_UPDATE);

/**
 * The durable shell of one item: it sleeps until the next moment or the next command and has the register apply it.
 * It holds no rules; its whole state is where the item stands. It ends when the item is closed.
 */
export async function item({ itemId }: ItemInput): Promise<void> {
  let step: Step | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** One event at a time, in the order they came. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  function stand(at: Step): void {
    step = { next: at.next, closed: at.closed };
    setCurrentDetails(at.closed ? '已办结' : (at.next?.summary ?? '等待办理'));
  }

  setHandler(apply, async ({ commandId, activity }) => {
    await condition(() => step !== null);
    const { answer, ...after } = await inTurn(() => activities[activity]({ itemId, commandId, now: Date.now() }));
    stand(after);
    if (!answer.ok) throw ApplicationFailure.nonRetryable(answer.message, answer.code);
  });

  stand(await activities.assignItem({ itemId, now: Date.now() }));

  for (;;) {
    const before = step as Step | null;
    if (before === null || before.closed) break;
    const { next } = before;
    const moved = (): boolean => step !== before;
    if (next === null) await condition(moved);
    else if (!(await condition(moved, Math.max(1, next.wakeAt - Date.now()), { summary: next.summary }))) {
      await inTurn(async () => {
        if (!moved()) stand(await activities[next.activity]({ itemId, moment: next.moment, now: Date.now() }));
      });
    }
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof item>({ itemId });
    }
  }
  await condition(allHandlersFinished);
}
