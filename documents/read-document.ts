import { DubanError } from '../domain/errors.js';
import type { PlanWarning, Tally } from '../domain/plan.js';
import type { Block } from './blocks/block.js';
import { blocksOf } from './blocks/blocks-of.js';
import { checkSize } from './blocks/check-size.js';
import { missingAnnexes } from './front/annexes.js';
import { readFront } from './front/plan-front.js';
import { tallyOf } from './draft/tally.js';
import { chooseFindings } from './recognisers/choose-findings.js';
import { flattenedTable } from './recognisers/flattened/flattened-table.js';
import type { FoundItem } from './recognisers/found-item.js';
import { monthlySchedule } from './recognisers/months/monthly-schedule.js';
import { outline } from './recognisers/outline/outline.js';
import { phases } from './recognisers/phases/phases.js';
import type { PlanFront, Recogniser } from './recognisers/recogniser.js';
import { responsibilityTable } from './recognisers/table/responsibility-table.js';
import { taskDivision } from './recognisers/duties/task-division.js';

/** In the order of the document's likelihood to be of the kind; of equally sure findings the earlier recogniser's stands. */
export const RECOGNISERS: readonly Recogniser[] = [
  responsibilityTable,
  flattenedTable,
  monthlySchedule,
  phases,
  taskDivision,
  outline,
];

/** All that a document says, before a calendar is laid to it. Plain data, so that it can cross a thread's border. */
export interface Reading {
  fileName: string;
  front: PlanFront;
  items: FoundItem[];
  warnings: PlanWarning[];
  tally: Tally;
}

/**
 * Reads a document's bytes: what format they are, what blocks it has, what work those set out.
 *
 * @throws DubanError `file-unreadable` and its kin of the formats; `plan-unrecognised`, `plan-columns`, `plan-empty`
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<Reading> {
  const { blocks, warnings } = await blocksOf(bytes, fileName);
  const reading = readBlocks(blocks, fileName);
  return { ...reading, warnings: [...warnings, ...reading.warnings] };
}

/** Blocks to what they set out. @throws DubanError `file-too-large`, `plan-unrecognised`, `plan-columns`, `plan-empty` */
export function readBlocks(blocks: readonly Block[], fileName: string): Reading {
  if (blocks.length === 0) throw unrecognised(fileName, '文件中没有文字');
  checkSize(blocks, fileName);
  const front = readFront(blocks);
  const found = RECOGNISERS.flatMap((recogniser) => recogniser.recognise(blocks, { fileName, front }));
  const findings = chooseFindings(found);
  const items = inOrder(findings.flatMap((finding) => finding.items));
  if (items.length === 0) throw unrecognised(fileName, '未找到任务分解表，也未找到分条列出的工作任务');
  const { tally, warnings } = tallyOf(blocks, findings, front);
  return {
    fileName,
    front,
    items,
    warnings: [...findings.flatMap((finding) => finding.warnings), ...warnings, ...missingAnnexes(blocks)],
    tally,
  };
}

/** As they stand in the document, where one finding's items stand between those of another. */
function inOrder(items: readonly FoundItem[]): FoundItem[] {
  return items.toSorted((a, b) => a.place.firstLine - b.place.firstLine);
}

function unrecognised(fileName: string, why: string): DubanError {
  const kinds = RECOGNISERS.map((recogniser) => recogniser.kind);
  return new DubanError('plan-unrecognised', `无法识别方案“${fileName}”：${why}。目前可以读取：${kinds.join('；')}。`, {
    fileName,
    why,
    kinds,
  });
}
