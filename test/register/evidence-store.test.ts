import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { folderStore } from '../../register/evidence-store.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-evidence-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const files = async (): Promise<string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)));

describe('the evidence store', () => {
  it('keeps content under its hash and gives it back', async () => {
    const store = folderStore(dir);
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await store.put(Readable.from([Buffer.from('a'), Buffer.from('bc')]))).toEqual({ sha256: abc, size: 3 });
    expect(await files()).toEqual([`ba/78/${abc}`]);
    expect((await buffer(store.read(abc))).toString()).toBe('abc');
    // Nobody can write to it.
    expect((await stat(path.join(dir, 'ba', '78', abc))).mode & 0o222).toBe(0);
  });

  it('counts bytes, also of text', async () => {
    const text = '督办材料';
    expect(await folderStore(dir).put(Readable.from([text]))).toEqual({
      sha256: createHash('sha256').update(text).digest('hex'),
      size: 12,
    });
  });

  it('keeps the same content once and leaves the first copy untouched, also when it arrives ten times at once', async () => {
    const store = folderStore(dir);
    const { sha256 } = await store.put(Readable.from([Buffer.from('x')]));
    const place = path.join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const { ino } = await stat(place);
    await Promise.all(Array.from({ length: 10 }, () => store.put(Readable.from([Buffer.from('x')]))));
    expect((await stat(place)).ino).toBe(ino);
    await Promise.all(Array.from({ length: 10 }, () => store.put(Readable.from([Buffer.from('y')]))));
    expect(await files()).toHaveLength(2);
  });

  it('leaves nothing where the stream breaks off', async () => {
    async function* broken() {
      yield Buffer.alloc(1000);
      throw new Error('connection lost');
    }
    await expect(folderStore(dir).put(Readable.from(broken()))).rejects.toThrow('connection lost');
    expect(await files()).toEqual([]);
  });

  it.each([
    '../../../etc/passwd',
    'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
    '',
    `${'a'.repeat(64)}\n`,
  ])('refuses %j for a hash', (hash) => {
    expect(() => folderStore(dir).read(hash)).toThrow('not a SHA-256');
  });

  it('streams 50 MB without holding them: what was read is on disk before much more is', async () => {
    const megabyte = 1024 * 1024;
    const chunk = Buffer.alloc(megabyte, 7);
    const hash = createHash('sha256');
    const incoming = path.join(dir, 'incoming');
    const written = (): number =>
      (existsSync(incoming) ? readdirSync(incoming) : []).reduce(
        (sum, name) => sum + statSync(path.join(incoming, name)).size,
        0,
      );
    let held = 0;
    function* megabytes() {
      for (let i = 0; i < 50; i += 1) {
        hash.update(chunk);
        held = Math.max(held, i * megabyte - written());
        yield Buffer.from(chunk);
      }
    }
    const { sha256, size } = await folderStore(dir).put(
      Readable.from(megabytes(), { objectMode: true, highWaterMark: 1 }),
    );
    expect({ sha256, size }).toEqual({ sha256: hash.digest('hex'), size: 50 * megabyte });
    expect(held).toBeLessThanOrEqual(4 * megabyte);
  }, 30_000);

  it('fails rather than to give bytes that are not those kept: a small file before its first, a large one before its last', async () => {
    const store = folderStore(dir);
    for (const size of [10, 5_000_000]) {
      const bytes = randomBytes(size);
      const { sha256 } = await store.put(Readable.from([bytes]));
      const place = path.join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
      expect((await buffer(store.read(sha256))).equals(bytes)).toBe(true);
      await chmod(place, 0o640);
      bytes[3] = (bytes[3] ?? 0) ^ 1;
      await writeFile(place, bytes);
      let given = 0;
      const reading = (async () => {
        for await (const chunk of store.read(sha256)) given += (chunk as Buffer).length;
      })();
      await expect(reading).rejects.toMatchObject({
        code: 'evidence-corrupt',
        message: expect.stringContaining(sha256),
      });
      expect(given).toBeLessThanOrEqual(Math.max(0, size - 1024 * 1024 + 256 * 1024));
      // Longer or shorter is no better, and cannot be mended by sending it again.
      await truncate(place, size - 1);
      await expect(buffer(store.read(sha256))).rejects.toMatchObject({ code: 'evidence-corrupt' });
      bytes[3] ^= 1;
      await expect(store.put(Readable.from([bytes]))).rejects.toMatchObject({ code: 'evidence-corrupt' });
    }
    await expect(buffer(store.read('0'.repeat(64)))).rejects.toMatchObject({ code: 'evidence-missing' });
  }, 30_000);

  it('keeps nothing that is not admitted', async () => {
    const refuse = {
      see: () => undefined,
      admit: () => {
        throw new Error('not this one');
      },
    };
    await expect(folderStore(dir).put(Readable.from([Buffer.from('x')]), refuse)).rejects.toThrow('not this one');
    expect(await files()).toEqual([]);
  });

  it('lists what it holds in the order of hashes, and what is not its own', async () => {
    const store = folderStore(dir);
    for (let n = 0; n < 30; n += 1) await store.put(Readable.from([String(n)]));
    await writeFile(path.join(dir, 'incoming', 'left'), 'half');
    await mkdir(path.join(dir, 'ab', 'cd'), { recursive: true });
    await writeFile(path.join(dir, 'ab', 'cd', 'note.txt'), '');
    await writeFile(path.join(dir, 'stray'), '');
    const found = [];
    for await (const entry of store.entries()) found.push(entry);
    const hashes = found.flatMap((entry) => (entry.kind === 'content' ? [entry.sha256] : []));
    expect(hashes).toHaveLength(30);
    expect(hashes).toEqual([...hashes].sort());
    expect(found.flatMap((entry) => (entry.kind === 'content' ? [] : [[entry.kind, entry.name]]))).toEqual([
      ['foreign', 'ab/cd/note.txt'],
      ['incoming', 'incoming/left'],
      ['foreign', 'stray'],
    ]);
  });
});
