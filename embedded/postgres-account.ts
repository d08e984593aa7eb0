import { execFile } from 'node:child_process';
import { chown, lchown, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DubanError } from '../domain/errors.js';

const run = promisify(execFile);

/** How PostgreSQL, which refuses to be root, is run on behalf of whoever runs us. */
export interface PostgresAccount {
  command(program: string, args: readonly string[]): { program: string; args: string[]; uid?: number; gid?: number };
  /** Gives a file, or a folder with all in it, to the account. */
  own(target: string): Promise<void>;
}

/**
 * An ordinary user runs it directly. For root there are three ways, tried in this order, each by really running
 * `probe` (a program of ours that prints its version):
 * 1. a user namespace of its own: PostgreSQL sees an ordinary user, its files stay root's, folders closed to others do not matter;
 * 2. the account nobody with the right to pass closed folders (containers forbid 1 but mostly allow this);
 * 3. the account nobody as it is, which needs the project to stand where others may enter.
 */
export async function choosePostgresAccount(probe: string, dataParent: string): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0)
    return { command: (program, args) => ({ program, args: [...args] }), own: async () => {} };
  const { uid, gid } = await unprivilegedAccount();
  const wrappers = process.platform === 'linux' ? [namespace(uid, gid), capabilities(uid, gid)] : [];
  for (const account of [...wrappers, plain(uid, gid)]) {
    if (await works(account, probe, dataParent)) return account;
  }
  throw new DubanError(
    'postgres-needs-user',
    `PostgreSQL 不能以 root 身份运行，而其他账户又无法进入 ${path.dirname(probe)} 或 ${dataParent}。` +
      '请改用普通用户运行 npm start，或把项目移到其他用户可进入的目录（如 /opt/duban）',
  );
}

function namespace(uid: number, gid: number): PostgresAccount {
  return {
    command: (program, args) => ({
      program: 'unshare',
      args: ['-U', `--map-user=${uid}`, `--map-group=${gid}`, program, ...args],
    }),
    own: (target) => give(target, 0, 0),
  };
}

function capabilities(uid: number, gid: number): PostgresAccount {
  const right = '+dac_override';
  return {
    command: (program, args) => ({
      program: 'setpriv',
      args: [
        `--reuid=${uid}`,
        `--regid=${gid}`,
        '--clear-groups',
        `--inh-caps=${right}`,
        `--ambient-caps=${right}`,
        program,
        ...args,
      ],
    }),
    own: (target) => give(target, uid, gid),
  };
}

function plain(uid: number, gid: number): PostgresAccount {
  return {
    command: (program, args) => ({ program, args: [...args], uid, gid }),
    own: (target) => give(target, uid, gid),
  };
}

async function works(account: PostgresAccount, probe: string, dataParent: string): Promise<boolean> {
  try {
    for (const [program, args] of [
      [probe, ['--version']],
      ['/bin/sh', ['-c', 'cd "$0"', dataParent]],
    ] as const) {
      const { program: file, args: rest, ...ids } = account.command(program, args);
      await run(file, rest, { ...ids, cwd: '/' });
    }
    return true;
  } catch {
    return false;
  }
}

/** initdb looks its user up by number, so it must be one that the system knows. */
async function unprivilegedAccount(): Promise<{ uid: number; gid: number }> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const accounts = passwd
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
    .filter((account) => account.uid > 0);
  return accounts.find((account) => account.name === 'nobody') ?? accounts[0] ?? { uid: 65534, gid: 65534 };
}

async function give(target: string, uid: number, gid: number): Promise<void> {
  const found = await stat(target);
  // A folder is always given as a whole, so its own owner tells whether there is anything to do.
  if (found.uid === uid && found.gid === gid) return;
  if (found.isDirectory()) {
    const inside = await readdir(target, { recursive: true });
    for (const name of inside) await lchown(path.join(target, name), uid, gid);
  }
  await chown(target, uid, gid);
}
