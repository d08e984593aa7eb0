import { isDeepStrictEqual } from 'node:util';
import { addDays } from '../../domain/calendar/civil-day.js';
import type { DraftCheckpoint, DraftItem } from '../../domain/plan.js';
import { cellText, printOf } from './cell-text.js';
import type { NodeColumn } from './columns.js';
import type { KeptNode } from './kept.js';
import { listOf, listText } from './list-text.js';

export type NodeTexts = Record<NodeColumn, string>;

/** Days as `YYYY-MM-DD`, as a date cell is read back. */
export function nodeTexts({ label, from, due, why, contents }: DraftCheckpoint): NodeTexts {
  return { label: cellText(label), from, due, report: cellText(listText(contents)), why: cellText(why) };
}

/** What the cells of an item's checkpoint cannot say. */
export function keptNodeOf({ checkpoints }: DraftItem, at: number): KeptNode | undefined {
  const node = checkpoints[at];
  if (!node) return undefined;
  const before = checkpoints[at - 1];
  const texts = nodeTexts(node);
  return {
    ...{ at, from: node.from, due: node.due },
    ...(before && node.from === addDays(before.due, 1) ? { follows: true as const } : {}),
    ...(node.mark ? { mark: node.mark } : {}),
    prints: { label: printOf(texts.label), why: printOf(texts.why) },
    odd: {
      ...(texts.label === node.label ? {} : { label: node.label }),
      ...(texts.why === node.why ? {} : { why: node.why }),
      ...(isDeepStrictEqual(listOf(texts.report), node.contents) ? {} : { contents: node.contents }),
    },
  };
}
