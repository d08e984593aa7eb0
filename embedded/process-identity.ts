import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What tells one process from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal only for the same process of the same boot. */
  readonly started: string;
  readonly command: string;
}

/** True for a running process. A zombie is dead: in a container nobody may ever reap it, and it holds nothing. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    return statFields(readFileSync(`/proc/${pid}/stat`, 'utf8'))[0] !== 'Z';
  } catch {
    return false;
  }
}

/** Undefined when the process is gone, or when the system will not say. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  if (!isAlive(pid)) return undefined;
  try {
    if (process.platform === 'linux') return await fromProc(pid);
    if (process.platform === 'win32') return await fromPowerShell(pid);
    return await fromPs(pid);
  } catch {
    return undefined;
  }
}

/** Waits until the process is gone; false when it still runs after `ms` milliseconds. */
export async function waitForExit(pid: number, ms: number): Promise<boolean> {
  for (let waited = 0; isAlive(pid); waited += 25) {
    if (waited >= ms) return false;
    await sleep(25);
  }
  return true;
}

async function fromProc(pid: number): Promise<ProcessIdentity> {
  const [stat, command, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  // Field 22 of proc(5), counted in ticks since boot; the boot id makes it unique.
  return { pid, started: `${boot.trim()}/${statFields(stat)[19]}`, command: command.replaceAll('\0', ' ').trim() };
}

/** The fields after the command name, which may itself hold spaces and brackets. */
function statFields(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function fromPs(pid: number): Promise<ProcessIdentity> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await run('ps', ['-ww', '-o', 'lstart=,command=', '-p', String(pid)], { env });
  const line = stdout.trim();
  return { pid, started: line.slice(0, 24), command: line.slice(24).trim() };
}

async function fromPowerShell(pid: number): Promise<ProcessIdentity> {
  const script =
    `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; ` +
    'ConvertTo-Json @($p.CreationDate.Ticks.ToString(), [string]$p.CommandLine)';
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]);
  const [started, command] = JSON.parse(stdout) as [string, string];
  return { pid, started, command };
}
