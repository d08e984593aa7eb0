import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openChildRecord, stopRecorded } from '../../embedded/child-record.js';
import { isAlive, waitForExit } from '../../embedded/process-identity.js';
import { backOff, startChild, type ChildSpec } from '../../embedded/supervise.js';

let dir: string;
let recordFile: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-supervise-'));
  recordFile = path.join(dir, 'processes.json');
});
afterEach(() => rm(dir, { recursive: true }));

function spec(script: string, rest: Partial<ChildSpec> = {}): ChildSpec {
  return {
    name: 'test',
    run: { program: process.execPath, args: ['-e', script] },
    env: process.env,
    logFile: path.join(dir, 'test.log'),
    record: openChildRecord(recordFile),
    stopWaitMs: 2_000,
    onGone: () => 'give-up',
    ...rest,
  };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

describe('a supervised process', () => {
  it('is recorded while it runs, logs to its file, and is forgotten once stopped', async () => {
    const child = await startChild(spec("console.log('好'); setInterval(() => {}, 1000)"));
    const pid = child.pid()!;
    expect(JSON.parse(await readFile(recordFile, 'utf8'))).toMatchObject([{ name: 'test', pid }]);
    await until(async () => (await readFile(path.join(dir, 'test.log'), 'utf8')) === '好\n');
    await child.stop();
    expect(isAlive(pid)).toBe(false);
    expect(JSON.parse(await readFile(recordFile, 'utf8'))).toEqual([]);
  });

  it('is started again when it ends unasked, as often as it is told to be', async () => {
    const ends: string[] = [];
    const child = await startChild(
      spec('process.exit(3)', {
        onGone: (how) => {
          ends.push(how);
          return ends.length < 3 ? 10 : 'give-up';
        },
      }),
    );
    await until(() => child.gaveUp());
    expect(ends).toEqual(['退出码 3', '退出码 3', '退出码 3']);
    await child.stop();
  });

  it('is killed when it does not heed the request to stop', async () => {
    const logFile = path.join(dir, 'test.log');
    const child = await startChild(
      spec("process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)", { stopWaitMs: 200 }),
    );
    await until(async () => (await readFile(logFile, 'utf8')) === 'ready\n');
    const pid = child.pid()!;
    await child.stop();
    expect(isAlive(pid)).toBe(false);
  });
});

describe('the wait before another start', () => {
  it('doubles from failure to failure up to half a minute, and starts anew after a minute of life', () => {
    const next = backOff();
    expect([10, 10, 10, 10, 10, 10, 10, 10].map(next)).toEqual([0, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    expect(next(60_001)).toBe(0);
  });
});

describe('what a killed launcher left running', () => {
  const idle = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    return child;
  };

  it('is ended, but not a later process that was given the same number', async () => {
    const [left, stranger] = await Promise.all([idle(), idle()]);
    const record = openChildRecord(recordFile);
    await Promise.all([record.add('worker', left.pid!), record.add('web', stranger.pid!)]);
    const recorded = JSON.parse(await readFile(recordFile, 'utf8')) as { name: string; started: string }[];
    await writeFile(
      recordFile,
      JSON.stringify(recorded.map((one) => (one.name === 'web' ? { ...one, started: 'before' } : one))),
    );
    expect(await stopRecorded(recordFile)).toEqual(['worker']);
    expect(isAlive(left.pid!)).toBe(false);
    expect(isAlive(stranger.pid!)).toBe(true);
    stranger.kill('SIGKILL');
    expect(await waitForExit(stranger.pid!, 5_000)).toBe(true);
    expect(await stopRecorded(recordFile)).toEqual([]);
  });

  it('is nothing where the record is damaged', async () => {
    await writeFile(recordFile, '[{"name":');
    expect(await stopRecorded(recordFile)).toEqual([]);
  });
});
