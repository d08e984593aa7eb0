// What a bench compares with: a workflow that does nothing but sleep.
import { sleep } from '@temporalio/workflow';

export async function oneTimer(until) {
  await sleep(Math.max(1, until - Date.now()));
}
