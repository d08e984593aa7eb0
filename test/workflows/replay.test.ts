import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../helpers/engine.js';

const files = (await readdir('test/histories')).filter((name) => name.endsWith('.json'));

async function saved(name: string): Promise<unknown> {
  return JSON.parse(await readFile(`test/histories/${name}`, 'utf8'));
}

describe('saved histories', () => {
  it('cover each workflow', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'campaign.json',
        'dispatch.json',
        'item-late.json',
        'item-on-time.json',
        'item-returned.json',
        'item-silent.json',
      ]),
    );
  });

  it.each(files)(
    '%s replays on the workflows of today',
    async (name) => {
      await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, await saved(name), name);
    },
    60_000,
  );

  it('do not replay on a workflow that tells another story: the replay can fail', async () => {
    const text = JSON.stringify(await saved('item-on-time.json'));
    const history: unknown = JSON.parse(
      text.replace('"workflowType":{"name":"item"}', '"workflowType":{"name":"campaign"}'),
    );
    await expect(Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history)).rejects.toThrow();
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
