import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import type { Answer, Command } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import { HOUR, type Instant } from '../domain/instant.js';
import type { ItemEvent } from '../domain/item-event.js';
import type { ItemState, ItemStatus } from '../domain/item-state.js';
import { decide, nextMoment, type Decision, type Moment } from '../domain/lifecycle.js';
import { commandEvent } from '../domain/command-event.js';
import { assignEvent, momentEvent, type PlannedItem } from '../domain/make-event.js';
import { hasEnded, nextDue } from '../domain/life/standing.js';
import { ENGINE } from '../domain/rights.js';
import { refusalText } from '../domain/refusal-text.js';
import { nextRelease } from '../domain/schedule.js';
import type { Database, Tx } from './database.js';
import { readWake } from './dispatch-wake.js';
import { lockItem, lockItems, plannedItems, type LockedItem } from './lock-item.js';
import type { Change } from './outcome.js';
import { persist } from './persist.js';

/** What the item's workflow needs to know after an event. */
export interface Applied {
  next: Moment | null;
  status: ItemStatus;
  /** Whether it has ended, in whatever way. */
  closed: boolean;
  /** The soonest date a report is due. */
  nextDue: Instant | null;
  campaignId: string;
  /** Dispatch sleeps past a release that now exists: it must be told. */
  signal: boolean;
  /** The release to tell it of: for `markSignalled`, once it was told. */
  wakeAt: Instant;
}

/** Shells apply events through these; each is one transaction under the item's row lock, and repeating one changes nothing. */
export interface ApplyContext {
  db: Database;
  calendar: WorkingCalendar;
}

/** Assigns a launched item, or, if it was assigned before, just tells where it stands: this is how a workflow is armed. */
export async function applyAssignment(context: ApplyContext, itemId: string, now: Instant): Promise<Applied> {
  const applied = (await applyAssignments(context, [itemId], now)).get(itemId);
  if (applied === undefined) {
    throw new DubanError('no-such-item', `台账中没有编号为 ${itemId} 的事项。`, { itemId });
  }
  return applied;
}

/** The same for many in one transaction: a launch is thousands of them. */
export function applyAssignments(
  context: ApplyContext,
  itemIds: string[],
  now: Instant,
): Promise<Map<string, Applied>> {
  return context.db.transaction().execute(async (tx) => {
    const items = await lockItems(tx, itemIds, context.calendar);
    const planned = await plannedItems(
      tx,
      items.filter((item) => item.state === null),
    );
    const changes = items.flatMap((item) => {
      const plan = planned.get(item.id);
      return plan === undefined ? [] : [assigned(item, plan, now)];
    });
    if (changes.length > 0) await persist(tx, changes);
    const states = new Map(changes.map(({ item, outcome }) => [item.id, outcome.state]));
    const wake = await readWake(tx);
    return new Map(items.map((item) => [item.id, { ...standing(item, states.get(item.id) ?? item.state), ...wake }]));
  });
}

function assigned(item: LockedItem, planned: PlannedItem, now: Instant): Change {
  const { t, launchedAt: at, launchedBy: actor } = item;
  const late = now > item.assignmentRelease + GRACE;
  const release = late ? nextRelease(now, t) : item.assignmentRelease;
  const decision = accepted(item, decide(null, assignEvent(planned, { at, release }, t)));
  return { item, outcome: { ...decision, actor, at, now } };
}

export function applyMoment(
  context: ApplyContext,
  itemId: string,
  fired: { moment: Instant; now: Instant },
): Promise<Applied> {
  return inTransaction(context, itemId, (_tx, item) => {
    const event = momentEvent(fired.moment, { now: fired.now, state: item.state }, item.t);
    const decision = decide(item.state, event);
    return Promise.resolve({ event, decision, actor: ENGINE, at: fired.now, now: fired.now });
  });
}

