const DIGITS: Record<string, number> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/**
 * A number in Chinese numerals: 三百 is 300, 一千二百 1200, 两万 20000, 十二 12. `null` for what is none or does not say
 * one number: 三四 (three or four), 百 alone (百名), 一百二 (spoken).
 */
export function chineseNumber(text: string): number | null {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let place = Infinity;
  for (const [index, sign] of [...text].entries()) {
    const value = DIGITS[sign];
    const unit = PLACES[sign];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
    } else if (unit !== undefined) {
      // 十二 and no other begins with its place; a smaller place must follow a greater one.
      if (unit >= place || (digit === null && !(unit === 10 && index === 0))) return null;
      section += (digit ?? 1) * unit;
      place = unit;
      digit = null;
    } else if (sign === '万' || sign === '亿') {
      const scale = sign === '万' ? 1e4 : 1e8;
      if (section + (digit ?? 0) === 0) return null;
      total = (total + section + (digit ?? 0)) * scale;
      section = 0;
      digit = null;
      place = Infinity;
    } else return null;
  }
  const spoken = digit !== null && digit > 0 && place > 10 && place < Infinity && !/[零〇].$/u.test(text);
  const number = total + section + (digit ?? 0);
  return spoken || number === 0 ? null : number;
}
