import type { Block, Paragraph } from '../../blocks/block.js';
import { numberingOf, type Numbering } from '../../blocks/numbering.js';
import { headingTree, type Section } from '../heading-tree.js';

/** One point of a section, with what stands under it. */
export interface Point {
  paragraph: Paragraph;
  number: Numbering | null;
  /** The paragraph without its number. */
  text: string;
  /** Paragraphs without a number that follow it. */
  body: Paragraph[];
  points: Point[];
}

export interface Points {
  /** What stands before the first point. */
  intro: Paragraph[];
  points: Point[];
}

/**
 * What a section holds, point by point: numbered paragraphs, or the lines without number that `begins` accepts when
 * such a line comes first. Tables are left out.
 */
export function pointsOf(content: readonly Block[], begins: (text: string) => boolean): Points {
  const paragraphs = content.filter((block) => block.kind === 'paragraph');
  const starts = paragraphs.flatMap(({ text }, at) => (numberingOf(text) === null && begins(text) ? [at] : []));
  const numbered = paragraphs.findIndex(({ text }) => numberingOf(text) !== null);
  const first = starts[0];
  if (first === undefined || (numbered >= 0 && numbered < first)) {
    const root = headingTree(paragraphs);
    return { intro: paragraphsOf(root.body), points: root.sections.flatMap(pointOf) };
  }
  const points = starts.map((at, i): Point => {
    const paragraph = paragraphs[at] as Paragraph;
    const under = headingTree(paragraphs.slice(at + 1, starts[i + 1]));
    const body = paragraphsOf(under.body);
    return { paragraph, number: null, text: paragraph.text, body, points: under.sections.flatMap(pointOf) };
  });
  return { intro: paragraphs.slice(0, first), points };
}

/** A numbered section as a point. */
function pointOf({ head, body, sections }: Section): Point[] {
  if (!head) return [];
  const { paragraph, number } = head;
  return [{ paragraph, number, text: number.rest, body: paragraphsOf(body), points: sections.flatMap(pointOf) }];
}

/** Every paragraph of the point, in the order of the document. */
export function paragraphsIn(point: Point): Paragraph[] {
  const all: Paragraph[] = [];
  const open = [point];
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next.paragraph, ...next.body);
    open.push(...next.points.toReversed());
  }
  return all;
}

/** What a point says, without its number, and each numbered point under it as a text of its own. */
export function textOf(point: Point): string {
  const [, ...rest] = paragraphsIn(point);
  return [point.text, ...rest.map((paragraph) => paragraph.text)].filter((text) => text !== '').join('\n');
}

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  return blocks.filter((block) => block.kind === 'paragraph');
}
