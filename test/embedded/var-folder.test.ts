import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identifyProcess } from '../../embedded/process-identity.js';
import { databasePassword, linkKey, openVarFolder } from '../../embedded/var-folder.js';

const address = 'http://127.0.0.1:7600';
let base: string;
let dir: string;

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'duban-var-'));
  dir = path.join(base, 'var');
});
afterEach(() => rm(base, { recursive: true }));

describe('the var folder', () => {
  it('is made, marked and closed to others', async () => {
    const folder = await openVarFolder({ dir, address });
    if (process.platform !== 'win32') expect((await stat(dir)).mode & 0o777).toBe(0o700);
    await folder.release();
    const again = await openVarFolder({ dir, address });
    expect(again.at('log', 'web.log')).toBe(path.join(dir, 'log', 'web.log'));
    await again.release();
    expect((await readdir(dir)).sort()).toEqual(['duban-var.json', 'log']);
  });

  it('refuses a folder of something else and changes nothing in it', async () => {
    await writeFile(path.join(base, 'thesis.txt'), 'x');
    await expect(openVarFolder({ dir: base, address })).rejects.toMatchObject({ code: 'var-foreign' });
    expect(await readdir(base)).toEqual(['thesis.txt']);
  });

  it('refuses a damaged marker, one of a later version, and a file in its place', async () => {
    await (await openVarFolder({ dir, address })).release();
    await writeFile(path.join(dir, 'duban-var.json'), '{"product":');
    await expect(openVarFolder({ dir, address })).rejects.toMatchObject({ code: 'var-damaged' });
    await writeFile(path.join(dir, 'duban-var.json'), '{"product":"duban","format":2}');
    await expect(openVarFolder({ dir, address })).rejects.toMatchObject({ code: 'var-format' });
    await writeFile(path.join(base, 'file'), '');
    await expect(openVarFolder({ dir: path.join(base, 'file'), address })).rejects.toMatchObject({
      code: 'var-unusable',
    });
  });

  it('is held against a second launcher, which is told the process and its address', async () => {
    const holder = await startHolder();
    await expect(openVarFolder({ dir, address })).rejects.toThrow(`进程 ${holder.pid}，地址 http://127.0.0.1:9999`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    // The lock of a process that is gone is taken over.
    await (await openVarFolder({ dir, address })).release();
  });

  it('is taken over when the number of its holder now belongs to another process', async () => {
    const holder = await startHolder();
    const lock = path.join(dir, 'lock');
    const held = JSON.parse(await readFile(lock, 'utf8')) as { started: string };
    await writeFile(lock, JSON.stringify({ ...held, started: 'another boot/1' }));
    const folder = await openVarFolder({ dir, address });
    await folder.release();
    holder.kill('SIGKILL');
  });

  it('is taken over from an empty lock, as a power cut leaves one', async () => {
    await (await openVarFolder({ dir, address })).release();
    await writeFile(path.join(dir, 'lock'), '');
    await (await openVarFolder({ dir, address })).release();
  });

  it('keeps one key of links, for its owner alone, and makes another where it is damaged', async () => {
    const folder = await openVarFolder({ dir, address });
    const key = await linkKey(folder);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await linkKey(folder)).toBe(key);
    if (process.platform !== 'win32') expect((await stat(folder.at('link-key'))).mode & 0o777).toBe(0o600);
    await writeFile(folder.at('link-key'), '');
    expect(await linkKey(folder)).not.toBe(key);
    await folder.release();
  });

  it('keeps one database password, and does not make a second one for a database that is there', async () => {
    const folder = await openVarFolder({ dir, address });
    const password = await databasePassword(folder);
    expect(await databasePassword(folder)).toBe(password);
    if (process.platform !== 'win32') expect((await stat(folder.at('postgres-password'))).mode & 0o777).toBe(0o600);
    await rm(folder.at('postgres-password'));
    await writeFile(folder.at('postgres'), '');
    await expect(databasePassword(folder)).rejects.toMatchObject({ code: 'var-damaged' });
    await folder.release();
  });
});

/** Another process that looks, from its lock, like a launcher on the folder. */
async function startHolder(): Promise<ReturnType<typeof spawn>> {
  await (await openVarFolder({ dir, address })).release();
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(holder, 'spawn');
  const identity = await identifyProcess(holder.pid!);
  await writeFile(
    path.join(dir, 'lock'),
    JSON.stringify({ pid: holder.pid, started: identity!.started, address: 'http://127.0.0.1:9999' }),
  );
  return holder;
}
