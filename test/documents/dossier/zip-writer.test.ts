import { execFile } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openPromise } from 'yauzl';
import { sealComment, statedSeal } from '../../../documents/dossier/seal.js';
import { dosTime } from '../../../documents/dossier/zip-records.js';
import { ZipWriter } from '../../../documents/dossier/zip-writer.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-zip-'));
});
afterAll(() => rm(dir, { recursive: true }));

const newSum = () => {
  const hash: Hash = createHash('sha256');
  return { update: (data: Uint8Array) => hash.update(data), toString: () => hash.digest('hex') };
};
const options = { newSum, time: dosTime('2027-12-31T18:05:06') };
const finish = (zip: ZipWriter) => zip.finish(sealComment, sealComment('0'.repeat(64)).length);

it('writes what a strict reader reads back, with names in Chinese, and its own hash as its comment', async () => {
  const file = path.join(dir, 'small.zip');
  const zip = await ZipWriter.create(file, options);
  const photo = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
  await zip.add('说明.txt', ['督办', '卷宗']);
  expect(await zip.add('佐证材料/1.1/0001 3月 照片.jpg', [photo], { size: photo.length, deflate: false })).toEqual({
    bytes: photo.length,
    hash: createHash('sha256').update(photo).digest('hex'),
  });
  await zip.add('空.txt', []);
  const seal = await finish(zip);
  const bytes = await readFile(file);
  const comment = sealComment(seal);
  expect(bytes.subarray(-comment.length).toString()).toBe(comment);
  expect(createHash('sha256').update(bytes.subarray(0, -comment.length)).digest('hex')).toBe(seal);
  const read = new Map<string, string>();
  const reader = await openPromise(file, { validateEntrySizes: true });
  expect(reader.comment).toBe(comment);
  for await (const entry of reader.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await reader.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    read.set(entry.fileName, Buffer.concat(chunks).toString('latin1'));
    expect(entry.getLastModDate().getFullYear()).toBe(2027);
  }
  expect([...read.keys()]).toEqual(['说明.txt', '佐证材料/1.1/0001 3月 照片.jpg', '空.txt']);
  expect(read.get('佐证材料/1.1/0001 3月 照片.jpg')).toBe(photo.toString('latin1'));
  expect(await readdir(dir)).toEqual(['small.zip']);
  // Another implementation, which checks the CRCs.
  const python = `import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))`;
  const { stdout } = await promisify(execFile)('python3', ['-c', python, file]).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'ENOENT') return { stdout: '3' };
    throw error;
  });
  expect(stdout.trim()).toBe('3');
});

it('knows a seal by its whole words at the very end only', () => {
  for (const hash of ['a1'.repeat(32), `sm3:${'b2'.repeat(32)}`]) {
    const comment = sealComment(hash);
    expect(statedSeal(Buffer.from(`PK${comment}`))).toEqual({ hash, length: comment.length });
    expect(statedSeal(Buffer.from(`${comment}\n`))).toBeNull();
    expect(statedSeal(Buffer.from(comment.slice(0, -1)))).toBeNull();
  }
});

it('goes on beyond the 65,535 entries that a plain zip file can hold', async () => {
  const file = path.join(dir, 'many.zip');
  const zip = await ZipWriter.create(file, options);
  for (let i = 0; i < 65_600; i += 1) await zip.add(`${i}`, [], { size: 0, deflate: false });
  await finish(zip);
  const reader = await openPromise(file);
  expect(reader.entryCount).toBe(65_600);
  let last = '';
  for await (const entry of reader.eachEntry()) last = entry.fileName;
  expect(last).toBe('65599');
}, 60_000);
