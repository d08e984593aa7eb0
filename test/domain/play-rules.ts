import { HOUR, type Instant } from '../../domain/instant.js';
import type { Effect, ItemEvent, StagedNotice } from '../../domain/item-event.js';
import type { CheckpointState, ItemState } from '../../domain/item-state.js';
import { ladderOf, pendingRungs } from '../../domain/ladder.js';
import { isOpen } from '../../domain/life/decision.js';
import { asking, chasing, type Rule } from '../../domain/rule.js';
import { isWorkingHours, nextRelease, workingDaysLate, type Timekeeping } from '../../domain/schedule.js';

/** As `expect`, but cheap enough to be asked some hundred thousand times. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** Of every notice: when it may be told. */
export function judgeStaged(
  notice: StagedNotice,
  { event, now, t }: { event: ItemEvent; now: Instant; t: Timekeeping },
): void {
  const name = nameOf(notice);
  const { release } = notice;
  must(isWorkingHours(release, t), `${name} at an odd hour`);
  must(release > now || now - release <= HOUR, `${name} released before it is staged`);
  if (event.type === 'accept' || event.type === 'close') {
    must(release === nextRelease(release - 1, t), `${name} not in the morning`);
  }
  if (event.type === 'moment') must(release > now, `${name} told in the past`);
  if (notice.rule === 'overdue' || notice.rule === 'escalation') {
    must(notice.contact === 2 || workingDaysLate(notice.basis.at, release, t) > 0, `${name} before it is late`);
  }
}

/** Of every notice that goes out: whether it is still true then. */
export function judgeTold(notice: StagedNotice, state: ItemState): void {
  const name = nameOf(notice);
  const { rule, post } = notice;
  const about = state.checkpoints.find(({ n }) => n === notice.checkpoint);
  if (rule === 'undelivered') return;
  if (!['active', 'frozen'].includes(state.status)) {
    must((['accepted', 'closed', 'cancelled', 'carried'] as Rule[]).includes(rule), `${name} though ${state.status}`);
    return;
  }
  if (about?.status === 'dropped') must(rule === 'dateChanged', `${name} though dropped`);
  if (chasing.includes(rule) || rule === 'nudge') {
    must(state.status === 'active', `${name} though frozen`);
    must(about === undefined || isOpen(about), `${name} though ${String(about?.status)}`);
    must(rule === 'opening' || about?.reported[post] === undefined, `${name} though ${post} has reported`);
  }
  if (about === undefined) return judgeWhole(notice, state);
  if (rule === 'opening' || rule === 'reminder') must(notice.release <= about.due, `${name} after due`);
  if (rule === 'overdue' || rule === 'escalation') {
    must(notice.release > about.lateFrom && about.lateFrom >= about.due, `${name} before due`);
    must(about.request === null, `${name} while an extension is asked for`);
  }
  if (rule === 'reviewDue') must(about.status === 'submitted', `${name} though ${about.status}`);
  if (rule === 'accepted') must(about.status === 'accepted', `${name} though ${about.status}`);
  if (asking.includes(rule)) must(about.request !== null, `${name} though nothing is asked`);
  if (rule === 'returned') must(about.status === 'returned', `${name} though ${about.status}`);
  if (rule === 'order') {
    must(about.order?.to.includes(post) === true && about.reported[post] === undefined, `${name} though none stands`);
  }
  if (rule === 'orderUnanswered') must(about.order?.status === 'issued', `${name} though answered`);
  if (rule === 'confirmation') {
    must(
      Object.keys(about.drafts).some((lead) => state.posts.heads[lead] === post),
      `${name} though nothing is drafted`,
    );
  }
}

function judgeWhole(notice: StagedNotice, { acknowledged, disputed, posts, cancelling }: ItemState): void {
  const name = nameOf(notice);
  const { rule, post } = notice;
  const unsigned = posts.leads.filter((lead) => acknowledged[lead] === undefined && disputed[lead] === undefined);
  if (rule === 'unacknowledged') {
    must(post === posts.office ? unsigned.length > 0 : unsigned.includes(post), `${name} though signed`);
  }
  if (rule === 'disputed') must(Object.keys(disputed).length > 0, `${name} though settled`);
  if (rule === 'cancelRequested') must(cancelling !== null, `${name} though decided`);
}

interface Judged {
  before: ItemState;
  event: ItemEvent;
  after: ItemState;
  effects: Effect[];
}

