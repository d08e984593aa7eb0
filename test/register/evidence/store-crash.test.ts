import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { folderStore, type StoreEntry } from '../../../register/evidence-store.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-crash-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function entries(): Promise<StoreEntry[]> {
  const all: StoreEntry[] = [];
  for await (const entry of folderStore(dir).entries()) all.push(entry);
  return all;
}

/** A process that puts what `source` yields, by the built code. */
function putting(source: string): string[] {
  const store = path.resolve('dist/register/evidence-store.js');
  if (!existsSync(store)) throw new Error('dist/ is missing: run npm run build first');
  const program = `
    import { Readable } from 'node:stream';
    import { folderStore } from ${JSON.stringify(`file://${store}`)};
    async function* source() { ${source} }
    try {
      console.log(JSON.stringify(await folderStore(${JSON.stringify(dir)}).put(Readable.from(source()))));
    } catch (error) {
      console.log(JSON.stringify({ code: error.code, message: error.message }));
    }`;
  return ['--input-type=module', '--eval', program];
}

describe('a store whose process dies or whose disk is full', () => {
  it('shows what a killed process left as still arriving, and nothing as kept; the same file can be sent again', async () => {
    const source =
      "for (let n = 0; ; n += 1) { yield Buffer.alloc(65536, n); if (n === 20) process.stdout.write('half'); await new Promise((r) => setTimeout(r, n < 20 ? 0 : 50)); }";
    const child = spawn(process.execPath, putting(source), { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const left = await entries();
    expect(left).toEqual([
      {
        kind: 'incoming',
        name: expect.stringMatching(/^incoming\/[0-9a-f-]{36}$/),
        size: expect.any(Number),
        at: expect.any(Number),
      },
    ]);
    expect(left[0]).toHaveProperty('size', expect.any(Number));
    expect(await readdir(dir)).toEqual(['incoming']);
  }, 60_000);

  it('keeps one copy though a dozen processes are killed while they put the same file, and later ones are not hindered', async () => {
    const source = 'for (let n = 0; n < 40; n += 1) yield Buffer.alloc(65536, n);';
    const hash = createHash('sha256');
    for (let n = 0; n < 40; n += 1) hash.update(Buffer.alloc(65536, n));
    const sha256 = hash.digest('hex');
    for (let n = 0; n < 4; n += 1) {
      const children = [1, 2, 3].map(() => {
        const child = spawn(process.execPath, putting(source), { stdio: 'ignore' });
        return { child, gone: once(child, 'exit') };
      });
      // Somewhere in their work, elsewhere each time.
      await sleep(60 + 70 * n);
      for (const { child, gone } of children) {
        child.kill('SIGKILL');
        await gone;
      }
      for (const entry of await entries())
        if (entry.kind === 'content') expect(entry).toMatchObject({ sha256, size: 40 * 65536 });
    }
    const { stdout } = spawnSync(process.execPath, putting(source), { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual({ sha256, size: 40 * 65536 });
    expect((await entries()).filter(({ kind }) => kind !== 'incoming')).toMatchObject([{ kind: 'content', sha256 }]);
  }, 120_000);

  it('says so when the disk is full, and leaves nothing', async () => {
    const full = await fullDisk(dir, 4);
    const { stdout } = full.run(putting('for (let n = 0; n < 100; n += 1) yield Buffer.alloc(65536, n);'));
    expect(JSON.parse(stdout)).toEqual({
      code: 'evidence-no-space',
      message: expect.stringMatching(/磁盘已满.*材料未保存，也未报送.*重新报送/),
    });
    expect(await entries()).toEqual([]);
    full.undo();
  }, 60_000);

  it('says so where it may not write', async () => {
    await mkdir(path.join(dir, 'incoming'));
    await writeFile(path.join(dir, 'file'), '');
    await rm(path.join(dir, 'incoming'), { recursive: true });
    await writeFile(path.join(dir, 'incoming'), '');
    await expect(folderStore(dir).probe()).rejects.toThrow();
    await rm(path.join(dir, 'incoming'));
    await expect(folderStore(dir).probe()).resolves.toBeUndefined();
    await chmod(dir, 0o500);
    if (process.getuid?.() !== 0)
      await expect(folderStore(dir).probe()).rejects.toMatchObject({ code: 'evidence-unwritable' });
    await chmod(dir, 0o700);
  });
});

/** A disk of so many MiB where one may be mounted; else a limit on the size of files, which the system reports much the same. */
async function fullDisk(folder: string, megabytes: number) {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  const quoted = (args: string[]): string => args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' ');
  return {
    run: (args: string[]) =>
      mounted
        ? spawnSync(process.execPath, args, { encoding: 'utf8' })
        : spawnSync(
            'sh',
            ['-c', `trap '' XFSZ; ulimit -f ${megabytes * 1024}; exec ${quoted([process.execPath, ...args])}`],
            {
              encoding: 'utf8',
            },
          ),
    undo: () => void (mounted && spawnSync('umount', [folder])),
  };
}
