import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

// Each case starts a process that loads the TypeScript compiler: seconds, on a busy machine.
jest.setTimeout(60_000);

/** `npm test` checks the project itself with this script; here it is shown that the script finds what it should. */
const SCRIPT = resolve('scripts/check-imports.mjs');

/** A tree in which every file named here breaks the rule beside it. */
const FORBIDDEN: [file: string, source: string, rule: string][] = [
  ['workflows/builtin.ts', `import { join } from 'node:path'; export const a = join;`, 'workflows-packages'],
  ['workflows/late-builtin.ts', `export const a = () => import('node:fs');`, 'workflows-packages'],
  ['workflows/luxon.ts', `import { DateTime } from 'luxon'; export const a = DateTime;`, 'workflows-packages'],
  ['workflows/calendar.ts', `import { b } from '../domain/b.js'; export const a = b;`, 'workflows-no-code-of-ours'],
  ['workflows/activity.ts', `import { b } from '../activities/b.js'; export const a = b;`, 'workflows-no-code-of-ours'],
  ['workflows/register.ts', `import { b } from '../register/b.js'; export const a = b;`, 'workflows-types-only'],
  ['workflows/row.ts', `import type { B } from '../register/b.js'; export type A = B;`, 'workflows-types-only'],
  ['workflows/mail.ts', `export * from '../mail/b.js';`, 'workflows-types-only'],
  ['domain/sql.ts', `import { b } from '../register/b.js'; export const a = b;`, 'domain-imports'],
  ['domain/file.ts', `import { readFile } from 'node:fs/promises'; export const a = readFile;`, 'domain-packages'],
  ['documents/a.ts', `import { b } from '../register/b.js'; export const a = b;`, 'documents-imports'],
  ['register/a.ts', `import { b } from '../mail/b.js'; export const a = b;`, 'register-imports'],
  ['mail/a.ts', `import { b } from '../register/b.js'; export const a = b;`, 'mail-imports'],
  ['activities/a.ts', `import { b } from '../workflows/b.js'; export const a = b;`, 'activities-imports'],
  ['client/a.ts', `import { b } from '../activities/b.js'; export const a = b;`, 'client-imports'],
  ['client/tested.ts', `import { b } from '../test/b.js'; export const a = b;`, 'client-imports'],
  ['client/settings.ts', `import { b } from '../config/b.js'; export const a = b;`, 'config-only-in-mains'],
  ['register/settings.ts', `import type { B } from '../config/b.js'; export type A = B;`, 'config-only-in-mains'],
  ['web/page.tsx', `import { b } from '../workflows/contract.js'; export const a = b;`, 'web-imports'],
  ['worker/a.ts', `import { b } from '../workflows/b.js'; export const a = b;`, 'worker-imports'],
  ['worker/page.ts', `import { b } from '../web/b.js'; export const a = b;`, 'worker-imports'],
  ['config/a.ts', `import { b } from '../register/b.js'; export const a = b;`, 'config-imports'],
  ['mail/dev.ts', `import fc from 'fast-check'; export const a = fc;`, 'no-undeclared-package'],
  ['mail/missing.ts', `import { b } from './nowhere.js'; export const a = b;`, 'no-unresolvable'],
  ['mail/egg.ts', `import type { Hen } from './hen.js'; export type Egg = Hen | 1;`, 'no-circular'],
];
const TARGETS = ['domain', 'activities', 'register', 'mail', 'workflows', 'config', 'web', 'test'].map(
  (f) => `${f}/b.ts`,
);

describe('the import rules', () => {
  it('accept what the folder plan allows, and say how many modules they read', async () => {
    const found = await check({
      'domain/day.ts': `import { DateTime } from 'luxon'; export type Day = string; export const zone = DateTime.name;`,
      'register/items.ts': `import { zone } from '../domain/day.js'; import { Pool } from 'pg'; export const a = [zone, Pool];`,
      'activities/index.ts': `import { a } from '../register/items.js'; export const act = async () => a;`,
      'client/duban.ts': `import type { settings } from '../config/settings.js'; export type A = typeof settings;`,
      'workflows/item.ts': `import { sleep } from '@temporalio/workflow';
        import type { act } from '../activities/index.js'; import type { Day } from '../domain/day.js';
        export async function item(day: Day): Promise<typeof act | Day> { await sleep(1); return day; }`,
      'config/settings.ts': `export const settings = 1;`,
      'client/cli.ts': `import { settings } from '../config/settings.js'; export const main = settings;`,
      'worker/main.ts': `import { settings } from '../config/settings.js'; import { act } from '../activities/index.js';
        export const main = [settings, act];`,
    });
    // Eight modules of ours and three packages.
    expect(found).toEqual({ code: 0, broken: [], summary: '11 modules, 11 imports, 0 violations' });
  });

  it('find every import that the plan forbids, and nothing else', async () => {
    const files = Object.fromEntries(FORBIDDEN.map(([file, source]) => [file, source]));
    for (const file of [...TARGETS, 'workflows/contract.ts'])
      files[file] = `export const b = 1; export type B = number;`;
    // A cycle is reported at one of its files.
    files['mail/hen.ts'] = `import type { Egg } from './egg.js'; export type Hen = Egg | 2;`;
    const found = await check(files);
    expect(found.broken).toEqual(FORBIDDEN.map(([file, , rule]) => `${rule}: ${file}`).sort());
    expect(found.code).toBe(1);
  });

  it('stop at a forbidden import two files away from the workflow', async () => {
    const found = await check({
      'workflows/item.ts': `import { name } from './contract.js'; export const item = name;`,
      'workflows/contract.ts': `import { createHash } from 'node:crypto'; export const name = createHash;`,
    });
    expect(found.broken).toEqual(['workflows-packages: workflows/contract.ts']);
  });

  it('fail when there was nothing to read', async () => {
    expect(await check({ 'domain/notes.txt': '' })).toMatchObject({ code: 1, broken: [] });
  });
});

/** Writes the files into a folder of their own and checks it; `broken` is `rule: file`, sorted. */
async function check(files: Record<string, string>) {
  const root = await mkdtemp(join(tmpdir(), 'duban-imports-'));
  try {
    await symlink(resolve('node_modules'), join(root, 'node_modules'), 'junction');
    const dependencies = { luxon: '*', pg: '*', '@temporalio/workflow': '*' };
    await writeFile(
      join(root, 'package.json'),
      JSON.stringify({ dependencies, devDependencies: { 'fast-check': '*' } }),
    );
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
    return await runScript(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function runScript(root: string) {
  return new Promise<{ code: number; broken: string[]; summary: string }>((done) => {
    execFile(process.execPath, [SCRIPT, root], (error, stdout, stderr) => {
      const broken = [...stderr.matchAll(/^([a-z-]+: \S+) → /gm)].map(([, found]) => found ?? '').sort();
      done({ code: typeof error?.code === 'number' ? error.code : 0, broken, summary: stdout.trim() });
    });
  });
}
