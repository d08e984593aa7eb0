// `node bench/ledger-export.mjs`: how long the register (台账) of 10,000 rows takes to be written, and how much memory, as a ratio
// to the bare library writing the same cells without looks. Each is measured in a process of its own, in turn; medians.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '..');
const [mode, given] = process.argv.slice(2);
const RUNS = 3;
const ROWS = [10_000, 40_000];
const NAMES = {
  bare: 'bare library: the same cells, no looks, no merges',
  xlsx: 'workbook',
  csv: 'CSV',
  json: 'JSON',
};

const NOW = Date.parse('2027-10-12T12:00:00+08:00');
const head = {
  ...{ title: '全省重点工作责任分解', span: '2027年', issuer: '省政府', documentNumber: '', principal: '孟晖' },
  ...{ zone: 'Asia/Shanghai', at: NOW, by: '督查室' },
};

if (mode in NAMES) console.log(JSON.stringify(await measured(mode, Number(given))));
else await compare();

async function compare() {
  execFileSync(process.execPath, [path.join(ROOT, 'embedded', 'bootstrap.mjs'), 'build'], { stdio: 'inherit' });
  for (const rows of ROWS) {
    const all = Object.fromEntries(Object.keys(NAMES).map((name) => [name, []]));
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, results] of Object.entries(all)) {
        const args = [fileURLToPath(import.meta.url), name, String(rows)];
        results.push(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
      }
    }
    console.log(
      `| ${rows.toLocaleString('en')} rows, 24 columns | seconds | ratio | memory, MiB | ratio | file, KiB |\n|---|---|---|---|---|---|`,
    );
    const base = [median(all.bare, 'seconds'), median(all.bare, 'memory')];
    for (const [name, results] of Object.entries(all)) {
      const [seconds, memory] = [median(results, 'seconds'), median(results, 'memory')];
      const cells = [
        seconds.toFixed(2),
        (seconds / base[0]).toFixed(2),
        memory.toFixed(0),
        (memory / base[1]).toFixed(2),
      ];
      console.log(`| ${NAMES[name]} | ${cells.join(' | ')} | ${Math.round(median(results, 'size') / 1024)} |`);
    }
    console.log('');
  }
}

/** Processor seconds, and MiB that were added to the process at its most. */
async function measured(name, rows) {
  const { ledgerFile } = await import('../dist/documents/ledger/ledger-file.js');
  const { COLUMNS, valueOf } = await import('../dist/documents/ledger/ledger-columns.js');
  const { writeXlsx } = await import('hucre/xlsx');
  const before = process.resourceUsage();
  let size = 0;
  if (name === 'bare') {
    const cells = [];
    for (const item of itemsOf(rows)) {
      item.checkpoints.forEach((_, row) => cells.push(COLUMNS.map((column) => plain(valueOf(column, item, row)))));
    }
    size = (await writeXlsx({ sheets: [{ name: '督办台账', rows: cells }] })).length;
  } else {
    for await (const piece of ledgerFile({ head, items: Readable.from(itemsOf(rows)) }, name).pieces)
      size += piece.length;
  }
  const after = process.resourceUsage();
  const spent = (usage) => (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  return { seconds: spent(after) - spent(before), memory: (after.maxRSS - before.maxRSS) / 1024, size };
}

function plain(value) {
  return typeof value !== 'object' ? value : 'light' in value ? value.word : value.at / 86_400_000 + 25_569;
}

/** Four checkpoints each, made as they are asked for, no two the same. */
function* itemsOf(rows) {
  const lights = ['green', 'yellow', 'red', 'grey', 'done'].map((light) => ({ light, word: '正常' }));
  for (let n = 1; n <= rows / 4; n += 1) {
    yield {
      ...{
        number: n,
        code: `${n}.1`,
        heading: `第${Math.ceil(n / 4)}项重点任务`,
        title: `推进第${n}项工作`,
        status: 'active',
      },
      contents: [`按季度推进第${n}项工作，新建、改扩建学校12所，新增学位4800个，年底前完成验收。`],
      measures: ['召开联席会议，建立月报制度', '纳入年度绩效考核'],
      ...{ leads: ['基础教育处', `处室${n % 300}`], supporting: ['计划财务处'], leader: `负责人${n % 30}` },
      ...{ lamp: lights[n % 5], targets: [{ text: '新建、改扩建学校12所', quantity: 12, unit: '所' }], notes: [] },
      checkpoints: ['3月', '6月', '9月', '12月'].map((label, at) => ({
        ...{ label, originalDue: NOW + at * 7_776_000_000, due: NOW + at * 7_776_000_000, lamp: lights[(n + at) % 5] },
        ...{ submittedAt: at < 2 ? NOW + n * 60_000 : null, punctuality: '按时', review: '通过', returns: n % 3 },
        ...{ extension: '', figures: [{ target: 1, value: n % 12 }], behind: false, files: [`第${n}项进展情况.docx`] },
      })),
    };
  }
}

function median(results, what) {
  return results.map((result) => result[what]).sort((a, b) => a - b)[Math.floor(results.length / 2)];
}