export function judgeEvent(judged: Judged): void {
  const { before, after, event } = judged;
  for (const checkpoint of after.checkpoints) {
    const was = before.checkpoints.find(({ n }) => n === checkpoint.n);
    if (was !== undefined) judgeCheckpoint(was, checkpoint);
    must(
      after.status !== 'active' ||
        !isOpen(checkpoint) ||
        after.posts.leads.some((p) => checkpoint.reported[p] === undefined),
      `checkpoint ${String(checkpoint.n)} waits for nobody after ${event.type}`,
    );
  }
  must(after.round >= before.round, 'rounds go forward');
  if (before.status === 'cancelled' || before.status === 'carried')
    must(after.status === before.status, 'gone is gone');
  noRungLost(judged);
}

function judgeCheckpoint(was: CheckpointState, is: CheckpointState): void {
  const name = `checkpoint ${String(is.n)}`;
  must(is.late || !was.late, `${name}: late is late for good`);
  must(is.originalDue === was.originalDue, `${name}: the date first planned stays on record`);
  must(is.round >= was.round && is.round <= was.round + 1, `${name}: rounds go forward one by one`);
  must(!isOpen(is) || is.lateFrom >= is.due, `${name} late before it is due`);
  must(was.status !== 'dropped' || is.status === 'dropped', `${name}: dropped is dropped`);
  if (is.order !== null) judgeOrder(is, was);
  if (['past', 'accepted', 'dropped'].includes(is.status)) must(is.pending.length === 0, `${name}: done is done`);
  if (is.status === 'submitted') {
    must(
      is.pending.every(({ rule }) => rule === 'reviewDue' || asking.includes(rule)),
      `${name} chased under review`,
    );
  }
}

/** An order stands only while a report is late and nobody has answered for it otherwise. */
function judgeOrder({ n, status, order, request, pending }: CheckpointState, was: CheckpointState): void {
  const name = `the order of checkpoint ${String(n)}`;
  must(status === 'open' || status === 'returned', `${name} though ${status}`);
  must(request === null, `${name} while an extension is asked for`);
  must(!pending.some(({ rule }) => rule === 'overdue'), `${name} before it is overdue`);
  must(
    (order?.status === 'issued') === (order?.pending.length ?? 0) > 0 || order?.status === 'issued',
    `${name} waits for nothing`,
  );
  must(was.order === null || (order?.n ?? 0) >= was.order.n, `${name} goes forward`);
}

/** What begins clocks anew for the whole item, or stops them. */
const sweeping: ItemEvent['type'][] = [
  'freeze',
  'resume',
  'reassign',
  'replan',
  'cancel',
  'decideCancel',
  'carry',
  'close',
];
const settling: ItemEvent['type'][] = ['acknowledge', 'submit', 'confirm', 'contribute', 'dispute', 'insist'];

/** A rung is told, or passed over with a reason on record, or made needless by what happened; never just gone. */
function noRungLost({ before, event, after, effects }: Judged): void {
  if (sweeping.includes(event.type)) return;
  const key = (n: number, { rule, step }: { rule: string; step: number }): string =>
    `${String(n)} ${rule} ${String(step)}`;
  const left = new Set(pendingRungs(after).map(({ checkpoint, rung }) => key(checkpoint?.n ?? 0, rung)));
  const handover = event.type === 'moment' && before.handover !== null && after.handover === null;
  for (const { checkpoint, rung } of pendingRungs(before)) {
    const n = checkpoint?.n ?? 0;
    if (left.has(key(n, rung)) || handover) continue;
    if (event.type === 'moment') {
      const fates = effects.filter(
        (e) =>
          e.type === 'record' && e.checkpoint === n && e.detail['rule'] === rung.rule && e.detail['step'] === rung.step,
      );
      must(fates.length === 1, `${key(n, rung)} recorded ${String(fates.length)} times`);
      const [fate] = fates;
      if (fate?.type === 'record' && fate.event === 'superseded')
        overtaken(rung.rule, n, { event, effects, before, after });
      continue;
    }
    const own = 'checkpoint' in event ? event.checkpoint : event.type === 'undelivered' ? event.notice.checkpoint : -1;
    must(n === 0 ? settling.includes(event.type) : n === own, `${key(n, rung)} lost at ${event.type}`);
  }
}

/** On time nothing is passed over; late, only what the due date or a later step of the same ladder overtook. */
function overtaken(rule: Rule, n: number, { event, effects, before }: Judged): void {
  if (event.type !== 'moment') return;
  const due = before.checkpoints.find((c) => c.n === n)?.due ?? Infinity;
  const told = effects.some(
    (e) =>
      e.type === 'record' &&
      e.event === 'told' &&
      e.checkpoint === n &&
      ladderOf(e.detail['rule'] as Rule) === ladderOf(rule),
  );
  must(told || Math.max(event.now, event.nextRelease) > due, `${rule} passed over for nothing`);
}

function nameOf({ checkpoint, round, rule, step, post }: StagedNotice): string {
  return `${String(checkpoint)}/${String(round)} ${rule} ${String(step)} to ${post}`;
}
