import type { Block } from '../../blocks/block.js';
import { Warnings } from '../../draft/plan-warnings.js';
import { joined } from '../assignment/assignment.js';
import { trimmed } from '../assignment/assignment-fields.js';
import type { Section } from '../heading-tree.js';
import type { OutlineBlocks } from './outline-blocks.js';
import type { OutlineCode } from './outline-codes.js';
import { outlineItem } from './outline-items.js';
import {
  isLone,
  ownAssignments,
  paragraphsOf,
  paragraphsWithin,
  textOf,
  type ReadAssignment,
  type WorkGroup,
} from './outline-roles.js';
import { warnAssumed, warnBackground, warnDamage, warnLifted, warnLone, warnUndated } from './outline-warnings.js';
import { sectionName } from '../points/point-answers.js';
import type { Finding, RecogniserContext } from '../recogniser.js';

/** Half of the items say who does them; plain items; one item among headings; nothing but sections that announce no work. */
export const SURENESS = { assigned: 0.6, plain: 0.5, lone: 0.45, background: 0.3 };

export interface FindingContext {
  prepared: OutlineBlocks;
  read: ReadAssignment;
  codes: ReadonlyMap<Section, OutlineCode>;
  context: RecogniserContext;
  /** Sections whose closing line was taken to speak for all their points. */
  lifted: ReadonlySet<Section>;
  /** Headings that earlier findings hold. */
  taken: Set<Block>;
}

/** The items of one heading, with the headings above them. */
export function findingOf(group: WorkGroup, findingContext: FindingContext): Finding {
  const { prepared, read, codes, context, taken, lifted } = findingContext;
  const { original } = prepared;
  const warnings = new Warnings();
  const above = headsAbove(group.parent);
  const heading = above[0] ? headingText(above[0], read) : '';
  const inherited = joined(above.flatMap((head) => ownAssignments(head, read).map(({ assignment }) => assignment)));
  const items = group.items.map((section) => {
    const { code, ownNumber } = codes.get(section) ?? { code: '' };
    const item = outlineItem(section, { read, original, warnings, code, heading, inherited });
    return ownNumber === undefined ? item : { ...item, ownNumber };
  });
  const passedOver = above
    .flatMap((head) => headAndIntro(head, read))
    .filter(({ block }) => !taken.has(original(block)));
  for (const { block } of passedOver) {
    taken.add(original(block));
    if (prepared.damaged.has(block)) warnDamage(original(block), warnings);
  }
  const assigned = items.filter((item) => item.divisions.length > 0).length;
  const of = sectionName(heading);
  if (lifted.has(group.parent)) warnLifted(items, of, warnings);
  if (group.background) warnBackground(items, of, warnings);
  else if (isLone(group)) warnLone(items, warnings);
  warnAssumed(items, { issuer: context.front.issuer, of }, warnings);
  warnUndated(items, of, warnings);
  const over = passedOver.toReversed().map(({ block, why }) => ({ block: original(block), why }));
  const used = group.items.flatMap(paragraphsWithin).map(original);
  return {
    sureness: surenessOf(group, assigned * 2 >= items.length),
    items,
    claimed: new Set<Block>([...over.map(({ block }) => block), ...used]),
    warnings: warnings.list,
    passedOver: over,
  };
}

function surenessOf(group: WorkGroup, assigned: boolean): number {
  if (group.background) return SURENESS.background;
  if (assigned) return SURENESS.assigned;
  return isLone(group) ? SURENESS.lone : SURENESS.plain;
}

/** The headings over items, the nearest first. */
function headsAbove(parent: Section): Section[] {
  const heads: Section[] = [];
  for (let next: Section | null = parent; next?.head; next = next.parent) heads.push(next);
  return heads;
}

function headingText(head: Section, read: ReadAssignment): string {
  const text = textOf(head);
  return trimmed(read(text)?.rest || text);
}

function headAndIntro(section: Section, read: ReadAssignment): NonNullable<Finding['passedOver']> {
  const intro = paragraphsOf(section).map((block) => ({
    block,
    why: read(block.text)?.rest === '' ? '整节的责任单位和完成时限' : '各项工作之前的引言',
  }));
  return [...intro, ...(section.head ? [{ block: section.head.paragraph, why: '小标题' }] : [])];
}
