// `node bench/reading.mjs`: how long plans take to be read, and how much memory. Every figure is of a process of its own;
// what is compared is measured in turn, so that whatever else the machine does falls on both.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { ledger } from './ledger.mjs';

const RUNS = 5;
const ROWS = 10_000;
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** What is measured: each gives the work, everything it needs loaded. */
const WORKS = {
  'empty thread': async () => () => new Promise((resolve) => new Worker('', { eval: true }).once('exit', resolve)),
  'bare library': async (file) => {
    const XLSX = await import('@e965/xlsx');
    const bytes = readFileSync(file);
    return () => {
      const book = XLSX.read(bytes, { type: 'buffer' });
      return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }).length;
    };
  },
  'bare library, dense, with styles': async (file) => {
    const XLSX = await import('@e965/xlsx');
    const bytes = readFileSync(file);
    return () => {
      const book = XLSX.read(bytes, { type: 'buffer', dense: true, cellStyles: true, cellNF: true, sheetStubs: true });
      return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }).length;
    };
  },
  'to blocks': async (file) => {
    const { blocksOf } = await import('../dist/documents/blocks/blocks-of.js');
    await import('../dist/documents/blocks/sheet/sheet.js');
    const bytes = readFileSync(file);
    return async () => (await blocksOf(bytes, path.basename(file))).blocks.length;
  },
  'in the process': async (file) => {
    const { readDocument } = await import('../dist/documents/read-document.js');
    if (file.endsWith('.xlsx')) await import('../dist/documents/blocks/sheet/sheet.js');
    const bytes = readFileSync(file);
    return async () => (await readDocument(bytes, path.basename(file))).items.length;
  },
  'in a thread': async (file) => {
    const { readSafely } = await import('../dist/documents/read-safely.js');
    const bytes = readFileSync(file);
    return async () => (await readSafely(bytes, path.basename(file))).items.length;
  },
};

const [what, file] = process.argv.slice(2);
if (what) console.log(JSON.stringify(await measure(what, file)));
else await main();

async function main() {
  execFileSync(process.execPath, [path.join(ROOT, 'embedded', 'bootstrap.mjs'), 'build'], { stdio: 'inherit' });
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-bench-'));
  try {
    plans();
    const book = path.join(folder, 'ledger.xlsx');
    writeFileSync(book, await ledger(ROWS));
    workbook(book);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plans() {
  const { thread } = medians(['empty thread'], '', (found) => ({ thread: found['empty thread'] }));
  console.log(`\nbaseline: a thread that does nothing, ${thread.ms.toFixed(0)} ms\n`);
  console.log('| plan | items | first read, ms | in a thread, ms | ratio to the empty thread | memory, MiB |');
  console.log('|---|---|---|---|---|---|');
  const folder = path.join(ROOT, 'samples');
  for (const name of readdirSync(folder).filter((one) => /^(?!progress).*\.txt$/.test(one))) {
    const found = medians(['in the process', 'in a thread'], path.join(folder, name));
    const [own, apart] = [found['in the process'], found['in a thread']];
    const cells = [own.result, own.ms.toFixed(0), apart.ms.toFixed(0), (apart.ms / thread.ms).toFixed(1)];
    console.log(`| ${name.replace('.txt', '')} | ${cells.join(' | ')} | ${apart.mib.toFixed(0)} |`);
  }
}

function workbook(book) {
  const works = ['bare library', 'bare library, dense, with styles', 'to blocks', 'in the process', 'in a thread'];
  const found = medians(works, book);
  const base = found['bare library'];
  console.log(`\n| ${ROWS} rows, 7 columns | result | ms | ratio to the bare library | memory, MiB | ratio |`);
  console.log('|---|---|---|---|---|---|');
  for (const name of works) {
    const { ms, mib, result } = found[name];
    const cells = [result, ms.toFixed(0), (ms / base.ms).toFixed(2), mib.toFixed(0), (mib / base.mib).toFixed(2)];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}

/** The median of each work, all of them measured in turn. */
function medians(works, ...[book, give = (found) => found]) {
  const all = Object.fromEntries(works.map((work) => [work, []]));
  for (let run = 0; run < RUNS; run += 1) {
    for (const work of works) {
      const printed = execFileSync(process.execPath, [fileURLToPath(import.meta.url), work, book], {
        encoding: 'utf8',
      });
      all[work].push(JSON.parse(printed));
    }
  }
  const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return give(
    Object.fromEntries(
      works.map((work) => [
        work,
        {
          result: all[work][0].result,
          ms: middle(all[work].map(({ ms }) => ms)),
          mib: middle(all[work].map(({ mib }) => mib)),
        },
      ]),
    ),
  );
}

/** The first run of a work in this process: as an officer's file is read, once. Memory is what it added at its most. */
async function measure(name, of) {
  const work = await WORKS[name](of);
  globalThis.gc?.();
  const atRest = process.memoryUsage.rss();
  const began = performance.now();
  const result = await work();
  const ms = performance.now() - began;
  return { result, ms, mib: (mostHeld() - atRest) / 1024 / 1024 };
}

/** The most memory this process has held; where the system does not tell, what it holds now. */
function mostHeld() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.memoryUsage.rss();
  }
}
