import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wuhanFiles } from '../documents/wuhan-files.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-read-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** The built command, as an officer runs it. */
async function duban(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/client/cli.js', 'read', ...args]);
  return stdout;
}

describe('duban read', () => {
  it.each(['wuhan-2017-responsibility-items', 'tianmen-2018-work-points', 'wuhan-2017-2018-basic-education-points'])(
    'gives %s back from its workbook as it was read',
    async (name) => {
      const book = path.join(dir, `${name}.xlsx`);
      const read = await duban(`samples/${name}.txt`, '--json');
      expect(await duban(`samples/${name}.txt`, '-o', book)).toContain(`台账草稿已写入 ${book}`);
      expect(JSON.parse(await duban(book, '--json'))).toEqual(JSON.parse(read));
    },
    60_000,
  );

  it('tells a Word file from its content, whatever its name', async () => {
    const file = path.join(dir, '方案.txt');
    await writeFile(file, await wuhanFiles.docx());
    expect(await duban(file)).toContain('事项7项  检查节点22个');
  }, 60_000);
});
