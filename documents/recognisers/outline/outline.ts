import type { Block } from '../../blocks/block.js';
import { assignmentIn } from '../assignment/assignment.js';
import { liftClosing } from '../assignment/closing-assignment.js';
import { allSections, headingTree, type Section } from '../heading-tree.js';
import { outlineBlocks } from './outline-blocks.js';
import { outlineCodes } from './outline-codes.js';
import { findingOf, SURENESS } from './outline-finding.js';
import { isLone, paragraphsOf, textOf, workGroups, type ReadAssignment, type WorkGroup } from './outline-roles.js';
import { titledText } from './outline-text.js';
import type { Finding, Recogniser, RecogniserContext } from '../recogniser.js';
import { hasResponsibilityTable } from '../table/table-words.js';

/** Numbered work under headings: 工作要点, 工作计划, 实施意见. */
export const outline: Recogniser = {
  name: 'outline',
  kind: '分条列出的工作要点、工作计划（一、（一）1.）',
  recognise,
};

function recognise(blocks: readonly Block[], context: RecogniserContext): Finding[] {
  const prepared = outlineBlocks(blocks, context.front.titleLine);
  const root = headingTree(prepared.blocks);
  const read = reader(root);
  dropClosing(root, read);
  const lifted = liftClosing(root, read);
  const groups = workGroups(root, read).flatMap(apart);
  const codes = outlineCodes(groups);
  const taken = new Set<Block>();
  const findings = groups.map((group) => findingOf(group, { prepared, read, codes, context, taken, lifted }));
  // Beside a table that shares the work out, numbered paragraphs are the notice it came with, unless they say who does them.
  if (hasResponsibilityTable(blocks)) return findings.filter(({ sureness }) => sureness >= SURENESS.assigned);
  return findings;
}

/** Names alone in brackets count only where half of the numbered paragraphs end so. */
function reader(root: Section): ReadAssignment {
  const known = new Map<string, ReturnType<ReadAssignment>>();
  const all = (text: string) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const assignment = assignmentIn(text);
    known.set(text, assignment);
    return assignment;
  };
  const leaves = allSections(root).filter((section) => section.head && section.sections.length === 0);
  const bare = leaves.filter((leaf) =>
    [textOf(leaf), ...paragraphsOf(leaf).map(({ text }) => text)].some((text) => all(text)?.sure === false),
  );
  const habit = bare.length > 1 && bare.length * 2 >= leaves.length;
  return (text) => {
    const assignment = all(text);
    return assignment && (assignment.sure || habit) ? assignment : null;
  };
}

/** What the document says in closing, after items that are one paragraph each, is no part of the last of them. */
function dropClosing(root: Section, read: ReadAssignment): void {
  const leaves = allSections(root).filter((section) => section.head && section.sections.length === 0);
  const last = leaves.at(-1);
  if (!last || leaves.length < 3 || !titledText(textOf(last)).hasBody) return;
  const isText = (block: Block) => block.kind === 'paragraph' && read(block.text) === null;
  const long = leaves.filter((leaf) => leaf !== last && leaf.body.some(isText));
  if (long.length * 4 < leaves.length) last.body = last.body.filter((block) => !isText(block));
}

/** Headings under which another recogniser may find more: their items must not fall with the rest. */
const OTHERS = /步骤|阶段|进度|(?:时间|工作|月度|逐月|每月)安排|行事历|分工|职责/u;

/** Items beside headings each are a finding of their own; so is what may be read in another way. */
function apart(group: WorkGroup): WorkGroup[] {
  const alone = group.items.filter(
    (item) => isLone(group) || (group.parent.head === null && OTHERS.test(titledText(textOf(item)).title)),
  );
  const apart = new Set(alone);
  const rest = group.items.filter((item) => !apart.has(item));
  const groups = alone.map((item) => ({ ...group, items: [item] }));
  return [...(rest.length > 0 ? [{ ...group, items: rest }] : []), ...groups];
}
