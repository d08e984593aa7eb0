import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  Worker,
  type NativeConnection,
  type WorkerOptions as WorkerConstruction,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { Activities } from '../workflows/contract.js';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: Activities;
  /** A bundle made before; without one, the build's is taken, or else it is made from `workflows/`. */
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
    ...workflowSource(workflowBundle),
    maxCachedWorkflows: 500,
    // At once: a mail batch ends after the mail it is at.
    shutdownGraceTime: 0,
  });
}

/** Where the build leaves the bundled workflows (`worker/bundle-main.ts`). */
export const bundleFile = fileURLToPath(new URL('workflow-bundle.js', import.meta.url));

function workflowSource(
  workflowBundle?: WorkflowBundleOption,
): Pick<WorkerConstruction, 'workflowBundle' | 'workflowsPath'> {
  if (workflowBundle !== undefined) return { workflowBundle };
  return existsSync(bundleFile) ? { workflowBundle: { codePath: bundleFile } } : { workflowsPath };
}

/** The workflows' entry: TypeScript in tests, JavaScript when built. */
export const workflowsPath = fileURLToPath(
  new URL(`../workflows/index.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);
