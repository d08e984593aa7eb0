import type { Block, Paragraph } from '../../blocks/block.js';
import { placeOf, type Warnings } from '../../draft/plan-warnings.js';
import { bareName } from '../../names/person-name.js';
import { joined, type Assignment } from '../assignment/assignment.js';
import type { FoundItem } from '../found-item.js';
import type { Section } from '../heading-tree.js';
import {
  CONTENTS_LABEL,
  MEASURES_LABEL,
  isField,
  ownAssignments,
  paragraphsOf,
  paragraphsWithin,
  pointsOf,
  textOf,
  type ReadAssignment,
} from './outline-roles.js';
import { inlinePoints, LONGEST_TITLE, titledText } from './outline-text.js';
import { shortTitle } from '../points/short-title.js';
import { timeRunAt, timeRunsIn } from '../points/time-run.js';

export interface ItemContext {
  read: ReadAssignment;
  original: (block: Block) => Block;
  warnings: Warnings;
  code: string;
  heading: string;
  /** What the headings above say for all that stands under them. */
  inherited: Pick<Assignment, 'divisions' | 'leaders' | 'deadlines' | 'unread'>;
}

/** A numbered paragraph and what stands under it, as an item. */
export function outlineItem(section: Section, context: ItemContext): FoundItem {
  const { read, original, code, heading, inherited } = context;
  const paragraphs = paragraphsWithin(section).map((paragraph) => original(paragraph) as Paragraph);
  // A closing line has been moved from the last point to the whole.
  const blocks = paragraphs.toSorted((a, b) => a.line - b.line);
  const place = placeOf(blocks);
  const found = ownAssignments(section, read);
  const own = joined(found.map(({ assignment }) => assignment));
  const text = titled(readText(section, context), heading);
  const stated = own.deadlines.length > 0 ? own.deadlines : inherited.deadlines;
  const opening = stated.length > 0 ? null : openingDeadline(textOf(section), text);
  const deadlines = opening === null ? stated : [opening];
  const divisions = own.divisions.length > 0 ? own.divisions : own.unread.length > 0 ? [] : inherited.divisions;
  const dated = found.filter(({ assignment }) => assignment.deadlines.length > 0).map(({ at }) => original(at));
  const item: FoundItem = {
    ...{ code, heading, ...text, deadlines, place },
    leader: leaderOf(own.leaders.length > 0 ? own.leaders : inherited.leaders, { ...context, place }),
    divisions: divisions.map((division) => ({ ...division })),
    ...(deadlines.length === 0 ? { otherwise: 'quarters' as const } : {}),
    // All that stands under one deadline is due by it.
    ...(deadlines.length === 1 && text.contents.length > 0 ? { contentsByDeadline: [text.contents] } : {}),
    ...(dated.length > 0 ? { deadlinePlace: placeOf(dated) } : {}),
    parts: blocks.map((block) => ({ text: block.text, place: placeOf([block]) })),
  };
  if (opening !== null) {
    const message = `事项${code}的完成时限取自正文“${opening}”，请核对`;
    context.warnings.add('deadline-from-text', message, { ...place, item: code });
  }
  warnDoubts(
    item,
    found.map(({ assignment }) => assignment),
    context,
  );
  return item;
}

/** 一、责任单位：基教处 says nothing of the work itself; its first point then names it. */
function titled(text: ReadText, heading: string): ReadText {
  const [first, ...others] = text.contents;
  if (text.title !== '' || heading !== '' || first === undefined) return text;
  const { title, whole } = shortTitle(first, LONGEST_TITLE);
  return { ...text, title, contents: whole ? others : text.contents };
}

type ReadText = Pick<FoundItem, 'title' | 'contents' | 'measures'>;

