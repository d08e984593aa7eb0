import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DubanError } from '../domain/errors.js';
import { identifyProcess, isAlive } from './process-identity.js';

interface LockHolder {
  readonly pid: number;
  /** See ProcessIdentity.started; empty where the system does not tell. */
  readonly started: string;
  readonly address: string;
}

/** Takes the folder for this process until released or gone. Throws `already-running`, naming the process and its address. */
export async function lockFolder(dir: string, address: string): Promise<{ release(): Promise<void> }> {
  const file = path.join(dir, 'lock');
  const started = (await identifyProcess(process.pid))?.started ?? '';
  const mine = JSON.stringify({ pid: process.pid, started, address } satisfies LockHolder);
  for (let tries = 0; tries < 5; tries += 1) {
    if (await create(file, mine)) return { release: () => release(file, mine) };
    const text = await readSettled(file);
    const holder = parse(text);
    if (holder && (await runs(holder))) {
      throw new DubanError(
        'already-running',
        `督办已在运行（进程 ${holder.pid}，地址 ${holder.address}），数据目录为 ${dir}。请直接打开该地址，或先停止它`,
        { ...holder, dir },
      );
    }
    await removeStale(file, text);
  }
  throw new DubanError('already-running', `数据目录 ${dir} 正被另一个启动程序占用，请稍后重试`, { dir });
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(content);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whoever has just made the file may not have written it yet. */
async function readSettled(file: string): Promise<string> {
  for (let tries = 0; tries < 10; tries += 1) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (parse(text)) return text;
    await sleep(50);
  }
  return readFile(file, 'utf8').catch(() => '');
}

async function runs(holder: LockHolder): Promise<boolean> {
  if (holder.pid === process.pid) return false;
  if (!isAlive(holder.pid)) return false;
  const found = await identifyProcess(holder.pid);
  // Where the system does not tell when a process started, one that lives is taken for the holder.
  return found === undefined || holder.started === '' || found.started === holder.started;
}

/** Moved aside first, so that of two launchers that both saw it stale only one removes it. */
async function removeStale(file: string, seen: string): Promise<void> {
  const aside = `${file}.stale-${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) === seen) await rm(aside);
  else await rename(aside, file);
}

async function release(file: string, mine: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
}

function parse(text: string): LockHolder | undefined {
  try {
    const found = JSON.parse(text) as LockHolder;
    return Number.isInteger(found.pid) ? found : undefined;
  } catch {
    return undefined;
  }
}
