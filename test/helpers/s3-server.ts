import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../../embedded/cache-folder.js';
import { freePort } from '../../embedded/free-port.js';
import { runProgram } from '../../embedded/run-program.js';

const MODULE = 'github.com/johannesboyne/gofakes3/cmd/gofakes3@v1.2.0';
const PROGRAM = process.platform === 'win32' ? 'gofakes3.exe' : 'gofakes3';

/** An S3 server of this machine, built once with Go; undefined where there is no Go, which under CI is a failure. */
export async function findS3Server(): Promise<string | undefined> {
  const cache = cacheFolder();
  const target = path.join(cache, PROGRAM);
  if (existsSync(target)) return target;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'build-'));
  try {
    const { code, output } = await runProgram('go', ['install', MODULE], { env: { ...process.env, GOBIN: folder } });
    if (code === 0) {
      await rename(path.join(folder, PROGRAM), target);
      return target;
    }
    if (process.env.CI) throw new Error(`the S3 server could not be built: ${output}`);
    console.warn('no Go on this machine: the S3 store is not tested');
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The server with an empty bucket, on loopback, in memory. */
export async function startS3(program: string) {
  const port = await freePort();
  const args = ['-backend', 'memory', '-host', `127.0.0.1:${port}`, '-initialbucket', 'duban', '-quiet'];
  const child = spawn(program, args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let n = 0; n < 200; n += 1) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await sleep(50);
  }
  return {
    bucketUrl: `${url}/duban`,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
