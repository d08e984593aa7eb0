// Plain JavaScript: jest loads these two files outside its transform.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopTestPostgres } from './stop-test-postgres.mjs';

const PREFIX = 'duban-test-run-';

/**
 * Gives the run a folder of its own; the first test file that asks for a database starts a cluster there
 * (database.ts). Runs that were killed are cleared away first: their number is in the folder's name.
 */
export default async function globalSetup() {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    await stopTestPostgres(path.join(tmpdir(), name));
    rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
  process.env.DUBAN_TEST_RUN_DIR = mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || /jest|node/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM';
  }
}