function readText(section: Section, { read, original }: ItemContext): ReadText {
  const clean = (text: string) => {
    const assignment = read(text);
    // Where one paragraph shares its work out, who does what is only told by the text as it stands.
    return assignment && (assignment.clauses === 1 || assignment.rest === '') ? assignment.rest : text;
  };
  const { title, body } = titledText(clean(textOf(section)));
  const bodies = paragraphsOf(section).map((paragraph) => clean((original(paragraph) as Paragraph).text));
  const labelled = bodies.filter((text) => CONTENTS_LABEL.test(text));
  const others = [body, ...bodies.filter((text) => !CONTENTS_LABEL.test(text))].filter((text) => text !== '');
  const { before, points } = inlinePoints(others.map((text) => text.replace(MEASURES_LABEL, '')));
  const children = pointsOf(section, read).map((point) => pointText(point, { clean, read, original }));
  const done = children.filter((text) => MEASURES_LABEL.test(text)).map((text) => text.replace(MEASURES_LABEL, ''));
  const said = children.filter((text) => !MEASURES_LABEL.test(text)).map((text) => text.replace(CONTENTS_LABEL, ''));
  return {
    title,
    contents: [...labelled.map((text) => text.replace(CONTENTS_LABEL, '')), ...points, ...said],
    // A sentence that only opens the list of points has been its title.
    measures: [...before.filter((text) => points.length === 0 || text !== title), ...done],
  };
}

interface PointContext {
  clean: (text: string) => string;
  read: ReadAssignment;
  original: (block: Block) => Block;
}

/** A point with all that stands under it, as one text. */
function pointText(point: Section, context: PointContext): string {
  const { clean, read, original } = context;
  const own = paragraphsOf(point)
    .map((paragraph) => (original(paragraph) as Paragraph).text)
    .filter((text) => read(text)?.rest !== '');
  const within = point.sections
    .filter((child) => !isField(child, read))
    .map((child) => {
      const text = pointText(child, context);
      return text === '' ? '' : `${child.head?.number.written ?? ''}${text}`;
    });
  return [clean(textOf(point)), ...own, ...within].filter((text) => text !== '').join('\n');
}

function leaderOf(
  leaders: readonly string[],
  { code, warnings, place }: ItemContext & { place: FoundItem['place'] },
): string {
  const names = [...new Set(leaders.map(bareName))].filter((name) => name !== '');
  if (names.length > 1) {
    const message = `事项${code}有${names.length}名责任领导（${names.join('、')}），暂取第一名，请核对`;
    warnings.add('leader-unclear', message, { ...place, item: code });
  }
  return names[0] ?? '';
}

function warnDoubts(item: FoundItem, found: readonly Assignment[], { warnings, inherited }: ItemContext): void {
  const { code, place } = item;
  const at = { ...place, item: code };
  const unread = [
    ...new Set([...found, ...(item.divisions.length === 0 ? [inherited] : [])].flatMap((one) => one.unread)),
  ];
  if (unread.length > 0) {
    const message = `事项${code}的责任单位“${unread.join('、')}”无法识别，请补填`;
    warnings.add('division-unread', message, at);
  }
  if (found.some((one) => one.clauses > 1 && one.divisions.length > 1)) {
    const message = `事项${code}的正文分几处写明责任单位，暂一并列入，请核对各自负责的内容`;
    warnings.add('division-shared', message, at);
  }
  if (item.deadlines.length === 0) warnDates(item, warnings);
}

/** 6月底前，完成…: a text that begins with the day by which it is done, and names no other. */
function openingDeadline(said: string, { title, contents, measures }: ReadText): string | null {
  const lead = /^(?:力争|确保|争取|在|于|到)?/u.exec(said)?.[0].length ?? 0;
  const first = timeRunAt(said, lead);
  if (!first?.precise || !DUE.test(first.text) || /[后起始]$/u.test(first.text)) return null;
  const others = dueIn([title, ...contents, ...measures]).filter((text) => text !== first.text);
  return others.length === 0 ? first.text : null;
}

const DUE = /(?:[月年季][度份]?[底末]|[前内])$/u;

function dueIn(texts: readonly string[]): string[] {
  const runs = texts.flatMap((text) => timeRunsIn(text.slice(0, 2000)));
  return runs.filter(({ text, precise }) => precise && DUE.test(text)).map(({ text }) => text);
}

/** A date that the text mentions is no deadline of the whole; but the office may want it to be. */
function warnDates({ code, title, contents, measures, place }: FoundItem, warnings: Warnings): void {
  const runs = dueIn([title, ...contents, ...measures]);
  const [first] = runs;
  if (first === undefined) return;
  const message = `事项${code}的正文提到“${first}”${runs.length > 1 ? '等' : ''}，未据此设检查节点，请核对是否为完成时限`;
  warnings.add('dates-in-text', message, { ...place, item: code });
}
