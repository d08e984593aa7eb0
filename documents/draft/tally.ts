import type { PlanWarning, Tally } from '../../domain/plan.js';
import type { Block, Place, Table, TableCell } from '../blocks/block.js';
import type { Finding, PlanFront } from '../recognisers/recogniser.js';
import { placeOf, Warnings } from './plan-warnings.js';
import { reasonsOf } from './tally-reasons.js';
import { columnsOf, isAssigned, looksLikeWork } from './work-like.js';

/** A sample of a skipped text, in characters. */
const SAMPLE = 40;

/** A paragraph, or one row of a table. */
interface Unit {
  place: Place;
  text: string;
  /** `null`: items were made of it. */
  why: string | null;
}

/** What became of every paragraph and row; and a warning for what was left out although it looks like work. */
export function tallyOf(
  blocks: readonly Block[],
  findings: readonly Finding[],
  front: PlanFront,
): { tally: Tally; warnings: PlanWarning[] } {
  const claimed = new Set(findings.flatMap((finding) => [...finding.claimed]));
  const passed = new Map(findings.flatMap((finding) => finding.passedOver ?? []).map(({ block, why }) => [block, why]));
  const reasons = reasonsOf(blocks, claimed, front);
  const rows = passedRowsOf(findings);
  const units = blocks.flatMap((block) => {
    const why = passed.get(block) ?? reasons.get(block)?.why ?? null;
    if (block.kind === 'paragraph') return [{ place: block, text: block.text, why }];
    return block.grid.map((row, index) => rowUnit(row, why ?? rows.get(block)?.get(index) ?? null));
  });
  const left = blocks.map((block, index) => {
    const reason = reasons.get(block);
    return reason !== undefined && (isAssigned(block) || (!reason.harmless && looksLikeWork(block, blocks[index + 1])));
  });
  return { tally: talliedUp(units), warnings: warningsOf(blocks, left) };
}

function passedRowsOf(findings: readonly Finding[]): Map<Table, Map<number, string>> {
  const rows = new Map<Table, Map<number, string>>();
  for (const { table, row, why } of findings.flatMap((finding) => finding.passedRows ?? [])) {
    const known = rows.get(table) ?? new Map<number, string>();
    rows.set(table, known.set(row, why));
  }
  return rows;
}

function rowUnit(row: readonly TableCell[], why: string | null): Unit {
  const [first] = row;
  const { column: _, ...place } = first ?? { line: 1 };
  return { place, text: [...new Set(row.map((cell) => cell.text))].filter(Boolean).join(' '), why };
}

function talliedUp(units: readonly Unit[]): Tally {
  const tally: Tally = { used: 0, skipped: [] };
  for (const run of runsOf(units, (unit) => unit.why)) {
    const [first] = run;
    if (!first) continue;
    if (first.why === null) tally.used += run.length;
    else {
      const at = placeOf(run.map((unit) => unit.place));
      tally.skipped.push({ at, count: run.length, text: first.text.slice(0, SAMPLE), why: first.why });
    }
  }
  return tally;
}

/** One warning for each stretch of work that was left out; what merely continues it does not divide it. */
function warningsOf(blocks: readonly Block[], left: readonly boolean[]): PlanWarning[] {
  const warnings = new Warnings();
  const isLeft = new Map(blocks.map((block, index) => [block, left[index] === true]));
  for (const run of runsOf(blocks, (block) => isLeft.get(block))) {
    const [first] = run;
    if (!first || isLeft.get(first) !== true) continue;
    const message =
      first.kind === 'table'
        ? `有一个表未能识别（栏目：${columnsOf(first).join('、')}），其内容未列入事项，请核对`
        : `${run.length > 1 ? `有${run.length}段` : ''}文字像是工作任务，但未列入事项：“${first.text.slice(0, 30)}”，请核对`;
    warnings.add('work-like-skipped', message, placeOf(run));
  }
  return warnings.list;
}

/** Neighbours of which the same is to be said, together. */
function runsOf<T>(all: readonly T[], saidOf: (one: T) => unknown): T[][] {
  const runs: T[][] = [];
  for (const one of all) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && saidOf(run[0]) === saidOf(one)) run.push(one);
    else runs.push([one]);
  }
  return runs;
}
