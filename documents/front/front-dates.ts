import { valueOf } from '../blocks/numbering.js';

export interface FoundDate {
  year: number;
  /** `null` where the text leaves it blank or has lost its signs. */
  month: number | null;
  /** As it stands in the text. */
  written: string;
  /** Signs are missing: 2017816 is no date that can be read for sure. */
  damaged: boolean;
}

const FULL = /(?<!\d)((?:19|20)\d\d)\s?[年./-]\s?(\d{1,2})(?:\s?[月./-]\s?(?:\d{1,2}\s?[日号]?)?)?(?!\d)/u;
const COMPACT = /(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)/u;
const HAN =
  /(二[〇○零OoΟО0一二三四五六七八九]{3})\s?年\s?([一二三四五六七八九十]{1,2})\s?月(?:\s?[一二三四五六七八九十]{1,3}\s?日)?/u;
const BLANK = /(?<!\d)((?:19|20)\d\d)\s?年\s{0,6}月?\s{0,6}日?$/u;
const DAMAGED = /^((?:19|20)\d\d)\s?(?:\d{2,3}|\d{1,2}\s\d{1,2})$/u;

/** The first date of a short text: a label's value, a line of its own, the end of a signature. `null` when it has none. */
export function dateIn(text: string): FoundDate | null {
  const plain = text.normalize('NFKC').trim();
  const exact = FULL.exec(plain) ?? COMPACT.exec(plain);
  if (exact) return found(exact[0], Number(exact[1]), Number(exact[2]));
  const han = HAN.exec(text);
  if (han) return found(han[0], Number(arabicYear(han[1] ?? '')), valueOf(han[2] ?? '') ?? 0);
  const part = BLANK.exec(plain) ?? DAMAGED.exec(plain);
  return part ? { year: Number(part[1]), month: null, written: part[0], damaged: DAMAGED.test(plain) } : null;
}

/** 二〇一八年 and 二○一八—二○二〇年 with their years in figures; all else as it was. */
export function withArabicYears(text: string): string {
  return text.replace(/二[〇○零OoΟО0][〇○零OoΟО0一二三四五六七八九]{2}(?=\s?[年学—–~至-])/gu, arabicYear);
}

function arabicYear(han: string): string {
  return Array.from(han, (sign) => {
    const digit = '〇一二三四五六七八九'.indexOf(sign.replace(/[○零OoΟО0]/u, '〇'));
    return digit < 0 ? sign : String(digit);
  }).join('');
}

function found(written: string, year: number, month: number): FoundDate | null {
  return month >= 1 && month <= 12 ? { year, month, written: written.trim(), damaged: false } : null;
}
