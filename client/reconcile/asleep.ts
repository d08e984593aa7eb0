import type { Client } from '@temporalio/client';
import type { Instant } from '../../domain/instant.js';

/** What Temporal knows of a workflow: none of that id runs; it has a task to do; or it sleeps, `null` for until somebody acts. */
export type Found = { is: 'gone' } | { is: 'busy' } | { is: 'asleep'; until: Instant | null };

/** Enough to find the timer of a workflow that waits; one that is not found there is taken for none. */
const EVENTS = 100;
const NOT_FOUND = 5;

/** Reads it from the last events of the workflow's history, which are Temporal's own truth; its visibility lags behind. */
export async function asleep({ workflowService, options }: Client, workflowId: string): Promise<Found> {
  const request = { namespace: options.namespace, execution: { workflowId }, maximumPageSize: EVENTS };
  const answer = await workflowService.getWorkflowExecutionHistoryReverse(request).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === NOT_FOUND) return null;
    throw error;
  });
  const events = answer?.history?.events ?? [];
  const [last] = events;
  if (last === undefined || hasEnded(last)) return { is: 'gone' };
  if (last.workflowTaskScheduledEventAttributes != null || last.workflowTaskStartedEventAttributes != null) {
    return { is: 'busy' };
  }
  const over = new Set<string>();
  let until: Instant | null = null;
  for (const event of events) {
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (ended != null) over.add(String(ended.startedEventId));
    const started = event.timerStartedEventAttributes;
    if (started != null && !over.has(String(event.eventId))) {
      until = Math.min(until ?? Infinity, ms(event.eventTime) + ms(started.startToFireTimeout));
    }
    // One that was started with a delay and has not run yet.
    const begun = event.workflowExecutionStartedEventAttributes;
    if (begun != null && events.length === 1) until = ms(event.eventTime) + ms(begun.firstWorkflowTaskBackoff);
  }
  return { is: 'asleep', until };
}

type HistoryEvent = NonNullable<
  NonNullable<Awaited<ReturnType<Client['workflowService']['getWorkflowExecutionHistoryReverse']>>['history']>['events']
>[number];

function hasEnded(event: HistoryEvent): boolean {
  const ends = [
    event.workflowExecutionCompletedEventAttributes,
    event.workflowExecutionFailedEventAttributes,
    event.workflowExecutionTimedOutEventAttributes,
    event.workflowExecutionCanceledEventAttributes,
    event.workflowExecutionTerminatedEventAttributes,
  ];
  return ends.some((end) => end != null);
}

function ms(at: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
  return Number(at?.seconds ?? 0) * 1000 + (at?.nanos ?? 0) / 1e6;
}
