import type { PlanWarning } from '../../domain/plan.js';
import type { Block, Paragraph } from '../blocks/block.js';
import { numberingOf } from '../blocks/numbering.js';
import { placeOf, Warnings } from '../draft/plan-warnings.js';

const ANNEXES = /^附\s?件\s?\d{0,2}\s?[:：]\s*(.*)$/u;
/** An annex that sets out work. */
const OF_WORK =
  /(?:任务|责任|分工|分解|督[查办]|实事|重点|项目|工作).{0,30}(?:[表册]|清单|台账|方案|要点|安排|分工|分解)(?:[（(][^（()）]{1,20}[）)])?$/u;

/** The lines that list a document's annexes: `附件：1.…`, and the numbered lines after it. */
export function annexLines(blocks: readonly Block[]): Paragraph[] {
  const lines: Paragraph[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === 'table') return;
    const before = blocks[index - 1];
    const goesOn = before?.kind === 'paragraph' && lines.at(-1) === before && isName(block.text);
    if (ANNEXES.test(block.text) || goesOn) lines.push(block);
  });
  return lines;
}

function isName(text: string): boolean {
  const number = numberingOf(text);
  return number !== null && number.value > 1 && text.length <= 60 && !/[。；;]/u.test(text);
}

/** A warning for annexes that set out work and are not part of the file: the plan itself may be in them. */
export function missingAnnexes(blocks: readonly Block[]): PlanWarning[] {
  const lines = annexLines(blocks);
  const named = lines.map((line) => ({ line, name: nameOf(line.text) })).filter(({ name }) => OF_WORK.test(name));
  const last = lines.at(-1)?.line ?? Infinity;
  const below = blocks.filter((block) => block.line > last);
  const texts = below.flatMap((block) =>
    block.kind === 'table' ? [] : [{ text: plainly(block.text), of: block.text }],
  );
  // A table is likely to be it; else the annex follows under its name.
  const table = below.some((block) => block.kind === 'table');
  const holds = (name: string) =>
    texts.some(({ text, of }) => of.length <= name.length + 12 && text.includes(plainly(name)));
  const missing = named.filter(({ name }) => !table && !holds(name));
  const warnings = new Warnings();
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `“${name}”`).join('、');
    const message = `附件${names}不在本文件中，其中的任务未读入，请另行读取附件`;
    warnings.add('annex-missing', message, placeOf(missing.map(({ line }) => line)));
  }
  return warnings.list;
}

/** Without the number before it and the signs of a title around it. */
function nameOf(text: string): string {
  const said = ANNEXES.exec(text)?.[1] ?? text;
  return (numberingOf(said)?.rest ?? said).trim().replace(/[.。]?(?:docx?|xlsx?|pdf|wps)$/iu, '');
}

function plainly(text: string): string {
  return text.replace(/[\s《》〈〉“”"]/gu, '');
}
