import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends the cluster of a test run, if one was started; nothing in it is worth keeping. */
export async function stopTestPostgres(dir) {
  let pid;
  try {
    const [first, dataDir] = readFileSync(path.join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    if (path.resolve(dataDir) !== path.resolve(dir, 'postgres')) return;
    pid = Number(first);
  } catch {
    return;
  }
  try {
    process.kill(pid, 'SIGINT');
    for (let tries = 0; tries < 200; tries += 1) {
      process.kill(pid, 0);
      await sleep(25);
    }
    process.kill(pid, 'SIGQUIT');
  } catch {
    // Gone.
  }
}
