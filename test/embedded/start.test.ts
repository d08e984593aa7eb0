import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readSettings } from '../../config/settings.js';
import { isAlive, waitForExit } from '../../embedded/process-identity.js';
import { freePort } from '../../embedded/free-port.js';

// The whole of `npm start`, with a compilation first if there is none yet.
jest.setTimeout(300_000);

let dir: string;
let env: NodeJS.ProcessEnv;
let launchers: ChildProcess[];

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-start-'));
  launchers = [];
  const { DATABASE_URL: _, ...rest } = process.env;
  env = { ...rest, DUBAN_VAR_DIR: path.join(dir, 'var') };
  for (const name of ['WEB', 'TEMPORAL', 'TEMPORAL_UI', 'SMTP', 'POSTGRES'])
    env[`DUBAN_${name}_PORT`] = String(await freePort());
});
afterEach(async () => {
  for (const launcher of launchers) await stop(launcher);
  await rm(dir, { recursive: true });
});

interface Started {
  readonly launcher: ChildProcess;
  readonly output: string;
}

/** Runs the launcher until it is up or has ended. */
async function start(): Promise<Started> {
  const launcher = spawn(process.execPath, ['embedded/bootstrap.mjs', 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launchers.push(launcher);
  let output = '';
  await new Promise<void>((resolve) => {
    const add = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('按 Ctrl-C 停止')) resolve();
    };
    launcher.stdout.on('data', add);
    launcher.stderr.on('data', add);
    launcher.once('exit', () => resolve());
  });
  return { launcher, output };
}

async function stop(launcher: ChildProcess): Promise<number | null> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return launcher.exitCode;
  launcher.kill('SIGINT');
  await once(launcher, 'exit');
  return launcher.exitCode;
}

async function childPids(): Promise<number[]> {
  const recorded = JSON.parse(await readFile(path.join(dir, 'var', 'processes.json'), 'utf8')) as { pid: number }[];
  const postmaster = Number(
    (await readFile(path.join(dir, 'var', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
  );
  return [...recorded.map(({ pid }) => pid), postmaster];
}

describe('npm start', () => {
  it('serves the console, refuses a second launcher, and stops everything when asked', async () => {
    const { launcher, output } = await start();
    expect(output).toContain(`http://127.0.0.1:${env.DUBAN_WEB_PORT}/mailbox`);
    expect((await fetch(`http://127.0.0.1:${env.DUBAN_WEB_PORT}/`)).status).toBe(200);
    expect(readSettings(env)).toMatchObject({
      temporalAddress: `127.0.0.1:${env.DUBAN_TEMPORAL_PORT}`,
      mailboxDir: path.join(dir, 'var', 'mailbox'),
    });
    // Links are set up, and what somebody tries to open by one is in no log.
    const token = 'x'.repeat(43);
    expect((await fetch(`http://127.0.0.1:${env.DUBAN_WEB_PORT}/d/${token}`)).status).toBe(404);
    const logs = path.join(dir, 'var', 'log');
    for (const name of await readdir(logs)) expect(await readFile(path.join(logs, name), 'utf8')).not.toContain(token);
    const second = await start();
    expect(second.output).toContain(
      `督办已在运行（进程 ${launcher.pid}，地址 http://127.0.0.1:${env.DUBAN_WEB_PORT}）`,
    );
    expect(second.launcher.exitCode).toBe(1);

    const pids = await childPids();
    expect(pids).toHaveLength(4);
    expect(await stop(launcher)).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(() => readSettings(env)).toThrow(/尚未启动/);
    expect((await readdir(path.join(dir, 'var'))).filter((name) => /lock|new|installation/.test(name))).toEqual([]);
  });

  it('goes on after the launcher alone, and after everything, was killed', async () => {
    const first = await start();
    const orphans = await childPids();
    first.launcher.kill('SIGKILL');
    await once(first.launcher, 'exit');
    const second = await start();
    expect(second.output).toContain('督办已启动');
    expect(orphans.filter(isAlive)).toEqual([]);

    const all = await childPids();
    for (const pid of [second.launcher.pid!, ...all]) process.kill(pid, 'SIGKILL');
    for (const pid of all) await waitForExit(pid, 5_000);
    const third = await start();
    expect(third.output).toContain('督办已启动');
    expect((await fetch(`http://127.0.0.1:${env.DUBAN_WEB_PORT}/`)).status).toBe(200);
  });
});
