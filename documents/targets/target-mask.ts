import { UNITS, wordAhead } from './target-units.js';

/** Struck out by the publisher, or left open to be filled in: `**`, `××`, `XX`, `____`, `○○`. */
const MASK = new RegExp(
  String.raw`(?<![A-Za-z+*＊×✕xX_○□△\d])\d{0,4}(?:[*＊×✕]{1,20}|[xX]{1,8}|_{2,20}|[○□△]{2,20})(?:\.\d{1,4})? ?(?:[万亿千百]{0,2}(?:${UNITS.replace('[%', '[%％')}|㎡)|年|月|日)`,
  'gu',
);

/** Words whose first sign would be taken for the unit of a struck-out figure where a name was struck out. */
const NAMED = /^(?:人(?:民|大|社|事|员|才)|年(?:级|会|轻)|月(?:刊|考)|日(?:报|常|照)|所(?:属|有)|名(?:师|校))/u;

/** The figures and years of a text that its publisher struck out, as they stand there. A struck-out name (`**县`) is none. */
export function maskedFigures(text: string): string[] {
  return [...text.matchAll(MASK)].filter((match) => isFigure(match, text)).map(([written]) => written);
}

/** The first of them; `null` when there is none. */
export function maskedFigure(text: string): string | null {
  for (const match of text.matchAll(MASK)) if (isFigure(match, text)) return match[0];
  return null;
}

function isFigure(match: RegExpMatchArray, text: string): boolean {
  const end = (match.index ?? 0) + match[0].length;
  const unit = /(?:个百分点|平方米|人次|\p{Script=Han}|[%％‰㎡])$/u.exec(match[0])?.[0] ?? '';
  const ahead = text.slice(end - unit.length, end + 5);
  return !(/^[\p{Script=Han}]/u.test(unit) && (wordAhead.test(ahead) || NAMED.test(ahead)));
}
