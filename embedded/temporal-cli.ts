import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '../domain/errors.js';
import { runProgram } from './run-program.js';

export interface FindServerOptions {
  readonly cacheDir: string;
  /** One line of progress for a person. */
  readonly log: (line: string) => void;
  /** Gives up a long download or build. */
  readonly signal?: AbortSignal;
}

/** The last tag that `go install` accepts: later ones carry a `replace`. Brings server 1.29.1. */
const GO_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const PROGRAM = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/**
 * Path of a Temporal CLI, whose dev server the embedded installation runs: from PATH, from our cache, by the SDK's own
 * download, or built with Go. Throws `temporal-cli-missing`, saying what to install.
 */
export async function findTemporalCli(options: FindServerOptions): Promise<string> {
  if (await answers('temporal')) return 'temporal';
  const cached = path.join(options.cacheDir, PROGRAM);
  if (await answers(cached)) return cached;
  await mkdir(options.cacheDir, { recursive: true });
  options.log('本机没有 Temporal 服务端，正在下载（约 100 MB，视网速一至数分钟；无法联网时会立即改用其他办法）…');
  if (!(await downloaded(options.cacheDir, cached))) await buildWithGo(options, cached);
  return cached;
}

async function answers(program: string): Promise<boolean> {
  return (await runProgram(program, ['--version'], { timeoutMs: 20_000 })).code === 0;
}

/** The SDK downloads the same CLI for its tests; it is started once, as that is the only way to ask for the download. */
async function downloaded(cacheDir: string, target: string): Promise<boolean> {
  const folder = await mkdtemp(path.join(cacheDir, 'download-'));
  try {
    // Only here: loading it costs the launcher a hundred megabytes otherwise.
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const environment = await TestWorkflowEnvironment.createLocal({
      server: { ip: '127.0.0.1', executable: { type: 'cached-download', downloadDir: folder } },
    });
    await environment.teardown();
    const file = await onlyProgram(folder);
    if (!file) return false;
    await rename(file, target);
    return await answers(target);
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function onlyProgram(folder: string): Promise<string | undefined> {
  const name = (await readdir(folder)).find((entry) => /temporal/i.test(entry) && !entry.endsWith('.downloading'));
  return name === undefined ? undefined : path.join(folder, name);
}

async function buildWithGo({ cacheDir, log, signal }: FindServerOptions, target: string): Promise<void> {
  const advice =
    '请安装 Temporal 命令行（https://docs.temporal.io/cli）并确保 temporal 在 PATH 中，或安装 Go 1.24 以上版本后重试';
  if ((await runProgram('go', ['version'])).code !== 0) {
    throw new DubanError(
      'temporal-cli-missing',
      `找不到 Temporal 服务端：PATH 中没有 temporal，下载未成功，本机也没有 Go。${advice}`,
    );
  }
  const folder = await mkdtemp(path.join(cacheDir, 'build-'));
  try {
    log('下载未成功，改用 Go 从官方源码构建 Temporal 服务端（一次性，约 3—4 分钟）…');
    const { code, output } = await runProgram('go', ['install', GO_MODULE], {
      env: { ...process.env, GOBIN: folder },
      ...(signal ? { signal } : {}),
      alive: (seconds) => log(`  仍在构建，已用 ${seconds} 秒`),
    });
    const built = path.join(folder, PROGRAM);
    if (code !== 0 || !(await present(built))) {
      throw new DubanError('temporal-cli-missing', `用 Go 构建 Temporal 服务端失败：${lastLine(output)}。${advice}`, {
        output,
      });
    }
    // Renamed in whole: a build killed half-way leaves nothing that looks ready.
    await rename(built, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function present(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
