/** The ways in which Word and HTML write a list's numbers, by Word's names (ECMA-376, 17.18.59 ST_NumberFormat). */
type Format = (value: number) => string;

const FORMATS: Record<string, Format> = {
  decimal: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  upperLetter: (value) => letters(value),
  lowerLetter: (value) => letters(value).toLowerCase(),
  upperRoman: (value) => roman(value),
  lowerRoman: (value) => roman(value).toLowerCase(),
  chineseCounting: han,
  chineseCountingThousand: han,
  japaneseCounting: han,
  koreanCounting: han,
  taiwaneseCounting: han,
  taiwaneseCountingThousand: han,
  // Word shows 一〇 for ten here; 十 is the same number and the one that officials, and our reader, read.
  ideographDigital: han,
  taiwaneseDigital: han,
  japaneseDigitalTenThousand: han,
  koreanDigital2: han,
  chineseLegalSimplified: (value) => formal(value, '零壹贰叁肆伍陆柒捌玖', '拾佰'),
  ideographLegalTraditional: (value) => formal(value, '零壹貳參肆伍陸柒捌玖', '拾佰'),
  ideographTraditional: (value) => oneOf('甲乙丙丁戊己庚辛壬癸', value),
  ideographZodiac: (value) => oneOf('子丑寅卯辰巳午未申酉戌亥', value),
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  // One sign each in Word (⑴ ⒈ ㈠); written out they are read as the numbers they are.
  decimalEnclosedParen: (value) => `（${value}）`,
  decimalEnclosedFullstop: (value) => `${value}.`,
  ideographEnclosedCircle: (value) => `（${han(value)}）`,
  numberInDash: (value) => `-${value}-`,
  none: () => '',
};

/** A number as the format writes it; in digits where the format is not known or does not reach so far. */
export function formatNumber(value: number, format: string): string {
  return (FORMATS[format] ?? String)(value);
}

/** 1–9999 as counted: 十二, 一百零三. */
function han(value: number): string {
  return formal(value, '零一二三四五六七八九', '十百').replace(/^一十/, '十');
}

function formal(value: number, digits: string, units: string): string {
  if (value < 0 || value > 999) return String(value);
  if (value === 0) return '〇';
  const at = (digit: number) => digits.charAt(digit);
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor(value / 10) % 10;
  const ones = value % 10;
  const high = hundreds > 0 ? at(hundreds) + units.charAt(1) : '';
  const middle = tens > 0 ? at(tens) + units.charAt(0) : high !== '' && ones > 0 ? at(0) : '';
  return high + middle + (ones > 0 ? at(ones) : '');
}

function circled(value: number): string {
  if (value >= 1 && value <= 20) return String.fromCodePoint(0x2460 + value - 1);
  if (value >= 21 && value <= 35) return String.fromCodePoint(0x3251 + value - 21);
  if (value >= 36 && value <= 50) return String.fromCodePoint(0x32b1 + value - 36);
  return String(value);
}

function oneOf(signs: string, value: number): string {
  return signs.charAt(value - 1) || String(value);
}

/** A … Z, AA, BB: the letter again for every round through the alphabet, as Word and browsers' Word do. */
function letters(value: number): string {
  if (value < 1 || value > 260) return String(value);
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  if (value < 1 || value > 999) return String(value);
  const signs: [number, string][] = [
    [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'],
    [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
  ]; // prettier-ignore
  let rest = value;
  let text = '';
  for (const [size, sign] of signs) {
    for (; rest >= size; rest -= size) text += sign;
  }
  return text;
}
