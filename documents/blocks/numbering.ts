/** The number at the head of a paragraph. */
export interface Numbering {
  level: NumberingLevel;
  /** 1 for 一、 (一) 1. ① and 第一章. */
  value: number;
  /** As written, without spaces: `（一）`. */
  written: string;
  /** The paragraph after its number. */
  rest: string;
}

/** From the outermost to the innermost, as official documents nest them (GB/T 9704: 一、 （一） 1. （1）). */
export const NUMBERING_LEVELS = [
  'chapter',
  'chinese',
  'chinese-bracketed',
  'arabic',
  'decimal',
  'decimal-deep',
  'arabic-bracketed',
  'circled',
] as const;
export type NumberingLevel = (typeof NUMBERING_LEVELS)[number];

const HAN = '[〇零一二三四五六七八九十百]{1,5}';
const PATTERNS: [NumberingLevel, RegExp][] = [
  ['chapter', new RegExp(`^(第(?<n>${HAN}|\\d{1,3})(?:章|节|部分|篇))[ 、.．:：]*(?<rest>.*)$`, 'u')],
  ['chinese', new RegExp(`^((?<n>${HAN})[ ]?[、.．])\\s*(?<rest>.*)$`, 'u')],
  ['chinese-bracketed', new RegExp(`^([（(〔]\\s?(?<n>${HAN})\\s?[）)〕])[ 、.．]*(?<rest>.*)$`, 'u')],
  // 1.1 and 1.1.1 of manuals; a sign or space must follow, for 3.5万元 begins so too.
  [
    'decimal-deep',
    /^(\d{1,2}\.\d{1,2}\.(?<n>\d{1,2})[ 、])\s*(?<rest>(?![万亿千百元倍个米公月日前年])\p{Script=Han}.*)$/u,
  ],
  ['decimal', /^(\d{1,2}\.(?<n>\d{1,2})[ 、])\s*(?<rest>(?![万亿千百元倍个米公月日前年])\p{Script=Han}.*)$/u],
  // Not 3.5万元 and not 2017.8.16; but 1.3月上旬 and 2.2018年 are a number and then a date.
  ['arabic', /^((?<n>\d{1,3})\s?(?:[.．](?!\d)|[.．](?=\d{1,2}月|(?:19|20)\d\d年)|、|[）)]))\s*(?<rest>.*)$/u],
  ['arabic-bracketed', /^([（(]\s?(?<n>\d{1,3})\s?[）)])[ 、.．]*(?<rest>.*)$/u],
  ['circled', /^((?<n>[①-⑳]))\s*(?<rest>.*)$/u],
];

/** The number a paragraph begins with; `null` when it has none. `1.` counts, `1.8万个` does not. */
export function numberingOf(text: string): Numbering | null {
  for (const [level, pattern] of PATTERNS) {
    const found = pattern.exec(text);
    if (!found?.groups) continue;
    const value = valueOf(found.groups.n ?? '');
    if (value === null) return null;
    return { level, value, written: (found[1] ?? '').replace(/\s/g, ''), rest: found.groups.rest ?? '' };
  }
  return null;
}

/** Whether `a` encloses `b`: 一、 encloses （一）. */
export function encloses(a: NumberingLevel, b: NumberingLevel): boolean {
  return NUMBERING_LEVELS.indexOf(a) < NUMBERING_LEVELS.indexOf(b);
}

/** 3, 三, 十二, 一百二十, ③. `null` for what is no number (一一). */
export function valueOf(written: string): number | null {
  if (/^\d+$/.test(written)) return Number(written);
  if (/^[①-⑳]$/u.test(written)) return written.charCodeAt(0) - 0x2460 + 1;
  const match =
    /^(?:(?<h>[一二三四五六七八九])百零?)?(?:(?<t>[一二三四五六七八九])?(?<ten>十))?(?<o>[一二三四五六七八九])?$/u.exec(
      written,
    );
  if (!match?.groups || written === '') return null;
  const { h, t, ten, o } = match.groups;
  return digit(h) * 100 + (ten ? (t ? digit(t) : 1) * 10 : 0) + digit(o);
}

function digit(sign: string | undefined): number {
  return sign === undefined ? 0 : '零一二三四五六七八九'.indexOf(sign);
}
