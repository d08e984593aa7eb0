import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keepFiles } from '../../client/keep-files.js';
import { folderStore } from '../../register/evidence-store.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-keep-'));
});
afterEach(() => rm(dir, { recursive: true }));
const keep = (...files: string[]) =>
  keepFiles(
    { evidence: folderStore(path.join(dir, 'evidence')) },
    files.map((file) => path.join(dir, file)),
  );

describe('files handed in', () => {
  it('are kept under the hash of their content, and known by their names', async () => {
    await writeFile(path.join(dir, '纪要 1.txt'), '会议纪要');
    const sha256 = createHash('sha256').update('会议纪要').digest('hex');
    expect(await keep('纪要 1.txt', '纪要 1.txt')).toEqual(
      Array(2).fill({ sha256, name: '纪要 1.txt', size: 12, type: 'txt' }),
    );
    const stored = path.join(dir, 'evidence', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    expect(await readFile(stored, 'utf8')).toBe('会议纪要');
  });

  it('are all refused, each bad one named, before any is kept', async () => {
    await writeFile(path.join(dir, '好.txt'), '好');
    await writeFile(path.join(dir, '空.txt'), '');
    await mkdir(path.join(dir, '夹'));
    const keeping = keep('好.txt', '空.txt', '夹', '无.txt');
    await expect(keeping).rejects.toThrow(
      /空\.txt”是空文件；“.*夹”是文件夹，不是文件；请压缩成 \.zip 再报送；“.*无\.txt”不存在。/,
    );
    await expect(keeping).rejects.not.toThrow(/好\.txt/);
    expect(await readdir(dir)).not.toContain('evidence');
  });

  it('are refused where they are not what they are named, too large or too many, and none is kept', async () => {
    await writeFile(path.join(dir, '总结.pdf'), 'MZ\x90\0');
    await writeFile(path.join(dir, '大.txt'), 'x'.repeat(3 * 1024 * 1024));
    await writeFile(path.join(dir, '好.txt'), '好');
    const evidence = folderStore(path.join(dir, 'evidence'));
    const limits = { evidence, evidenceLimits: { files: 2, size: 2 * 1024 * 1024 } };
    const at = (...files: string[]): string[] => files.map((file) => path.join(dir, file));
    await expect(keepFiles(limits, at('总结.pdf', '大.txt'))).rejects.toThrow(
      /总结\.pdf”内容是 Windows 程序.*大\.txt”有3 MB，超过每个文件2 MB的上限；请压缩、拆分/,
    );
    await expect(keepFiles(limits, at('好.txt', '好.txt', '好.txt'))).rejects.toMatchObject({
      code: 'evidence-too-many',
      message: expect.stringMatching(/最多报送2个佐证材料，本次有3个.*合并成压缩包/),
    });
    expect(await readdir(dir)).not.toContain('evidence');
    expect(await keepFiles(limits, at('好.txt', '好.txt'))).toHaveLength(2);
  });
});
