import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { workflowBundle } from '../helpers/engine.js';

const FOLDER = 'test/histories';
const releases = (await readdir(FOLDER)).sort();
const files = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.json')).sort();

async function saved(name: string): Promise<unknown> {
  return JSON.parse(await readFile(`${FOLDER}/${name}`, 'utf8'));
}

describe('saved histories', () => {
  it('cover each workflow, of each release', () => {
    expect(releases).toEqual(['0.1', '0.2']);
    for (const [release, workflows] of [
      ['0.1', ['campaign', 'dispatch', 'item-late', 'item-on-time', 'item-returned', 'item-silent']],
      ['0.2', ['bulletin', 'campaign', 'campaign-bulk', 'dispatch', 'item-extended', 'item-late', 'item-on-time']],
      ['0.2', ['item-reassigned', 'item-returned', 'item-silent']],
    ] as const) {
      expect(files).toEqual(expect.arrayContaining(workflows.map((name) => `${release}/${name}.json`)));
    }
  });

  it.each(files)(
    '%s replays on the workflows of today',
    async (name) => {
      await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, await saved(name), name);
    },
    60_000,
  );

  it('do not replay on a workflow with a step they know nothing of: a planted non-determinism is found', async () => {
    const workflowsPath = fileURLToPath(new URL('planted/index.ts', import.meta.url));
    const planted = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    for (const name of files.filter((file) => file.includes('/item-'))) {
      const replay = Worker.runReplayHistory({ workflowBundle: planted }, await saved(name), name);
      await expect(replay).rejects.toMatchObject({ name: 'DeterminismViolationError' });
    }
    // The same bundle replays what was not changed.
    await Worker.runReplayHistory({ workflowBundle: planted }, await saved('0.2/dispatch.json'), 'dispatch');
  }, 60_000);

  it('hold no names and no mail addresses', async () => {
    const people = (await readFile('samples/roster.csv', 'utf8')).split(/[\r\n,]+/).filter((cell) => cell.length > 1);
    for (const name of files) {
      const text = JSON.stringify(await saved(name));
      // Payloads are base64 in the file.
      const payloads = [...text.matchAll(/"data":"([^"]+)"/g)].map(([, data]) =>
        Buffer.from(data ?? '', 'base64').toString('utf8'),
      );
      expect(payloads.length).toBeGreaterThan(0);
      const all = [text, ...payloads].join('\n');
      expect(people.filter((person) => all.includes(person))).toEqual([]);
    }
  });
});
