import { writeFile } from 'node:fs/promises';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { bundleFile, workflowsPath } from './create-worker.js';

// Run by the build: a worker that finds the bundle need not make it, and starts sooner and smaller.
const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
await writeFile(bundleFile, code);
