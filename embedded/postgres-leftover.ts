import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DubanError } from '../domain/errors.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { identifyProcess, isAlive, waitForExit } from './process-identity.js';

const run = promisify(execFile);

/** A fast shutdown is over in well under a second here; a large checkpoint on a slow disk may take longer. */
const STOP_WAIT_MS = 30_000;

/** What a server wrote about itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

export async function readPostmaster(dir: string): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(dir), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/**
 * Ends the server that a killed launcher left running on this data folder, and removes the pid file of one that is
 * gone. A number that now belongs to some other program is not touched: after a restart of a container the same small
 * numbers are handed out again, and PostgreSQL itself would refuse to start.
 */
export async function stopLeftoverPostgres(dir: string, binaries: PostgresBinaries): Promise<boolean> {
  const postmaster = await readPostmaster(dir);
  if (!postmaster) return false;
  if (!isAlive(postmaster.pid)) {
    await rm(pidFile(dir), { force: true });
    return false;
  }
  const found = await identifyProcess(postmaster.pid);
  // Where the system will not say what runs there, the pid file stays and the server's own check decides.
  if (!found) return false;
  if (found.command.includes('postgres') && found.command.includes(path.resolve(dir))) {
    await stopPostgres(postmaster.pid, dir, binaries);
    return true;
  }
  await rm(pidFile(dir), { force: true });
  return false;
}

/** A fast shutdown: running transactions are rolled back, everything committed is on disk. */
export async function stopPostgres(pid: number, dir: string, binaries: PostgresBinaries): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals between processes; pg_ctl asks the server through its named pipe.
    await run(binaries.pgCtl, ['stop', '-D', dir, '-m', 'fast', '-w']).catch(() => undefined);
  } else {
    signal(pid, 'SIGINT');
  }
  if (await waitForExit(pid, STOP_WAIT_MS)) return;
  signal(pid, process.platform === 'win32' ? 'SIGKILL' : 'SIGQUIT');
  if (await waitForExit(pid, 5_000)) return;
  throw new DubanError('postgres-will-not-stop', `PostgreSQL（进程 ${pid}）未能停止，请手工结束该进程后重试`, { pid });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function pidFile(dir: string): string {
  return path.join(dir, 'postmaster.pid');
}
