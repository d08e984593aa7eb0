import { varFolder } from '../config/installation.js';
import { DubanError } from '../domain/errors.js';
import { startInstallation } from './installation.js';
import { readPorts, type Ports } from './ports.js';
import { openProgress } from './progress.js';
import { openVarFolder } from './var-folder.js';

// `npm start`: the whole of an installation on one machine, until Ctrl-C.
const progress = openProgress((text) => process.stdout.write(text));
const ending = new AbortController();
const stops: (() => Promise<void>)[] = [];
const ended = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));

// npm passes on the Ctrl-C that the terminal has sent us already, so a second signal means nothing.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());
// A shell that npm put between us dies of SIGTERM without passing it on: its end is ours.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && ending.abort(), 500).unref();

let up = false;
let failure: unknown;
try {
  await run();
} catch (error) {
  failure = error;
}
const wanted = ending.signal.aborted;
await stopAll();
// Last, so that it is the line that is seen.
if (failure !== undefined && !(wanted && !(failure instanceof DubanError))) fail(failure);
process.exit();

async function run(): Promise<void> {
  const began = performance.now();
  const ports = readPorts(process.env);
  const address = `http://127.0.0.1:${ports.web}`;
  const folder = await openVarFolder({ dir: varFolder(process.env), address });
  stops.push(() => folder.release());
  progress.say(`督办正在启动，数据目录 ${folder.dir}`);
  await startInstallation({
    folder,
    ports,
    progress,
    environment: process.env,
    signal: ending.signal,
    onStop: (stop) => stops.push(stop),
    onFatal: (line) => {
      if (!ending.signal.aborted) fail(line);
      ending.abort();
    },
  });
  up = true;
  progress.say(summary(ports, (performance.now() - began) / 1000));
  await ended;
}

async function stopAll(): Promise<void> {
  ending.abort();
  if (up) progress.say('正在停止 …');
  for (const stop of stops.reverse()) await stop().catch(fail);
  if (up) progress.say('已全部停止，数据均已保存。再次运行 npm start 即从原处继续');
}

function fail(error: unknown): void {
  process.exitCode = 1;
  const known = error instanceof DubanError || typeof error === 'string';
  const line =
    error instanceof DubanError ? error.message : known ? String(error) : ((error as Error).stack ?? String(error));
  process.stderr.write(`${line}\n`);
}

function summary(ports: Ports, seconds: number): string {
  const rows = [
    ['控制台', `http://127.0.0.1:${ports.web}`],
    ['邮　箱', `http://127.0.0.1:${ports.web}/mailbox`],
    ['Temporal', `http://127.0.0.1:${ports.temporalUi}`],
    ['SMTP', `127.0.0.1:${ports.smtp}`],
    ['PostgreSQL', `127.0.0.1:${ports.postgres}`],
    ['Temporal gRPC', `127.0.0.1:${ports.temporal}`],
  ] as const;
  const width = (text: string): number => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0);
  const lines = rows.map(([name, address]) => `  ${name}${' '.repeat(16 - width(name))}${address}`);
  return [`\n督办已启动（${seconds.toFixed(1)} 秒）\n`, ...lines, '\n按 Ctrl-C 停止'].join('\n');
}
