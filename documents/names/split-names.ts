import { endsAsDivision, isDivisionName, isGroupName } from './division-ending.js';
import { nameLikeness } from './person-name.js';
import { GROUP_TAIL } from './shared-prefix.js';

/** The parts of a list of names at 、，,；;/ and line breaks, not inside brackets; empty ones left out. */
export function splitNames(text: string, separators = /[、，,；;/／\\|｜\n\r\t&＆。]/u): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const sign of text) {
    if (/[（(〔[【]/u.test(sign)) depth += 1;
    if (/[）)〕\]】]/u.test(sign)) depth = Math.max(0, depth - 1);
    if (depth === 0 && separators.test(sign)) {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== '');
}

/** Spaces that only justify a cell (孟 晖, 办 公 室) are taken out; all others part names. */
export function splitAtSpaces(text: string): string[] {
  // 各县 （市、区） is one name.
  const tokens = text
    .trim()
    .replace(/ +(?=[（(])/gu, '')
    .split(/\s+/u);
  if (tokens.length > 1 && tokens.every((token) => /^.$/u.test(token))) return justified(tokens);
  const parts: string[] = [];
  let begun = '';
  for (const token of tokens) {
    if (begun !== '') {
      parts.push(begun + token);
      begun = '';
    } else if (/^\p{Script=Han}$/u.test(token)) begun = token;
    else parts.push(token);
  }
  return begun === '' ? parts : [...parts, begun];
}

/** 办 公 室 is one name; 李 明 王 华 are two people. */
function justified(signs: readonly string[]): string[] {
  const pairs = [signs.slice(0, 2).join(''), signs.slice(2).join('')];
  return signs.length === 4 && pairs.every((pair) => nameLikeness(pair) === 'name') ? pairs : [signs.join('')];
}

/**
 * 市教育局和市财政局 are two; 教育和体育局, 人力资源和社会保障局, 机关事务和接待办 each one: it parts only where both sides are
 * names of divisions by themselves.
 */
export function splitAtAnd(text: string): string[] {
  return text.length > 120 ? [text] : partAtAnd(text, new Map());
}

/** `known` holds the tails already parted, without which every further 和 would double the work. */
function partAtAnd(text: string, known: Map<number, string[]>): string[] {
  const done = known.get(text.length);
  if (done) return done;
  let parts = [text];
  for (const match of text.matchAll(/以及|[和与及]/gu)) {
    const left = text.slice(0, match.index);
    if (isOpen(left) || !endsAsDivision(left)) continue;
    const rest = partAtAnd(text.slice(match.index + match[0].length), known);
    if (!rest.every((name) => isDivisionName(name) || (isGroupName(left) && GROUP_TAIL.test(name)))) continue;
    parts = [left, ...rest];
    break;
  }
  known.set(text.length, parts);
  return parts;
}

/** A name that a narrow cell broke over two lines is one again: 基础教⏎育处. */
export function joinBrokenNames(text: string): string {
  const lines: string[] = [];
  // What a bracket on a line of its own says is of the name above it: 基教处⏎（牵头）.
  for (const line of text.replace(/\n *(?=[（(][^\d一二三四五六七八九十])/gu, '').split('\n')) {
    const last = lines.at(-1);
    const joined = (last ?? '') + line.trim();
    const broken =
      last !== undefined &&
      /^\p{Script=Han}{1,12}$/u.test(last) &&
      !isDivisionName(last) &&
      nameLikeness(last) !== 'name';
    const rest = line.trim().length <= 2 || !isDivisionName(line.trim());
    if (broken && rest && /^\p{Script=Han}{2,16}$/u.test(joined) && isDivisionName(joined)) {
      lines[lines.length - 1] = joined;
    } else lines.push(line.trim());
  }
  return lines.join('\n');
}

function isOpen(left: string): boolean {
  return (
    Math.max(left.lastIndexOf('（'), left.lastIndexOf('(')) > Math.max(left.lastIndexOf('）'), left.lastIndexOf(')'))
  );
}
