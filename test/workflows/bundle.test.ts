import { builtinModules } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { workflowBundle } from '../helpers/engine.js';

/** Names of the modules that went into the bundle, as webpack writes them. */
async function modules(): Promise<string[]> {
  const { code } = await workflowBundle();
  return [...code.matchAll(/^\/\*\*\*\/ "([^"]+)"/gm)].map((match) => match[1] ?? '');
}

describe('the workflow bundle', () => {
  it('holds our workflows and their contract, and no other code of ours', async () => {
    const own = (await modules()).filter((name) => !name.includes('node_modules') && name.startsWith('./'));
    expect(own.map((name) => name.replace(/^\.\//, '')).sort()).toEqual([
      'workflows/bulletin.ts',
      'workflows/campaign.ts',
      'workflows/contract.ts',
      'workflows/dispatch.ts',
      'workflows/index.ts',
      'workflows/item.ts',
      'workflows/standing.ts',
    ]);
  }, 60_000);

  it('holds no luxon, no calendar and no Node builtin', async () => {
    const names = await modules();
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => /luxon|calendar|\/domain\//.test(name))).toEqual([]);
    const { code } = await workflowBundle();
    const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]?.replace(/^node:/, '') ?? '');
    expect(required.filter((name) => builtinModules.includes(name))).toEqual([]);
    expect(names.filter((name) => builtinModules.includes(name.replace(/^(node:|external )/, '')))).toEqual([]);
  }, 60_000);
});
