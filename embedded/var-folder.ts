import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '../domain/errors.js';
import { writeFileAtomic } from './write-file.js';
import { lockFolder } from './var-lock.js';

/** All state of an embedded installation, in one folder that this process alone holds. */
export interface VarFolder {
  readonly dir: string;
  /** Path of something in it. */
  at(...names: string[]): string;
  /** Gives the folder free for the next launcher. */
  release(): Promise<void>;
}

const MARKER = 'duban-var.json';
const FORMAT = 1;
/** What file managers and git leave in a folder that counts as empty; the demo keeps its own, marked folder in it. */
const IGNORED = new Set(['.gitkeep', '.DS_Store', 'desktop.ini', 'demo']);

/**
 * Makes or takes the folder and locks it. `address` is what a second launcher is told to open instead.
 * Throws `var-foreign`, `var-damaged`, `var-format`, `var-unusable` or `already-running`.
 */
export async function openVarFolder(options: { dir: string; address: string }): Promise<VarFolder> {
  const dir = path.resolve(options.dir);
  await claim(dir);
  const lock = await lockFolder(dir, options.address);
  await removeDrafts(dir);
  await mkdir(path.join(dir, 'log'), { recursive: true });
  return { dir, at: (...names) => path.join(dir, ...names), release: () => lock.release() };
}

/** The password of the embedded database: made once, readable by its owner only. */
export async function databasePassword(folder: VarFolder): Promise<string> {
  const file = folder.at('postgres-password');
  const found = await readFile(file, 'utf8').catch(() => undefined);
  if (found !== undefined && /^[0-9a-f]{48}$/.test(found.trim())) return found.trim();
  if (found !== undefined || (await exists(folder.at('postgres')))) {
    throw new DubanError('var-damaged', `${file} 缺失或已损坏，无法打开数据库。请从备份恢复该文件`, { file });
  }
  const password = randomBytes(24).toString('hex');
  await writeFileAtomic(file, `${password}\n`, 0o600);
  return password;
}

/** Made once: with another, the links of mails that have gone out open nothing. */
export async function linkKey(folder: VarFolder): Promise<string> {
  const file = folder.at('link-key');
  const found = await readFile(file, 'utf8').catch(() => undefined);
  if (found !== undefined && /^[0-9a-f]{64}$/.test(found.trim())) return found.trim();
  const key = randomBytes(32).toString('hex');
  await writeFileAtomic(file, `${key}\n`, 0o600);
  return key;
}

async function claim(dir: string): Promise<void> {
  try {
    // Others on the machine have no business with the register, the mails and the evidence.
    if ((await mkdir(dir, { recursive: true, mode: 0o700 })) === undefined && process.platform !== 'win32') {
      if ((await stat(dir)).mode & 0o077 && (await names(dir)).length === 0) await chmod(dir, 0o700);
    }
    if ((await names(dir)).length === 0) {
      await writeFileAtomic(path.join(dir, MARKER), `${JSON.stringify({ product: 'duban', format: FORMAT })}\n`, 0o600);
    }
  } catch (cause) {
    throw new DubanError(
      'var-unusable',
      `数据目录 ${dir} 无法使用（${(cause as Error).message}）。请检查权限，或用 DUBAN_VAR_DIR 指定其他目录`,
      { dir, cause },
    );
  }
  await checkMarker(dir);
}

/** What launchers were writing when they were killed. Only under the lock: another's draft may be in use. */
async function removeDrafts(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (/\.(new|stale)-\d+$/.test(name)) await rm(path.join(dir, name), { recursive: true, force: true });
  }
}

async function checkMarker(dir: string): Promise<void> {
  const text = await readFile(path.join(dir, MARKER), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new DubanError(
      'var-foreign',
      `${dir} 中已有文件，但不是督办的数据目录（缺少 ${MARKER}），为免误改已停止启动。请将其移走，或用 DUBAN_VAR_DIR 指定其他目录`,
      { dir },
    );
  }
  const marker = parse(text);
  if (marker?.product !== 'duban' || typeof marker.format !== 'number') {
    throw new DubanError(
      'var-damaged',
      `${path.join(dir, MARKER)} 已损坏。请从备份恢复数据目录，或用 DUBAN_VAR_DIR 指定其他目录`,
      {
        dir,
      },
    );
  }
  if (marker.format !== FORMAT) {
    throw new DubanError(
      'var-format',
      `数据目录 ${dir} 的格式为第 ${marker.format} 版，本版本只能使用第 ${FORMAT} 版。请改用与之相符的版本，或用 DUBAN_VAR_DIR 指定其他目录`,
      { dir, format: marker.format },
    );
  }
}

function parse(text: string): { product?: unknown; format?: unknown } | undefined {
  try {
    return JSON.parse(text) as { product?: unknown; format?: unknown };
  } catch {
    return undefined;
  }
}

async function names(dir: string): Promise<string[]> {
  const found = (await readdir(dir)).filter((name) => !IGNORED.has(name));
  // A launcher killed while it wrote the marker leaves only its draft.
  for (const name of found.filter((entry) => entry.startsWith(`${MARKER}.new-`))) await rm(path.join(dir, name));
  return found.filter((entry) => !entry.startsWith(`${MARKER}.new-`));
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
