// `node bench/start.mjs`: how long `npm start` takes from an empty data folder and from a used one, and the memory of
// each process, as ratios to a baseline of the same run: a bare Node process that loads the CLI and prints its help.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const WARM_RUNS = 5;
const bootstrap = path.resolve(import.meta.dirname ?? '.', '..', 'embedded', 'bootstrap.mjs');
const dir = mkdtempSync(path.join(tmpdir(), 'duban-bench-'));
const names = ['WEB', 'TEMPORAL', 'TEMPORAL_UI', 'SMTP', 'POSTGRES'];
const ports = await Promise.all(names.map(freePort));
const env = { ...process.env, DUBAN_VAR_DIR: path.join(dir, 'var') };
names.forEach((name, index) => (env[`DUBAN_${name}_PORT`] = String(ports[index])));

execFileSync(process.execPath, [bootstrap, 'build'], { stdio: 'inherit' });
const baseline = median(
  Array.from({ length: WARM_RUNS }, () =>
    timed(() => execFileSync(process.execPath, [bootstrap, 'duban', '--help'], { env, stdio: 'ignore' })),
  ),
);
const cold = await start();
const warm = [];
let memory = '';
for (let run = 0; run < WARM_RUNS; run += 1) {
  const started = await start(run === WARM_RUNS - 1 ? (pid) => (memory = memoryTable(pid)) : undefined);
  warm.push(started);
}
rmSync(dir, { recursive: true, force: true });

console.log(`\n| what | seconds | ratio to baseline |\n|---|---|---|`);
for (const [what, value] of [
  ['baseline: one Node process, CLI help', baseline],
  ['`npm start`, empty data folder, to the first page', cold],
  [`\`npm start\`, used data folder, to the first page (median of ${WARM_RUNS})`, median(warm)],
]) {
  console.log(`| ${what} | ${value.toFixed(1)} | ${(value / baseline).toFixed(1)} |`);
}
if (memory !== '')
  console.log(`\n| process | resident memory, MiB | ratio to the launcher |\n|---|---|---|\n${memory}`);

/** Starts an installation, waits for its first page, and stops it. Gives seconds to the first page. */
async function start(whileUp) {
  const began = performance.now();
  const child = spawn(process.execPath, [bootstrap, 'start'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  while (!(await served())) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - began) / 1000;
  // The launcher is done a little after the first page.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  whileUp?.(child.pid);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return seconds;
}

async function served() {
  return fetch(`http://127.0.0.1:${ports[0]}/`).then(
    (page) => page.ok,
    () => false,
  );
}

/** Resident memory by process, where `ps` can tell (Linux, macOS). PostgreSQL's processes share most of theirs. */
function memoryTable(launcher) {
  if (process.platform === 'win32') return '';
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,rss,args'], { encoding: 'utf8' }).trim().split('\n').slice(1);
  const all = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter(Boolean)
    .map(([, pid, ppid, rss, args]) => ({ pid: Number(pid), ppid: Number(ppid), mib: Number(rss) / 1024, args }));
  const own = all.filter((one) => one.pid === launcher || one.ppid === launcher);
  const base = own.find((one) => one.pid === launcher)?.mib ?? 1;
  const nameOf = ({ pid, args }) =>
    pid === launcher
      ? 'launcher'
      : (/(worker|web)\/main/.exec(args)?.[1] ??
        (/start-dev/.test(args)
          ? 'Temporal'
          : /postgres/.test(args)
            ? 'PostgreSQL (main process)'
            : args.slice(0, 40)));
  return own.map((one) => `| ${nameOf(one)} | ${one.mib.toFixed(0)} | ${(one.mib / base).toFixed(1)} |`).join('\n');
}

function timed(work) {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
