import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '../domain/errors.js';
import { runProgram } from './run-program.js';
import type { FindServerOptions } from './temporal-cli.js';

/** Goes into `server.executable` of TestWorkflowEnvironment.createTimeSkipping. */
export interface TimeSkippingServer {
  readonly type: 'existing-path';
  readonly path: string;
}

const VERSION = '1.32.0';
const WINDOWS = process.platform === 'win32';

/**
 * Temporal's time-skipping server, on which a year is played: from our cache, by the SDK's own download, or from Maven
 * Central behind a small launch script. Throws `test-server-missing`, saying what to install.
 */
export async function findTimeSkippingServer(options: FindServerOptions): Promise<TimeSkippingServer> {
  const native = path.join(options.cacheDir, WINDOWS ? 'temporal-test-server.exe' : 'temporal-test-server');
  const folder = path.join(options.cacheDir, `test-server-${VERSION}`);
  if (await present(native)) return { type: 'existing-path', path: native };
  if (!(await present(scriptIn(folder)))) {
    await mkdir(options.cacheDir, { recursive: true });
    options.log('正在下载 Temporal 时间快进服务端（约 50 MB；无法联网时会立即改用其他办法）…');
    if (await downloaded(options.cacheDir, native)) return { type: 'existing-path', path: native };
    await fetchWithMaven(options, folder);
  }
  await requireJava();
  return { type: 'existing-path', path: scriptIn(folder) };
}

async function downloaded(cacheDir: string, target: string): Promise<boolean> {
  const folder = await mkdtemp(path.join(cacheDir, 'download-'));
  try {
    // Only here: loading it costs the launcher a hundred megabytes otherwise.
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'cached-download', downloadDir: folder } },
    });
    await environment.teardown();
    const name = (await readdir(folder)).find((entry) => /temporal/i.test(entry) && !entry.endsWith('.downloading'));
    if (name === undefined) return false;
    await rename(path.join(folder, name), target);
    return true;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ADVICE = '请安装 Java 17 以上版本和 Maven 后重试';

async function requireJava(): Promise<void> {
  const { code, output } = await runProgram('java', ['-version']);
  const major = Number(/version "(\d+)/.exec(output)?.[1]);
  if (code === 0 && major >= 17) return;
  const found = code === 0 ? `本机的 Java 版本过低（${major}）` : '本机没有 Java';
  throw new DubanError('test-server-missing', `时间快进服务端无法运行：${found}。${ADVICE}`);
}

async function fetchWithMaven({ cacheDir, log }: FindServerOptions, target: string): Promise<void> {
  await requireJava();
  const maven = WINDOWS ? 'mvn.cmd' : 'mvn';
  if ((await runProgram(maven, ['-version'])).code !== 0) {
    throw new DubanError('test-server-missing', `找不到时间快进服务端：下载未成功，本机也没有 Maven。${ADVICE}`);
  }
  const folder = await mkdtemp(path.join(cacheDir, 'maven-'));
  try {
    log('下载未成功，改用 Maven 取得时间快进服务端（一次性，约 1 分钟）…');
    await writeFile(path.join(folder, 'pom.xml'), pom());
    const { code, output } = await runProgram(
      maven,
      ['-B', '-q', '-f', 'pom.xml', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'],
      { cwd: folder, alive: (seconds) => log(`  仍在下载，已用 ${seconds} 秒`) },
    );
    if (code !== 0) {
      const reason = output.split('\n').find((line) => line.includes('ERROR')) ?? output.trim();
      throw new DubanError('test-server-missing', `用 Maven 取得时间快进服务端失败：${reason.trim()}。${ADVICE}`, {
        output,
      });
    }
    await writeFile(scriptIn(folder), launchScript());
    await chmod(scriptIn(folder), 0o755);
    await rm(target, { recursive: true, force: true });
    await rename(folder, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function scriptIn(folder: string): string {
  return path.join(folder, WINDOWS ? 'temporal-test-server.cmd' : 'temporal-test-server');
}

/** `exec`: the SDK ends its child by its number, which must be Java's, not the shell's. */
function launchScript(): string {
  const java = '-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
  return WINDOWS
    ? `@echo off\r\njava ${java} -cp "%~dp0lib\\*" io.temporal.testserver.TestServer %*\r\n`
    : `#!/bin/sh\nexec java ${java} -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"\n`;
}

function pom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>duban</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
    <!-- It brings no logger of its own and would say so on the terminal. -->
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;
}

function present(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
