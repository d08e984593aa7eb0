import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import type { FoundItem } from '../../../documents/recognisers/found-item.js';

const PROBE = fileURLToPath(new URL('./probe.mjs', import.meta.url));

/** No file may hold the reader up: a bound against hanging, wide enough for a busy machine. Measures are in docs/performance.md. */
const MOST_SECONDS = 60;
const MOST_MIB = 600;

export interface Outcome {
  read?: { items: FoundItem[]; itemCount: number; warnings: string[]; used: number };
  refusal?: { name: string; code: string; message: string; stack: string };
  seconds: number;
  /** MiB above the process at rest. */
  memory: number;
  soundItems: number;
}

/**
 * Reads a file as the office's process does, in a process of its own: bounded in time and memory, and fit to read the next
 * file afterwards.
 */
export async function readApart(bytes: Uint8Array, name: string, mostMib = MOST_MIB): Promise<Outcome> {
  // The thread that reads is started from compiled files.
  if (!existsSync('dist/documents/read-safely.js')) throw new Error('dist/ is missing: run npm run build first');
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-bad-input-'));
  try {
    const file = path.join(folder, 'file');
    writeFileSync(file, bytes);
    const { stdout } = await promisify(execFile)(process.execPath, [PROBE, file, name], {
      timeout: 120_000,
      maxBuffer: 256 * 1024 * 1024,
    });
    const outcome = JSON.parse(stdout) as Outcome;
    expect(outcome.soundItems).toBe(1);
    expect(outcome.seconds).toBeLessThan(MOST_SECONDS);
    expect(outcome.memory).toBeLessThan(mostMib);
    return outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file is refused by this code, in a sentence that names it and says what to do (请…). */
export async function expectRefused(bytes: Uint8Array, name: string, code: string): Promise<string> {
  const { read, refusal } = await readApart(bytes, name);
  expect({ read, code: refusal?.code }).toEqual({ read: undefined, code });
  expect(refusal?.name).toBe('DubanError');
  const message = refusal?.message ?? '';
  expect(message).toContain(name);
  expect(message).toMatch(/(?:请|目前可以读取).+。$/u);
  return message;
}

/** The file is read, and gives these items by their titles. */
export async function expectRead(bytes: Uint8Array, name: string): Promise<NonNullable<Outcome['read']>> {
  const { read, refusal } = await readApart(bytes, name);
  expect(refusal).toBeUndefined();
  return read as NonNullable<Outcome['read']>;
}
