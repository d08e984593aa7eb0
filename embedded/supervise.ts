import { type ChildProcess, spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ChildRecord } from './child-record.js';

export interface ChildSpec {
  readonly name: string;
  /** A program with its arguments, or a main file of ours, run in a Node process of its own. */
  readonly run: { readonly program: string; readonly args: readonly string[] } | { readonly main: string };
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly record: ChildRecord;
  /** Asked to stop, it is killed after this long. */
  readonly stopWaitMs: number;
  /** Called when it ends unasked; the milliseconds to wait before it is started again, or 'give-up'. */
  readonly onGone: (how: string, lived: number) => number | 'give-up';
}

export interface SupervisedChild {
  pid(): number | undefined;
  /** True while it neither runs nor will be started again. */
  gaveUp(): boolean;
  /** True once a main of ours has sent `ready`. */
  isReady(): boolean;
  stop(): Promise<void>;
}

const CHILD_MAIN = fileURLToPath(new URL('child.js', import.meta.url));
const LOG_LIMIT = 20 * 1024 * 1024;

/** Starts a process in a group of its own (Ctrl-C is for the launcher alone) and keeps it as its spec says. */
export async function startChild(spec: ChildSpec): Promise<SupervisedChild> {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let abandoned = false;
  let ready = false;

  const launch = async (): Promise<void> => {
    const began = performance.now();
    let dropped = false;
    const started = await spawnChild(spec);
    child = started;
    started.on('message', (message) => (ready ||= message === 'ready'));
    started.once('exit', (code, signal) => {
      void spec.record.remove(started.pid ?? 0).catch(() => undefined);
      if (stopping || dropped) return;
      const wait = spec.onGone(signal ? `信号 ${signal}` : `退出码 ${code}`, performance.now() - began);
      if (wait === 'give-up') abandoned = true;
      else timer = setTimeout(relaunch, wait);
    });
    try {
      await spec.record.add(spec.name, started.pid ?? 0);
    } catch (error) {
      // What is not on record could not be stopped by the next launcher.
      dropped = true;
      await stopChild(started, spec);
      throw error;
    }
    // Asked to stop while it was being started.
    if (stopping) await stopChild(started, spec);
  };
  /** A start that fails (a full disk, no free handle) is tried again like one that ended. */
  const relaunch = (): void => {
    launch().catch((error: unknown) => {
      const wait = spec.onGone(String(error), 0);
      if (wait === 'give-up') abandoned = true;
      else timer = setTimeout(relaunch, Math.max(wait, 1_000));
    });
  };
  await launch();
  return {
    pid: () => child?.pid,
    gaveUp: () => abandoned,
    isReady: () => ready,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child) await stopChild(child, spec);
      await spec.record.remove(child?.pid ?? 0);
    },
  };
}

/** Back-off for a process that is to run for ever: at once, then 1, 2, 4 … 30 seconds; a minute of life starts it anew. */
export function backOff(): (lived: number) => number {
  let failures = 0;
  return (lived) => {
    if (lived > 60_000) failures = 0;
    failures += 1;
    return failures === 1 ? 0 : Math.min(30_000, 500 * 2 ** (failures - 1));
  };
}

async function spawnChild(spec: ChildSpec): Promise<ChildProcess> {
  const log = await openLog(spec.logFile);
  const { run } = spec;
  const ours = 'main' in run;
  try {
    const child = spawn(ours ? process.execPath : run.program, ours ? [CHILD_MAIN, run.main] : [...run.args], {
      env: spec.env,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd, ...(ours ? (['ipc'] as const) : [])],
    });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    // Sending to one that has just died is no fault of ours.
    child.on('error', () => undefined);
    return child;
  } finally {
    await log.close();
  }
}

async function stopChild(child: ChildProcess, spec: ChildSpec): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.connected) child.send('stop', () => undefined);
  else child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), spec.stopWaitMs);
  await gone;
  clearTimeout(killer);
}

/** One older log is kept, so that a small office's disk does not fill. */
async function openLog(file: string): ReturnType<typeof open> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}
