const SIMPLIFIED: Readonly<Record<string, string>> = { 內: '内', 長: '长', 時: '时', 間: '间', 個: '个' };
const DIGITS: Readonly<Record<string, number>> = {
  ...{ 〇: 0, '○': 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4 },
  ...{ 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};

/** One way of writing: half-width signs, single spaces, Arabic numerals, simplified characters. It guesses nothing. */
export function normalise(text: string): string {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[內長時間個]/g, (sign) => SIMPLIFIED[sign] ?? sign)
    .replace(/[〇○零一二三四五六七八九十]+/g, (run, at: number, all: string) =>
      arabic(run, all.slice(at + run.length)),
    );
}

/**
 * A year is written digit by digit, a smaller number with 十. Any other run is left for the reader to stumble over:
 * 三四 may be 34, or 3 and 4.
 */
function arabic(run: string, after: string): string {
  if (/^[^十]{4}$/.test(run) && /^ ?年/.test(after)) return Array.from(run, (sign) => digit(sign)).join('');
  const match = /^(?:(?<tens>[^十]?)(?<ten>十))?(?<ones>[^十]?)$/.exec(run);
  if (!match?.groups) return run;
  const { tens, ten, ones } = match.groups;
  return String((ten ? 10 * (tens ? digit(tens) : 1) : 0) + (ones ? digit(ones) : 0));
}

function digit(sign: string): number {
  return DIGITS[sign] ?? 0;
}
