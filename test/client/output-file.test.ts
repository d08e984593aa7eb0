import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { outputFile, writeOutputFile } from '../../client/cli/output-file.js';

const formats = { xlsx: '台账表格', csv: '数据' };
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-output-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('a file named by -o', () => {
  it('is written whole, from pieces as they come', async () => {
    const file = path.join(dir, '台账.CSV');
    const output = await outputFile(file, formats, false);
    expect(output.format).toBe('csv');
    await writeOutputFile(output, Readable.from(['甲', Buffer.from('乙')]));
    expect(await readFile(file, 'utf8')).toBe('甲乙');
  });

  it('is refused where it has another ending, stands in no folder, or is there', async () => {
    const message = /“台账.doc”应以 .xlsx（台账表格）或 .csv（数据）结尾/;
    await expect(outputFile('台账.doc', formats, false)).rejects.toThrow(message);
    const nowhere = await outputFile(path.join(dir, '无', 'a.csv'), formats, false);
    await expect(writeOutputFile(nowhere, '')).rejects.toThrow(/没有这个文件夹/);
    await writeFile(path.join(dir, 'a.csv'), '旧');
    await expect(outputFile(path.join(dir, 'a.csv'), formats, false)).rejects.toMatchObject({ code: 'output-exists' });
  });

  it('stays as it was, and nothing half is left, where what is written breaks off', async () => {
    const broken = () =>
      Readable.from(
        (async function* () {
          yield '新';
          throw Object.assign(new Error('gone'), { code: 'ECONNRESET', syscall: 'read' });
        })(),
      );
    const file = path.join(dir, 'a.csv');
    await expect(writeOutputFile(await outputFile(file, formats, false), broken())).rejects.toThrow('gone');
    expect(await readdir(dir)).toEqual([]);
    await writeFile(file, '旧');
    const over = await outputFile(file, formats, true);
    await expect(writeOutputFile(over, broken())).rejects.toThrow('gone');
    expect(await readFile(file, 'utf8')).toBe('旧');
    await writeOutputFile(over, '新');
    expect([await readFile(file, 'utf8'), await readdir(dir)]).toEqual(['新', ['a.csv']]);
  });
});
