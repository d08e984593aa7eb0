import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { identifyProcess, waitForExit } from './process-identity.js';
import { writeFileAtomic } from './write-file.js';

const schema = z.array(z.object({ name: z.string(), pid: z.number().int().positive(), started: z.string() }));
type Recorded = z.infer<typeof schema>[number];

/** Keeps on disk which processes the launcher started, so that the next launcher can end those of one that was killed. */
export interface ChildRecord {
  add(name: string, pid: number): Promise<void>;
  remove(pid: number): Promise<void>;
}

export function openChildRecord(file: string): ChildRecord {
  const children = new Map<number, Recorded>();
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    // One after the other: two writers would take turns on one draft.
    writing = writing.catch(() => undefined).then(() => writeFileAtomic(file, JSON.stringify([...children.values()])));
    return writing;
  };
  return {
    async add(name, pid) {
      const identity = await identifyProcess(pid);
      if (!identity) return;
      children.set(pid, { name, pid, started: identity.started });
      await write();
    },
    async remove(pid) {
      // Also waits for a removal under way: the launcher must not leave while a draft is being written.
      await (children.delete(pid) ? write() : writing);
    },
  };
}

/** Ends, last started first, what a killed launcher left running; a number that is another process now is left alone. Returns their names. */
export async function stopRecorded(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  const parsed = schema.safeParse(parseJson(text));
  const stopped: string[] = [];
  for (const { name, pid, started } of parsed.success ? parsed.data.reverse() : []) {
    if ((await identifyProcess(pid))?.started !== started) continue;
    end(pid, 'SIGTERM');
    if (!(await waitForExit(pid, 10_000))) {
      end(pid, 'SIGKILL');
      await waitForExit(pid, 5_000);
    }
    stopped.push(name);
  }
  await rm(file, { force: true });
  return stopped;
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
