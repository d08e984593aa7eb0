import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes, type NextMoment, type Step } from './contract.js';

/**
 * Whether nothing has changed: then the timer that runs is the right one. What the activities of release 0.1 answered has no
 * status; there the timer was set anew each time, and so it is in their replay.
 */
export function isSame(a: Step, b: Step): boolean {
  return (
    b.status !== undefined &&
    a.status === b.status &&
    a.nextDue === b.nextDue &&
    a.closed === b.closed &&
    a.next?.wakeAt === b.next?.wakeAt &&
    a.next?.moment === b.next?.moment &&
    a.next?.summary === b.next?.summary
  );
}

/** Whether its moment has come: then no timer is wanted. Release 0.1 set one all the same. */
export function isPast({ status, next }: Step): boolean {
  return status !== undefined && next !== null && next.wakeAt <= Date.now();
}

/** Milliseconds. */
export function untilThen({ wakeAt }: NextMoment): number {
  return Math.max(1, wakeAt - Date.now());
}

/** For Temporal's own page. Attributes are set only where the run was started with them: the server knows them there. */
export function show(step: Step): void {
  setCurrentDetails(words(step));
  const known = workflowInfo().typedSearchAttributes;
  if (step.status === undefined || known.get(searchAttributes.item) === undefined) return;
  const changes: SearchAttributeUpdatePair[] = [];
  if (known.get(searchAttributes.status) !== step.status) {
    changes.push({ key: searchAttributes.status, value: step.status });
  }
  const due = step.nextDue ?? null;
  if ((known.get(searchAttributes.nextDue)?.getTime() ?? null) !== due) {
    changes.push({ key: searchAttributes.nextDue, value: due === null ? null : new Date(due) });
  }
  // Each is an event: only what has changed.
  if (changes.length > 0) upsertSearchAttributes(changes);
}

function words({ closed, status, next }: Step): string {
  const stands = {
    active: '办理中',
    frozen: '已冻结',
    closed: '已办结',
    cancelled: '已撤销',
    carried: '已结转下一年度',
  }[status ?? (closed ? 'closed' : 'active')];
  return closed ? stands : `${stands}。${next === null ? '等待办理' : `下一步：${next.summary}`}`;
}
