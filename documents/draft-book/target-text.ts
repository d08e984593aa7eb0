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
  /^(≥|≧|>=|至少|不少于|不低于|≤|≦|<=|至多|不超过|不高于|＝|=|等于|≈|约) ?(-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?) ?([^｜|\d\s.,][^｜|\n]{0,20})?(?:[｜|]([^]*))?$/u;

/** One a line: `≥ 80 %｜比例达到80%以上`. */
export function targetsText(targets: readonly Target[]): string {
  return targets
    .map(({ text, quantity, unit, comparison }) => indented(`${SIGNS[comparison]} ${quantity} ${unit}｜${text}`))
    .join('\n');
}

/** The targets of a cell; a line that is none is a problem, for a wrong figure would be reported against all year. */
export function targetsOf(cell: string): { targets: Target[]; problems: string[] } {
  const problems: string[] = [];
  const targets = entriesOf(cell).flatMap((line): Target[] => {
    const [, sign = '', figure = '', unit = '', text] = LINE.exec(line) ?? [];
    const comparison = READ[sign];
    const quantity = Number(figure.replaceAll(',', ''));
    if (comparison && figure !== '' && Number.isFinite(quantity)) {
      return [{ text: text ?? `${figure}${unit.trim()}`, quantity, unit: unit.trim(), comparison }];
    }
    problems.push(`“${line.slice(0, 30)}”应写作“≥ 80 %｜说明”，符号可用 ≥ ≤ ＝ ≈，每行一个`);
    return [];
  });
  return { targets, problems };
}
