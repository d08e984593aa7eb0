import type { Block } from '../../blocks/block.js';
import { allSections, blocksIn, headingTree } from '../heading-tree.js';
import { backgroundReason } from '../outline/background-section.js';
import { pathsOf } from './headed-section.js';
import type { Point } from './points.js';
import { endsWork } from './work-end.js';

/** A part of the document whose heading promises nothing: its points tell by their form what they are. */
export interface FormSection {
  /** Empty where the heading is too long to name the part. */
  title: string;
  /** See `HeadedSection`. */
  path: number[];
  content: Block[];
}

const LONGEST_TITLE = 30;

/** Every section up to the end of the work, background left out. */
export function formSections(blocks: readonly Block[]): FormSection[] {
  const end = blocks.findIndex((_, at) => endsWork(blocks, at) && at * 2 > blocks.length);
  const work = end < 0 ? blocks : blocks.slice(0, end);
  const paths = pathsOf(work);
  return allSections(headingTree(work)).flatMap((section) => {
    const title = section.head?.number.rest ?? '';
    if (backgroundReason(title) !== null) return [];
    return [
      {
        title: title.length <= LONGEST_TITLE ? title : '',
        path: section.head ? (paths.get(section.head.paragraph) ?? []) : [],
        content: blocksIn(section).slice(section.head ? 1 : 0),
      },
    ];
  });
}

/** Neighbours that all belong, two or more. */
export function runsOf<T>(all: readonly T[], belongs: (one: T) => boolean): T[][] {
  const runs: T[][] = [[]];
  for (const one of all) {
    if (belongs(one)) runs.at(-1)?.push(one);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

/** Whether a point's title names background: 组织领导, 保障措施. */
export function isBackground({ text }: Point): boolean {
  return backgroundReason(text.replace(/[。：:].*$/su, '')) !== null;
}
