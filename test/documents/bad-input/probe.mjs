// Reads one file in a process of its own, so that its time and memory can be told from those of the tests:
//   node probe.mjs FILE NAME
// Prints what came of it; then reads a sound file in the same process, which a bad one must not have harmed.
import { readFileSync } from 'node:fs';
import { readSafely } from '../../../dist/documents/read-safely.js';

const [file, name] = process.argv.slice(2);
const bytes = readFileSync(file);
const atRest = process.memoryUsage.rss();
let most = atRest;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
const began = performance.now();
const outcome = await readSafely(bytes, name).then(
  ({ items, warnings, tally }) => ({
    read: {
      items: items.slice(0, 10),
      itemCount: items.length,
      warnings: [...new Set(warnings.map(({ code }) => code))],
      used: tally.used,
    },
  }),
  (error) => ({
    refusal: { name: error.constructor.name, code: error.code, message: error.message, stack: error.stack },
  }),
);
const seconds = (performance.now() - began) / 1000;
const memory = (most - atRest) / 1024 / 1024;
clearInterval(watch);
const sound = await readSafely(
  Buffer.from('2018年工作计划\n一、主要工作\n1. 推进学区制改革。责任单位：基教处。\n'),
  '好.txt',
);
console.log(JSON.stringify({ ...outcome, seconds, memory, soundItems: sound.items.length }));
