import type { Block } from '../blocks/block.js';
import { numberingOf } from '../blocks/numbering.js';
import type { StatedSpan } from '../recognisers/recogniser.js';
import { withArabicYears } from './front-dates.js';
import { yearsSpan } from './front-span.js';

const YEAR = '(?<!\\d)((?:19|20)\\d\\d)';
/** The period of a phase, in brackets behind its name or after it: （2018年3月至2018年12月）. */
const PERIOD = new RegExp(
  `${YEAR}\\s?[年.]\\s?\\d{1,2}(?:月|\\.|(?=\\s?[—–~～至-]))[^()（）。，;；]{0,24}(?=[)）]|[:：。]|$)`,
  'gu',
);
const BRACKETS = /[(（]([^()（）]{4,50})[)）]/gu;
/** A day by which something is to be done, its year said: 2018年6月底前. */
const BY_DAY = new RegExp(
  `${YEAR}年\\s?(?:年?[底末]|\\d{1,2}月(?:\\d{1,2}[日号]|[底末初]|[上中下]旬)?|[上下]半年|第?[一二三四1-4]季度末?)\\s?(?:之?前|以前|[底末]前)`,
  'gu',
);
/** A cell of a table that is nothing but a time with its year. */
const CELL = new RegExp(`^${YEAR}\\s?[年./-]\\s?(?:\\d{1,2}|年?[底末])(?:\\s?[月./-])?[^，。]{0,20}$`, 'u');
/** What is measured against, or long past. */
const NOT_DUE = /以来|基础上|相比|同期|印发的|已经?|增长|截至/u;
/** Phases of one plan lie no further apart; deadlines that do belong to more than this plan. */
const MOST_YEARS = 5;

/** The years over which the phases of the work run, and its overall date; `null` when it has no phases with years. */
export function spanOfPhases(blocks: readonly Block[], overall: string): StatedSpan | null {
  const periods = linesOf(blocks).flatMap(periodsOf);
  // Points that each carry one day are tasks with deadlines, not phases.
  if (!periods.some(({ isPhase }) => isPhase)) return null;
  const last = /^(\d{4})年/u.exec(overall)?.[1];
  const years = [...periods.flatMap((period) => period.years), ...(last === undefined ? [] : [Number(last)])];
  const [from, to] = [Math.min(...years), Math.max(...years)];
  return to - from < MOST_YEARS ? yearsSpan(from, to) : null;
}

/** The one year that all deadlines which state a year agree on; `null` when they do not, or none does. */
export function yearOfDeadlines(blocks: readonly Block[]): number | null {
  const cells = linesOf(blocks.filter((block) => block.kind === 'table'));
  const dated = cells.flatMap((text) => (text.length <= 30 ? (CELL.exec(text)?.[1] ?? []) : []));
  const lines = linesOf(blocks);
  const points = lines.flatMap(periodsOf).flatMap((period) => period.years);
  const years = new Set([...lines.flatMap(yearsDue), ...points, ...dated.map(Number)]);
  return years.size === 1 ? ([...years][0] as number) : null;
}

/** Paragraphs and cells, without what they cite. */
function linesOf(blocks: readonly Block[]): string[] {
  const texts = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.grid.flatMap((row) => [...new Set(row)].map(({ text }) => text)),
  );
  return texts.map((text) =>
    withArabicYears(text)
      .normalize('NFKC')
      .replace(/《[^《》]{0,200}》/gu, ''),
  );
}

interface Period {
  years: number[];
  /** It begins and ends, or is called a phase. */
  isPhase: boolean;
}

/** The periods with a year that a numbered or named point carries behind its name. */
function periodsOf(line: string): Period[] {
  const number = numberingOf(line);
  const head = (number?.rest ?? line).slice(0, 80);
  const named = /阶段/u.test(head.slice(0, 30));
  if (number === null && !named) return [];
  return [...head.matchAll(BRACKETS)].flatMap((match) => {
    const inside = match[1] ?? '';
    if (NOT_DUE.test(inside) || `${inside})`.search(PERIOD) < 0) return [];
    const years = [...inside.matchAll(new RegExp(YEAR, 'gu'))].map((found) => Number(found[1]));
    return [{ years, isPhase: named || /[月日底\d]\s?(?:[—–~～-]|至|到)/u.test(inside) }];
  });
}

function yearsDue(line: string): number[] {
  return line
    .split(/[，,。；;]/u)
    .filter((clause) => !NOT_DUE.test(clause))
    .flatMap((clause) => [...clause.matchAll(BY_DAY)].map((match) => Number(match[1])));
}
