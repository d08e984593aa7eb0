import { rewritten, traced, type Traced } from './traced.js';

/** Traditional characters of the words that deadlines are made of, each before its simplified one. */
const PAIRS =
  '內内長长時时間间個个開开學学後后節节兩两國国慶庆勞劳動动會会啟启啓启達达實实報报進进續续態态貫贯終终歲岁週周號号務务應应須须確确爭争則则擬拟計计劃划預预遲迟驗验發发佈布銷销辦办製制訂订見见覆复線线運运組组織织舉举關关視视適适隨随黨党徹彻體体總总結结無无';
const SIMPLIFIED = new Map(Array.from({ length: PAIRS.length / 2 }, (_, i) => [PAIRS[2 * i], PAIRS[2 * i + 1]]));
const TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'g');

const NUMERAL = '〇○零一二三四五六七八九';
const DIGITS: Readonly<Record<string, number>> = {
  ...{ 〇: 0, '○': 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4 },
  ...{ 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};

/** A year is written digit by digit, now and then with a letter O for the zero: 二O一八年. */
const YEAR_DIGITS = new RegExp(`(?<![${NUMERAL}十0-9])[${NUMERAL}0-9OoОо]{4}(?= ?[年度-])`, 'g');

const STEPS: readonly [pattern: RegExp, to: string | ((sign: string) => string)][] = [
  [/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)],
  [/[\u200b-\u200d\ufeff\u00ad]/g, ''],
  [/\s+/g, ' '],
  [/^ | $/g, ''],
  [TRADITIONAL, (sign) => SIMPLIFIED.get(sign) ?? sign],
  [/["“”「『]十一["“”」』]/g, '国庆节'],
  [/["'“”‘’「」『』]/g, ''],
  [/[〔【[]/g, '('],
  [/[〕】\]]/g, ')'],
  [/[‐‑‒–—―−─~〜-]+/g, '-'],
  [/元月/g, '1月'],
  [/(?<![A-Za-z])[Qq][1-4](?!\d)/g, (sign) => `第${sign.charAt(1)}季度`],
  [/两(?=个|年|季|周|星期|天)/g, '二'],
  [YEAR_DIGITS, (run) => Array.from(run, digit).join('')],
  [/[〇○零一二三四五六七八九十]+/g, arabic],
  [/(?<!\d) | (?!\d)/g, ''],
  // 18年6月: of two figures, where what follows can only be within a year.
  [/(?<!\d)[123]\d年(?=\d{1,2}月|年?底|[上下]半年|第?\d季)/g, (year) => `20${year}`],
];

/**
 * One way of writing: half-width signs, no quotation marks, no spaces but between figures, years in four figures, Arabic numerals, simplified
 * characters. It guesses nothing.
 */
export function normalise(text: string): string {
  return normalised(text).text;
}

/** The same, with the place of each sign in the text. */
export function normalised(text: string): Traced {
  return STEPS.reduce(
    (so, [pattern, to]) => rewritten(so, pattern, typeof to === 'string' ? () => to : to),
    traced(text),
  );
}

/** A smaller number is written with 十. Any other run is left for the reader to stumble over: 三四 may be 34, or 3 and 4. */
function arabic(run: string): string {
  const match = /^(?:(?<tens>[^十]?)(?<ten>十))?(?<ones>[^十]?)$/.exec(run);
  if (!match?.groups) return run;
  const { tens, ten, ones } = match.groups;
  return String((ten ? 10 * (tens ? digit(tens) : 1) : 0) + (ones ? digit(ones) : 0));
}

function digit(sign: string): number {
  return /\d/.test(sign) ? Number(sign) : (DIGITS[sign] ?? 0);
}
