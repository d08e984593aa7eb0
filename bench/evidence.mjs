// `node bench/evidence.mjs [folder]`: 1,000 files of 1 MiB taken in as evidence, on disk for good when each is done, against `cp` and
// `sha256sum` of the same files on the same disk, with and without `sync`. Memory is what the process had at most. Several rounds; the median.
import { execFileSync, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepFiles } from '../dist/client/keep-files.js';
import { folderStore } from '../dist/register/evidence-store.js';

const [FILES, SIZE, ROUNDS] = [1_000, 1024 * 1024, 3];
const PDF = Buffer.from('%PDF-1.7\n');

if (process.send !== undefined) await takeIn(...process.argv.slice(2));
else await measure(process.argv[2] ?? tmpdir());

async function measure(folder) {
  const dir = mkdtempSync(path.join(folder, 'duban-bench-'));
  try {
    const source = path.join(dir, 'source');
    mkdirSync(source);
    for (let n = 0; n < FILES; n += 1) {
      writeFileSync(path.join(source, `${n}.pdf`), Buffer.concat([PDF, randomBytes(SIZE - PDF.length)]));
    }
    execFileSync('sync');
    const rows = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const copy = path.join(dir, `copy-${n}`);
      const plain = await timed(() => {
        execFileSync('cp', ['-r', source, copy]);
        execFileSync('sh', ['-c', `sha256sum "$0"/* > /dev/null`, copy]);
      });
      const synced = plain + (await timed(() => execFileSync('sync', ['-f', copy])));
      const evidence = path.join(dir, `evidence-${n}`);
      let memory;
      const ours = await timed(async () => {
        const child = fork(import.meta.filename, [source, evidence]);
        [memory] = await once(child, 'message');
        await once(child, 'exit');
      });
      rows.push({ plain, synced, ours, memory });
      for (const name of [copy, evidence]) rmSync(name, { recursive: true });
    }
    print(rows);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** As an office's command does, in a process of its own: by fifties, each file looked at first. */
async function takeIn(source, dir) {
  const names = readdirSync(source).map((name) => path.join(source, name));
  const evidence = folderStore(dir);
  const evidenceLimits = { files: 50, size: 2 * SIZE };
  for (let n = 0; n < names.length; n += 50) await keepFiles({ evidence, evidenceLimits }, names.slice(n, n + 50));
  process.send(process.resourceUsage().maxRSS / 1024);
  process.disconnect();
}

async function timed(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

function print(rows) {
  const median = (of) => rows.map(of).sort((a, b) => a - b)[Math.floor(rows.length / 2)];
  const [plain, synced, ours, memory] = ['plain', 'synced', 'ours', 'memory'].map((key) => median((row) => row[key]));
  console.log(`\n${FILES.toLocaleString('en')} files of 1 MiB, median of ${ROUNDS}`);
  console.log('| what | seconds | ratio of ours to it |\n|---|---|---|');
  console.log(`| \`cp\`, \`sha256sum\` | ${plain.toFixed(2)} | ${(ours / plain).toFixed(2)} |`);
  console.log(`| the same, then \`sync\` | ${synced.toFixed(2)} | ${(ours / synced).toFixed(2)} |`);
  console.log(`| taken in as evidence | ${ours.toFixed(2)} | |`);
  console.log(`\nPeak memory of the process that takes in: ${memory.toFixed(0)} MiB.`);
}
