import type { Block, Paragraph } from '../../blocks/block.js';
import { encloses, numberingOf, type NumberingLevel } from '../../blocks/numbering.js';
import { headedSections } from '../points/headed-section.js';
import { Codes } from '../points/item-code.js';
import { isTermHeading, monthHeading, yearHeading, type MonthHeading } from './month-heading.js';
import { itemsOfMonths, type Month } from './month-items.js';
import { monthTable } from './month-table.js';
import type { Finding, PlanFront, Recogniser, RecogniserContext } from '../recogniser.js';
import { endsWork } from '../points/work-end.js';

/** Work set out by month: 月度安排 with the months as headings, numbered tasks beneath. */
export const monthlySchedule: Recogniser = {
  name: 'monthly-schedule',
  kind: '按月列出的月度安排、行事历（以月份为小标题，其下逐条列出工作）',
  recognise,
};

const HEADING =
  /(?:月度|[每各逐分按]月|月份?).{0,8}(?:安排|计划|要点|重点|进度|一览表?|[表历]|任务|日程|分解|内容)$|(?:月度|[每各逐分按]月)(?:重点|主要)?工作$|(?:行事|工作|校)历$/u;

function recognise(blocks: readonly Block[], context: RecogniserContext): Finding[] {
  const codes = new Codes();
  const findings: Finding[] = [];
  const claimed = new Set<Block>();
  const add = (finding: Finding | null) => {
    if (!finding || [...finding.claimed].some((block) => claimed.has(block))) return;
    finding.claimed.forEach((block) => claimed.add(block));
    findings.push(finding);
  };
  const sections = headedSections(blocks, { wanted, beginsPoint: (text) => monthOf(text, true) !== null });
  // A document's title may be such a heading; the section that has it as its own comes first.
  for (const { head, content } of sections.toSorted((a, b) => b.path.length - a.path.length)) {
    const schedule = scheduleIn(content, true);
    if (schedule.months.length > 0 && isSchedule(schedule.months, 1)) {
      const near = content.indexOf(schedule.begins ?? head) <= 2 ? head : null;
      add(findingOf({ schedule, head: near, sureness: 0.95 }, context.front, codes));
    }
  }
  for (const block of blocks) {
    if (block.kind === 'table') add(monthTable(block, context.front, codes));
  }
  for (const bare of [false, true]) {
    const rest = blocks.filter((block) => !claimed.has(block));
    for (let from = 0; from < rest.length;) {
      const schedule = scheduleIn(rest, bare, from);
      if (isSchedule(schedule.months, bare ? 6 : 3) && schedule.months.every(goesOn)) {
        const sureness = isListed(schedule.months) ? 0.94 : bare ? 0.6 : 0.7;
        add(findingOf({ schedule, head: null, sureness }, context.front, codes));
      }
      from = schedule.end;
    }
  }
  return findings;
}

function goesOn({ heading }: Month, at: number, months: readonly Month[]): boolean {
  return at === 0 || stepTo(heading, (months[at - 1] as Month).heading) <= 3;
}

function wanted(title: string): boolean {
  return HEADING.test(title) && monthHeading(title, { bare: false }) === null;
}

interface Schedule {
  months: (Month & { block: Paragraph })[];
  /** Years and terms that stand over months. */
  over: Paragraph[];
  begins: Paragraph | null;
  /** The index of the first block after it. */
  end: number;
}

