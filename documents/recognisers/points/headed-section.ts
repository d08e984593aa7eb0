import type { Block, Paragraph } from '../../blocks/block.js';
import { isPageNumber } from '../../blocks/furniture.js';
import { encloses, numberingOf, type Numbering } from '../../blocks/numbering.js';
import { endsWork } from './work-end.js';
import { allSections, headingTree } from '../heading-tree.js';

/** A part of the document that its heading names: 二、工作安排 and all that stands under it. */
export interface HeadedSection {
  head: Paragraph;
  /** The heading without number and signs: `工作安排`. */
  title: string;
  /** The numbers of the headings it stands under and its own: [2] or [2, 3]; empty when it has none. */
  path: number[];
  /** What its paragraph says after the heading. */
  rest: string;
  /** Up to the next heading of its rank, the signature or the page's footer. */
  content: Block[];
}

export interface SectionForm {
  /** Whether a heading is of the kind. */
  wanted: (title: string) => boolean;
  /** Whether a line without a number begins a point of such a section: 第一阶段：…, 市教育局：…, 9月. */
  beginsPoint: (text: string) => boolean;
}

/** The sections whose heading the form wants, with or without a number. */
export function headedSections(blocks: readonly Block[], form: SectionForm): HeadedSection[] {
  const sections: HeadedSection[] = [];
  let paths: Map<Block, number[]> | null = null;
  blocks.forEach((head, at) => {
    if (head.kind === 'table') return;
    const number = numberingOf(head.text);
    if (number === null && form.beginsPoint(head.text)) return;
    const { title, rest } = titleOf(head.text, number);
    if (title === '' || !form.wanted(title)) return;
    paths ??= pathsOf(blocks);
    const content = contentAfter(blocks, at, { ...form, head: number });
    sections.push({ head, title, path: number ? (paths.get(head) ?? []) : [], rest, content });
  });
  return sections;
}

/** A heading is short, and is the whole of its line or stands before a 。 or ：. */
function titleOf(text: string, number: Numbering | null): { title: string; rest: string } {
  const bare = (number?.rest ?? text).replace(/^[【〔[■●◆★▲▶◎※*#\s]+/u, '');
  const [, written = '', rest = ''] = /^([^。：:]*)[。：:]?(.*)$/u.exec(bare) ?? [];
  const inText = rest.trim() !== '' && number === null;
  if (inText || written.length > 200) return { title: '', rest: '' };
  const title = written.replace(/[】〕\]\s]+$/u, '').replace(/\s+/g, '');
  if (title.length > 24 || /[，,；;！!？?]/u.test(title)) return { title: '', rest: '' };
  return { title, rest: rest.trim() };
}

/** The numbers of the headings that each numbered paragraph stands under, and its own. */
export function pathsOf(blocks: readonly Block[]): Map<Block, number[]> {
  const paths = new Map<Block, number[]>();
  for (const { head, parent } of allSections(headingTree(blocks))) {
    if (!head) continue;
    const above = parent?.head ? (paths.get(parent.head.paragraph) ?? []) : [];
    paths.set(head.paragraph, [...above, head.number.value]);
  }
  return paths;
}

const NEXT_HEADING =
  /^(?:保障措施|工作保障|组织保障|组织领导|工作要求|有关要求|相关要求|工作措施|注意事项|附则|其他事项|(?:加强)?组织实施|工作目标|主要任务|重点工作|实施步骤|工作步骤|任务分工|责任分工|职责分工|工作分工|考核评价|督导检查)$/u;

interface Heading extends SectionForm {
  head: Numbering | null;
}

function contentAfter(blocks: readonly Block[], at: number, { head, wanted, beginsPoint }: Heading): Block[] {
  const content: Block[] = [];
  let first: Numbering | null = null;
  let last = 0;
  for (let i = at + 1; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    if (endsWork(blocks, i)) break;
    if (block.kind === 'paragraph' && isPageNumber(block.text)) continue;
    // （九）月 looks numbered and is a month.
    const begins = block.kind === 'paragraph' && beginsPoint(block.text);
    const number = block.kind === 'paragraph' && !begins ? numberingOf(block.text) : null;
    if (begins) {
      [first, last] = [null, 0];
    } else if (number) {
      if (head && !encloses(head.level, number.level)) break;
      first ??= number;
      // Under a heading without a number, its points run on; an outer number or one begun anew is another section.
      if (!head && encloses(number.level, first.level)) break;
      if (!head && number.level === first.level && number !== first && number.value <= last) break;
      if (number.level === first.level) last = number.value;
    } else if (block.kind === 'paragraph' && endsSection(blocks, i, { wanted, first: head ? null : first, last })) {
      break;
    }
    content.push(block);
  }
  return content;
}

/** A line without a number that is the next section's heading: known as such, or points begin anew beneath it. */
function endsSection(
  blocks: readonly Block[],
  at: number,
  { wanted, first, last }: { wanted: SectionForm['wanted']; first: Numbering | null; last: number },
): boolean {
  const { title } = titleOf((blocks[at] as Paragraph).text, null);
  if (title === '') return false;
  if (NEXT_HEADING.test(title) || wanted(title)) return true;
  const next = blocks[at + 1];
  const number = next?.kind === 'paragraph' ? numberingOf(next.text) : null;
  return first !== null && number?.level === first.level && number.value <= last;
}
