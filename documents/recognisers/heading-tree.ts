import type { Block, Paragraph } from '../blocks/block.js';
import { encloses, numberingOf, type Numbering } from '../blocks/numbering.js';

/** A numbered paragraph with all that stands under it: 一、 holds its （一）, which hold their 1. */
export interface Section {
  /** `null` for the whole document. */
  head: { paragraph: Paragraph; number: Numbering } | null;
  /** What follows the head before the first numbered paragraph within it. */
  body: Block[];
  sections: Section[];
  parent: Section | null;
}

/** The document as its numbering divides it. A paragraph closes every open section that its own level does not stand within. */
export function headingTree(blocks: readonly Block[]): Section {
  const root: Section = { head: null, body: [], sections: [], parent: null };
  let open = root;
  for (const block of blocks) {
    const number = block.kind === 'paragraph' ? numberingOf(block.text) : null;
    if (block.kind === 'table' || number === null) {
      open.body.push(block);
      continue;
    }
    while (open.head && !encloses(open.head.number.level, number.level)) open = open.parent as Section;
    const section: Section = { head: { paragraph: block, number }, body: [], sections: [], parent: open };
    open.sections.push(section);
    open = section;
  }
  return root;
}

/** Every block of the section, its head first, in the order of the document. */
export function blocksIn(section: Section): Block[] {
  const blocks: Block[] = [];
  const open = [section];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.head) blocks.push(next.head.paragraph);
    // One by one: a call takes only so many arguments, and a text without headings is one body.
    for (const block of next.body) blocks.push(block);
    for (const inner of next.sections.toReversed()) open.push(inner);
  }
  return blocks;
}

/** The section and all within it, outermost first. */
export function allSections(section: Section): Section[] {
  const all: Section[] = [];
  const open = [section];
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next);
    for (const inner of next.sections.toReversed()) open.push(inner);
  }
  return all;
}
