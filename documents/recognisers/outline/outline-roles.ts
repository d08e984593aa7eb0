import type { Paragraph } from '../../blocks/block.js';
import type { Assignment } from '../assignment/assignment.js';
import { backgroundReason, isPreamble, isTimeOnly } from './background-section.js';
import type { Section } from '../heading-tree.js';
import { titledText } from './outline-text.js';

/** Neighbouring items and the heading they stand under. */
export interface WorkGroup {
  parent: Section;
  items: Section[];
  /** Its heading announces no work; it was taken for want of any other. */
  background: boolean;
}

/** A single item among headings, at the top of the document. */
export function isLone({ parent, items }: WorkGroup): boolean {
  return parent.head === null && items.length * 3 <= parent.sections.length;
}

/** Reads a paragraph's assignment, or only what counts as one in this document. */
export type ReadAssignment = (text: string) => Assignment | null;

/** Which numbered paragraphs are items, in the order of the document. */
export function workGroups(root: Section, read: ReadAssignment): WorkGroup[] {
  const groups = groupsIn(root, { read, all: false });
  return groups.length > 0
    ? groups
    : groupsIn(root, { read, all: true }).map((group) => ({ ...group, background: true }));
}

interface Reading {
  read: ReadAssignment;
  /** Take sections whose headings announce no work, too. */
  all: boolean;
}

function groupsIn(parent: Section, reading: Reading): WorkGroup[] {
  const points = pointsOf(parent, reading.read);
  const sections = points.filter((section) => reading.all || !isBackground(section, reading));
  const neighbours = neighboursOf(sections, reading);
  const roles = sections.map((section) => roleOf(section, neighbours, reading));
  const items = sections.filter((section, index) => roles[index] === 'item' && saysAnything(section, reading.read));
  const within = sections
    .filter((_, index) => roles[index] === 'heading')
    .flatMap((section) => groupsIn(section, reading));
  return items.length > 0 ? [{ parent, items, background: false }, ...within] : within;
}

/** A number over nothing but 完成时限：… or over further numbers has lost its text. */
function saysAnything(section: Section, read: ReadAssignment): boolean {
  const text = textOf(section);
  if ((read(text)?.rest ?? text) !== '' || bodyOf(section, read).length > 0) return true;
  return section.sections.some((child) => saysAnything(child, read));
}

function isBackground(section: Section, { read }: Reading): boolean {
  const title = titledText(textOf(section)).title;
  const top = !section.parent?.head || section.parent.head.number.level === 'chapter';
  if (top ? backgroundReason(title) === null : !isPreamble(title)) return false;
  // 保障措施 whose points say who does them is work.
  return !section.sections.some((child) => assignmentsIn(child, read).some(({ divisions }) => divisions.length > 0));
}

type Role = 'item' | 'heading' | 'empty';

/** What stands beside a section under the same heading. */
interface Neighbours {
  count: number;
  /** Those without points. */
  leaves: number;
  /** Those of the leaves that say more than a title. */
  bodied: number;
  /** Their points are counted through from one to the next: what is counted is the work. */
  countedThrough: boolean;
}

function neighboursOf(sections: readonly Section[], { read }: Reading): Neighbours {
  const leaves = sections.filter((section) => pointsOf(section, read).length === 0);
  const bodied = leaves.filter((leaf) => hasBody(leaf, read)).length;
  return { count: sections.length, leaves: leaves.length, bodied, countedThrough: isCountedThrough(sections, read) };
}

/** 一、 holds 1. and 2., 二、 goes on with 3. */
function isCountedThrough(sections: readonly Section[], read: ReadAssignment): boolean {
  const counted = sections.map((section) => pointsOf(section, read)).filter((points) => points.length > 0);
  const goesOn = counted.filter((points, index) => {
    const before = counted[index - 1]?.at(-1)?.head?.number;
    const first = points[0]?.head?.number;
    return before !== undefined && first?.level === before.level && first.value === before.value + 1;
  });
  return counted.length > 1 && goesOn.length === counted.length - 1;
}

function roleOf(section: Section, neighbours: Neighbours, { read }: Reading): Role {
  const points = pointsOf(section, read);
  if (points.length === 0) return leafRole(section, neighbours, read);
  if (assignedByPoint(points, read) || neighbours.countedThrough) return 'heading';
  const deep = points.some((point) => pointsOf(point, read).length > 0);
  // 1.工作目标：… 2.工作措施：… 3.责任单位：… are the fields of one piece of work.
  if (!deep && (points.length < section.sections.length || points.some((point) => isLabelled(textOf(point)))))
    return 'item';
  const structured = deep || points.some((point) => hasText(point, read));
  if (ownAssignments(section, read).length > 0) return structured ? 'heading' : 'item';
  const level = section.head?.number.level;
  const outermost = !section.parent?.head && (level === 'chinese' || level === 'chapter');
  if (deep || (outermost && structured)) return 'heading';
  if (titledText(textOf(section)).hasBody) return 'item';
  if (structured || outermost) return 'heading';
  if (bodyOf(section, read).some((text) => !isIntro(text))) return 'item';
  // A title with short points among neighbours that are items is one too.
  const others = neighbours.count - 1;
  return others > 0 && neighbours.bodied * 2 >= others ? 'item' : 'heading';
}

