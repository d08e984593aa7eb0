import type { Section } from '../heading-tree.js';
import { Codes } from '../points/item-code.js';
import { isLone, type WorkGroup } from './outline-roles.js';

export interface OutlineCode {
  /** All numbers of the document from its outermost heading down to the item: 3.2.6 for 三、（二）6. */
  code: string;
  /** The item's own number, where the document counts its work through from heading to heading. */
  ownNumber?: string;
}

/** A code for each item; a list that begins again under one heading (by months) goes on as 2.1-2. */
export function outlineCodes(groups: readonly WorkGroup[]): Map<Section, OutlineCode> {
  const through = countedThrough(groups);
  const codes = new Codes();
  return new Map(
    groups
      .flatMap(({ items }) => items)
      .map((item) => {
        const path = pathOf(item);
        if (!through.has(chapterOf(item))) return [item, { code: codes.next(path.join('.')) }];
        return [item, { code: codes.next(path.slice(-2).join('.')), ownNumber: String(path.at(-1)) }];
      }),
  );
}

/**
 * The parts of the document that count their work through all headings, 1. to 27. Where some items are 1. and others
 * （一）, or where 1. comes again, a short number says less than the path. What stands alone is left out: other readers
 * (of phases, of duties) may claim it. So may a whole chapter (of months), which must not decide for the others.
 */
function countedThrough(groups: readonly WorkGroup[]): Set<Section> {
  const work = groups.filter((group) => !group.background && !isLone(group)).flatMap(({ items }) => items);
  if (runsOn(work)) return new Set(work.map(chapterOf));
  const chapters = new Map<Section, Section[]>();
  for (const item of work) {
    const within = chapters.get(chapterOf(item));
    if (within) within.push(item);
    else chapters.set(chapterOf(item), [item]);
  }
  // Only a chapter with headings of its own can count through them.
  const running = [...chapters].filter(
    ([, items]) => runsOn(items) && new Set(items.map(({ parent }) => parent)).size > 1,
  );
  return running.length === 1 ? new Set(running.map(([chapter]) => chapter)) : new Set();
}

function runsOn(items: readonly Section[]): boolean {
  return items.every(isArabic) && new Set(items.map(({ head }) => head?.number.value)).size === items.length;
}

/** The outermost section that the item stands in. */
function chapterOf(item: Section): Section {
  let chapter = item;
  while (chapter.parent?.head) chapter = chapter.parent;
  return chapter;
}

function isArabic({ head }: Section): boolean {
  return head?.number.level === 'arabic';
}

function pathOf(section: Section): number[] {
  const path: number[] = [];
  for (let next: Section | null = section; next?.head; next = next.parent) path.unshift(next.head.number.value);
  return path;
}
