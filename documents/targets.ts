import type { Target } from '../domain/plan.js';

const UNITS =
  '个百分点|平方米|平方公里|公里|公顷|课时|学时|人次|场次|批次|万元|元|所|个|名|人|项|处|家|套|件|台|辆|间|座|场|次|期|批|门|本|册|篇|条|亩|米|户|对|支|张|份|节|班|吨|㎡|[%‰倍]';

const FIGURE = new RegExp(
  // Not an ordinal (第30个), not the tail of another number, not a range's end.
  String.raw`(?<![第\d.,〔\[—–~～-])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([万亿千百]*)\s*(?:余|多|来)?\s*(${UNITS})(?!月|小时|工作日|星期|学期|学年|年|代)`,
  'gu',
);

const SCALE: Record<string, number> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

const QUOTA =
  /达到?|完成率|覆盖率|合格率|不(?:低|少|超过|高)于?|以[上下内]|提[高升]到|降[低至]到?|控制在|占.+的\s*\d|实现|确保|力争/u;

/**
 * The figures the work must reach: a number with a unit, each with the clause it stands in. Years, dates, durations,
 * ordinals, ranges and document numbers are not targets. 1.8万个 is 18000 个.
 */
export function findTargets(text: string): Target[] {
  return clausesOf(text).flatMap((clause) =>
    [...halfWidth(clause).matchAll(FIGURE)].map((match) => ({ text: clause, ...quantityOf(match) })),
  );
}

/** Measures mention figures of all kinds; only those count that the sentence sets as a mark to reach (达到50%). */
export function findQuotas(text: string): Target[] {
  return findTargets(text).filter((target) => QUOTA.test(target.text));
}

function quantityOf(match: RegExpExecArray | RegExpMatchArray): { quantity: number; unit: string } {
  const whole = (match[1] ?? '').replaceAll(',', '');
  let unit = match[4] ?? '';
  let words = match[3] ?? '';
  if (unit === '万元') {
    unit = '元';
    words += '万';
  }
  const scale = [...words].reduce((product, word) => product * (SCALE[word] ?? 1), 1);
  // Six decimals are more than any plan states and take off what binary fractions add.
  return { quantity: Math.round(Number(`${whole}${match[2] ?? ''}`) * scale * 1e6) / 1e6, unit };
}

function halfWidth(text: string): string {
  return text.replace(/[０-９．％]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function clausesOf(text: string): string[] {
  return text
    .split(/[，。；;！!？?：:\n]|,(?!\d{3}(?!\d))/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}
