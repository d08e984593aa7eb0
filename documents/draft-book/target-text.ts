import type { Target } from '../../domain/plan.js';
import { entriesOf, indented } from './list-text.js';

/** Full-width, for a cell that begins with = is a formula as soon as somebody edits it. */
const SIGNS: Record<Target['comparison'], string> = { 'at-least': '≥', 'at-most': '≤', equal: '＝', about: '≈' };
const READ: Record<string, Target['comparison']> = {
  ...{ '≥': 'at-least', '≧': 'at-least', '>=': 'at-least', 至少: 'at-least', 不少于: 'at-least', 不低于: 'at-least' },
  ...{ '≤': 'at-most', '≦': 'at-most', '<=': 'at-most', 至多: 'at-most', 不超过: 'at-most', 不高于: 'at-most' },
  ...{ '＝': 'equal', '=': 'equal', 等于: 'equal' },
  ...{ '≈': 'about', 约: 'about' },
};
const LINE =
  /^(≥|≧|>=|至少|不少于|不低于|≤|≦|<=|至多|不超过|不高于|＝|=|等于|≈|约)? ?(-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?) ?([^｜|\d\s.,][^｜|\n]{0,20})?(?:[｜|]([^]*))?$/u;
/** Where a line without a sign says more than an exact figure: 80个以上, 10-15个, 6月底. */
const NO_UNIT = /\d|[-—–~～至、]|^[年月日号多余几来]|[多余]$/u;
const NOT_EXACT = /以[上下内]|左右|至[少多]|不[少低]于|[不未]超过|不高于|约|力争超|超过/u;
/** No unit is longer; signs with a unit of any length were always read. */
const LONGEST_UNIT = 6;

/** One a line: `≥ 80 %｜比例达到80%以上`. */
export function targetsText(targets: readonly Target[]): string {
  return targets
    .map(({ text, quantity, unit, comparison }) => indented(`${SIGNS[comparison]} ${quantity} ${unit}｜${text}`))
    .join('\n');
}

/**
 * The targets of a cell, exact ones where no sign stands before the figure. A line that is none is a problem, for a wrong
 * figure would be reported against all year.
 */
export function targetsOf(cell: string): { targets: Target[]; problems: string[] } {
  const lines = entriesOf(cell).map((line) => ({ line, target: targetOf(line) }));
  const targets = lines.flatMap(({ target }) => target ?? []);
  const problems = lines.flatMap(({ line, target }) => (target ? [] : [hint(line, targets[0])]));
  return { targets, problems };
}

function targetOf(line: string): Target | null {
  const [, sign, figure = '', written = '', text] = LINE.exec(line) ?? [];
  const unit = written.trim();
  const comparison = READ[sign ?? '='];
  const quantity = Number(figure.replaceAll(',', ''));
  if (!comparison || figure === '' || !Number.isFinite(quantity)) return null;
  if (sign === undefined && (unit.length > LONGEST_UNIT || NO_UNIT.test(unit) || NOT_EXACT.test(line))) return null;
  return { text: text ?? `${figure}${unit}`, quantity, unit, comparison };
}

/** How to write it, with the figure and unit of the line itself where it has any. */
function hint(line: string, other: Target | undefined): string {
  const [, figure, own] = /(\d+(?:\.\d+)?) ?([^\s\d｜|.,，。；;、（）()\-—–~～至以左多余]{1,6})/u.exec(line) ?? [];
  const example = own === undefined ? `80 ${other?.unit || '%'}` : `${figure} ${own}`;
  return `“${line.slice(0, 30)}”应写作“≥ ${example}｜说明”，符号可用 ≥ ≤ ＝ ≈，写＝或不写符号即正好为该数，每行一个`;
}
