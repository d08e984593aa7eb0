import type { Named } from './period.js';
import type { Groups, Meant } from './years.js';

export interface Rule {
  pattern: RegExp;
  /** What the pattern found names; a `null` among it is a month or day that does not exist. `undefined`: not in such a plan. */
  read: (found: Groups, meant: Meant) => (Named | null)[] | undefined;
  /** It names a point in time, so 前 after it is clear. */
  point?: boolean;
  /** It takes in the whole plan, so it lacks no year. */
  whole?: boolean;
  /** What the office has to look at, whenever the rule is used. */
  doubt?: 'year-only' | 'no-month' | 'at-once' | 'school';
  /** It counts from the launch: no period while that is not known. */
  launch?: boolean;
}

/** A year in figures. */
export const A_YEAR = '(?<year>(?:19|20)\\d{2})';
/** The year of a word, which may be left out. */
export const YEAR = `(?:(?:${A_YEAR}|(?<this>[今本])|(?<same>当)|(?<next>[明次翌])|(?<each>每))年度?)?`;
export const AND = '[、,;/和及与 ]';
export const TO = '起?(?:至|到(?!位)|-)';
export const BEFORE = '[之以]?前';
/** 10个工作日, 半个月, 两周; its number is in figures by now. */
export const LENGTH = '(?<count>\\d{1,3}|半)(?<unit>个?工作日|个月|月|[天日周年]|个?星期)';
/** What may close a word: the end of its time, and 前. */
export const TAIL = `(?<end>底|末)?(?:(?<before>(?:下班)?${BEFORE})|[之以]?内|期间|止)?`;

/** Reads at one position only. `tail` where the word is not closed as others are. */
export function rule(pattern: string, reading: Omit<Rule, 'pattern'>, tail = TAIL): Rule {
  return { pattern: new RegExp(pattern + tail, 'y'), ...reading };
}