/** Applies a command once; the first answer is the answer, however often it is asked again. */
export async function applyCommand(
  context: ApplyContext,
  itemId: string,
  call: { commandId: string; now: Instant },
): Promise<Applied & { answer: Answer }> {
  let answer: Answer = { ok: true };
  const applied = await inTransaction(context, itemId, async (tx, item) => {
    const command = await loadCommand(tx, itemId, call.commandId);
    if (command.answer !== null) {
      answer = command.answer;
      return null;
    }
    const event = commandEvent(command, item.state, { ...item.t, now: call.now });
    const decision = decide(item.state, event);
    answer =
      'refusal' in decision
        ? { ok: false, code: decision.refusal.code, message: refusalText(decision.refusal, item.t.policy.zone) }
        : { ok: true };
    await tx
      .updateTable('command')
      .set({ answer: JSON.stringify(answer) })
      .where('item_id', '=', itemId)
      .where('id', '=', command.id)
      .execute();
    return answer.ok ? { event, decision, actor: command.actor, at: command.at, now: call.now, command } : null;
  });
  return { ...applied, answer };
}

/** How long after its release an assignment still counts as going out with it. */
const GRACE = HOUR;

interface Happening {
  event: ItemEvent;
  decision: Decision;
  actor: string;
  at: Instant;
  now: Instant;
  command?: Command;
}

function inTransaction(
  context: ApplyContext,
  itemId: string,
  happening: (tx: Tx, item: LockedItem) => Promise<Happening | null>,
): Promise<Applied> {
  return context.db.transaction().execute(async (tx) => {
    const item = await lockItem(tx, itemId, context.calendar);
    const happened = await happening(tx, item);
    const state = happened === null ? item.state : await apply(tx, item, happened);
    return { ...standing(item, state), ...(await readWake(tx)) };
  });
}

function standing(item: LockedItem, state: ItemState | null): Omit<Applied, 'signal' | 'wakeAt'> {
  return {
    next: state === null ? null : nextMoment(state),
    status: state?.status ?? 'active',
    closed: state !== null && hasEnded(state),
    nextDue: state === null ? null : nextDue(state),
    campaignId: item.campaignId,
  };
}

async function apply(tx: Tx, item: LockedItem, { decision, ...happened }: Happening): Promise<ItemState> {
  const decided = accepted(item, decision);
  // A stale event changes nothing; evidence that is only added leaves the state as it is.
  if (decided.state === item.state && decided.effects.length === 0) return item.state;
  refuseSpin(item.id, happened.event, decided.state);
  await persist(tx, [{ item, outcome: { ...happened, ...decided } }]);
  return decided.state;
}

/** Of what nobody can be refused: time, and an assignment. */
function accepted(item: LockedItem, decision: Decision): Exclude<Decision, { refusal: unknown }> {
  if (!('refusal' in decision)) return decision;
  const why = refusalText(decision.refusal, item.t.policy.zone);
  throw new DubanError('event-refused', `事项 ${item.id} 不能处理该事件：${why}`, { itemId: item.id });
}

/** A moment that leads to itself would spin for ever. */
function refuseSpin(itemId: string, event: ItemEvent, state: ItemState): void {
  const next = nextMoment(state);
  if (event.type === 'moment' && next !== null && next.at <= event.moment) {
    throw new DubanError('moment-repeats', `事项 ${itemId} 的下一时点没有前进，已停止处理，待人工核查。`, {
      itemId,
      moment: event.moment,
    });
  }
}

async function loadCommand(tx: Tx, itemId: string, id: string): Promise<Command & { answer: Answer | null }> {
  const row = await tx
    .selectFrom('command')
    .where('item_id', '=', itemId)
    .where('id', '=', id)
    .select(['id', 'item_id as itemId', 'actor', 'at', 'body', 'answer'])
    .executeTakeFirst();
  if (row === undefined) throw new DubanError('no-such-command', `台账中没有编号为 ${id} 的指令。`, { itemId, id });
  return row;
}
