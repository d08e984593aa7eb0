import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { createDatabase } from '../helpers/database.js';

it('mails given to a server that misbehaves by senders that are killed all arrive, and none twice without a doubt on record', async () => {
  const database = await createDatabase();
  const run = promisify(execFile)(process.execPath, [
    'bench/census.mjs',
    '12',
    '--seed',
    '1',
    '--database',
    database.url,
  ]);
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  await database.drop();
  expect(stdout).toContain('schedules 12 (seeds 1–12)');
  expect(stdout).toMatch(/"accepted":[1-9]\d*.*"SIGKILL":[1-9]/);
  expect(stdout).toContain('missing or doubled without a doubt on record: 0');
}, 120_000);