/** A paragraph without points of its own is work if it says anything, or if its neighbours say as little. */
function leafRole(section: Section, { count, leaves }: Neighbours, read: ReadAssignment): Role {
  if (section.body.some((block) => block.kind === 'table')) return 'empty';
  const { title, body } = titledText(textOf(section));
  if (isTimeOnly(title, [body, ...paragraphsOf(section).map(({ text }) => text)].join(''))) return 'empty';
  const text = textOf(section);
  if (hasBody(section, read)) return 'item';
  // 6、…… stands for points that were left out.
  if (!/[\p{L}\p{N}]/u.test(text)) return 'empty';
  return leaves * 2 > count ? 'item' : 'empty';
}

/** The points of a section; a point that is no more than 责任单位：… is a field of it. */
export function pointsOf(section: Section, read: ReadAssignment): Section[] {
  return section.sections.filter((child) => !isField(child, read));
}

export function isField(section: Section, read: ReadAssignment): boolean {
  return section.sections.length === 0 && read(textOf(section))?.rest === '' && bodyOf(section, read).length === 0;
}

/** Most points name their own bodies or times. */
function assignedByPoint(points: readonly Section[], read: ReadAssignment): boolean {
  const assigned = points.filter((point) => assignmentsIn(point, read).length > 0);
  return assigned.length > 0 && assigned.length * 2 >= points.length;
}

/** What the section says of itself: in its head, in the text under it, in fields. */
export function ownAssignments(section: Section, read: ReadAssignment): { assignment: Assignment; at: Paragraph }[] {
  const own = [...(section.head ? [section.head.paragraph] : []), ...paragraphsOf(section)];
  const fields = section.sections.filter((child) => isField(child, read)).flatMap((child) => paragraphsWithin(child));
  return [...own, ...fields].flatMap((at) => {
    const assignment = read(at === section.head?.paragraph ? textOf(section) : fieldText(at, section));
    return assignment ? [{ assignment, at }] : [];
  });
}

function fieldText(paragraph: Paragraph, section: Section): string {
  const field = section.sections.find((child) => child.head?.paragraph === paragraph);
  return field ? textOf(field) : paragraph.text;
}

export function assignmentsIn(section: Section, read: ReadAssignment): Assignment[] {
  const own = ownAssignments(section, read).map(({ assignment }) => assignment);
  return [...own, ...section.sections.flatMap((child) => assignmentsIn(child, read))];
}

/** More than a title: text after it, paragraphs below, or an assignment. */
function hasBody(section: Section, read: ReadAssignment): boolean {
  return (
    hasText(section, read) ||
    [textOf(section), ...paragraphsOf(section).map(({ text }) => text)].some((text) => read(text) !== null)
  );
}

export function hasText(section: Section, read: ReadAssignment): boolean {
  const text = textOf(section);
  return titledText(read(text)?.rest ?? text).hasBody || bodyOf(section, read).length > 0;
}

/** 工作目标：…, 主要措施：… */
export const CONTENTS_LABEL = /^(?:工作|主要|具体|年度)?(?:内容|目标|任务|目标任务)[:：]\s*/u;
export const MEASURES_LABEL = /^(?:工作|主要|具体|推进|落实|整改)?(?:措施|举措)[:：]\s*/u;

function isLabelled(text: string): boolean {
  return CONTENTS_LABEL.test(text) || MEASURES_LABEL.test(text);
}

function bodyOf(section: Section, read: ReadAssignment): string[] {
  return paragraphsOf(section)
    .map(({ text }) => read(text)?.rest ?? text)
    .filter((text) => text !== '');
}

/** 重点做好以下工作： announces what follows and says nothing itself. */
function isIntro(text: string): boolean {
  return /[:：]$|(?:以下|如下|下列)/u.test(text);
}

export function textOf(section: Section): string {
  return section.head?.number.rest ?? '';
}

export function paragraphsOf(section: Section): Paragraph[] {
  return section.body.filter((block) => block.kind === 'paragraph');
}

/** Head and body paragraphs of the section and of all within it, in order. */
export function paragraphsWithin(section: Section): Paragraph[] {
  return [
    ...(section.head ? [section.head.paragraph] : []),
    ...paragraphsOf(section),
    ...section.sections.flatMap(paragraphsWithin),
  ];
}
