import { fileURLToPath } from 'node:url';
import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type { Activities } from '../workflows/contract.js';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: Activities;
  /** A bundle made before; without one it is made from `workflows/`. */
  workflowBundle?: WorkflowBundleOption;
}

/** A worker for all of Duban's workflows and activities. Its memory is bounded by its cache, not by the open items. */
export function createWorker({
  connection,
  namespace,
  taskQueue,
  activities,
  workflowBundle,
}: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities: { ...activities },
    ...(workflowBundle === undefined ? { workflowsPath } : { workflowBundle }),
    maxCachedWorkflows: 500,
    // At once: a mail batch ends after the mail it is at.
    shutdownGraceTime: 0,
  });
}

/** The workflows' entry: TypeScript in tests, JavaScript when built. */
export const workflowsPath = fileURLToPath(
  new URL(`../workflows/index.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);