/** The months of a run of blocks and what stands under each, up to what can no longer belong to them. */
function scheduleIn(blocks: readonly Block[], bare: boolean, from = 0): Schedule {
  const schedule: Schedule = { months: [], over: [], begins: null, end: blocks.length };
  let yearOver: number | null = null;
  let over: Paragraph[] = [];
  let level: NumberingLevel | null = null;
  for (let at = from; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    const current = schedule.months.at(-1);
    if (block.kind === 'table' || (current && endsWork(blocks, at))) {
      if (current) return { ...schedule, end: at };
      continue;
    }
    const heading = monthOf(block.text, bare);
    const number = numberingOf(block.text);
    if (heading && follows(heading, current?.heading ?? null)) {
      schedule.begins ??= over[0] ?? block;
      schedule.over.push(...over);
      const first = heading.rest === '' ? [] : [{ text: heading.rest, place: block }];
      schedule.months.push({ heading, yearOver, lines: first, block });
      [yearOver, over] = [null, []];
      // Tasks stand within the number of their month, if it has one.
      level = number && monthHeading(number.rest, { bare: false }) ? number.level : level;
      continue;
    }
    const year = yearHeading(block.text);
    if (year !== null || isTermHeading(block.text)) {
      yearOver = year ?? yearOver;
      over.push(block);
      continue;
    }
    if (!current) over = [];
    if (!current) continue;
    if (number && level !== null && !encloses(level, number.level)) return { ...schedule, end: at };
    if (number && isOutside(number.level, current)) return { ...schedule, end: at };
    current.lines.push({ text: block.text, place: block });
  }
  return schedule;
}

/** 四、保障措施 after tasks numbered 1. is the next section. */
function isOutside(level: NumberingLevel, { lines }: Month): boolean {
  const first = lines.map((line) => numberingOf(line.text)).find((number) => number !== null);
  return first ? encloses(level, first.level) : false;
}

function monthOf(text: string, bare: boolean): MonthHeading | null {
  const number = numberingOf(text);
  return monthHeading(text, { bare }) ?? (number ? monthHeading(number.rest, { bare: false }) : null);
}

/** A bare figure is a month only where it goes on from the month before, or none was before. */
function follows(heading: MonthHeading, before: MonthHeading | null): boolean {
  return !heading.bare || before === null || stepTo(heading, before) <= 3;
}

/** Months from the end of one heading to the next; 12 for the same month. */
function stepTo(heading: MonthHeading, before: MonthHeading): number {
  return ((heading.first - before.last + 11) % 12) + 1;
}

/** Enough months, nearly all of them with work, those that lost their sign with numbered work. */
function isSchedule(months: Schedule['months'], least: number): boolean {
  const bare = months.some(({ heading }) => heading.bare);
  const filled = months.filter(({ lines }) => lines.length > 0);
  const numbered = months.filter(({ lines }) => numberingOf(lines[0]?.text ?? '')?.value === 1);
  if (bare && numbered.length < months.length) return false;
  return filled.length >= Math.max(least, bare ? 2 : 1) && filled.length * 4 >= months.length * 3;
}

/** Every month alone on its line with numbered tasks beneath: no phases are set out so. */
function isListed(months: Schedule['months']): boolean {
  const listed = months.filter(({ lines }) => lines.length === 0 || numberingOf(lines[0]?.text ?? '')?.value === 1);
  return listed.length === months.length && months.every(({ heading }) => heading.rest === '' && !heading.bare);
}

function findingOf(
  { schedule, head, sureness }: { schedule: Schedule; head: Paragraph | null; sureness: number },
  front: PlanFront,
  codes: Codes,
): Finding {
  const { items, warnings, others } = itemsOfMonths(schedule.months, front, codes);
  const headings = [...(head ? [head] : []), ...schedule.over, ...schedule.months.flatMap(headingBlock)];
  const lines = schedule.months.flatMap((month) => month.lines.map((line) => line.place as Paragraph));
  const passedOver = [
    ...headings.map((block) => ({ block, why: '月份标题' })),
    ...others.map(({ line, why }) => ({ block: line.place as Paragraph, why })),
  ];
  return { sureness, items, claimed: new Set<Block>([...headings, ...lines]), warnings: warnings.list, passedOver };
}

/** A month that shares its line with its first task is not only a heading. */
function headingBlock({ heading, block }: Schedule['months'][number]): Paragraph[] {
  return heading.rest === '' ? [block] : [];
}
