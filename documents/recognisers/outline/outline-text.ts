import { bracketsIn } from '../assignment/brackets.js';
import { valueOf } from '../../blocks/numbering.js';
import { trimmed } from '../assignment/assignment-fields.js';
import { shortTitle } from '../points/short-title.js';

export const LONGEST_TITLE = 40;

/** A paragraph as a piece of work begins: its title, and what the paragraph says after it. */
export interface TitledText {
  title: string;
  /** Empty when the title is all; the whole paragraph when the title is only cut out of a long sentence. */
  body: string;
  /** It has a title sentence and text after it. */
  hasBody: boolean;
}

/** Titles end with their sentence or at a colon: `优化布局。……`, `优化布局：……`, or at a gap before a sentence. */
export function titledText(text: string): TitledText {
  const said = text.trim();
  const end = sentenceEnd(said);
  const sentence = said.slice(0, end);
  const gap = /^([^\s，,；;。]{3,29}\p{Script=Han}) +(?=\p{Script=Han}.{9})/u.exec(said);
  if (gap && /[，,；;]/u.test(sentence.slice(gap[0].length))) {
    return { title: gap[1] ?? '', body: said.slice(gap[0].length), hasBody: true };
  }
  if (sentence.length <= LONGEST_TITLE) {
    const body = said.slice(end + 1).trim();
    return { title: trimmed(sentence), body, hasBody: body !== '' };
  }
  const { title } = shortTitle(said.slice(0, 3 * LONGEST_TITLE), LONGEST_TITLE);
  return { title, body: said, hasBody: said.length > end + 1 };
}

/** The first 。！？ or ： outside of brackets and quotation marks, where these are closed again; the length if there is none. */
function sentenceEnd(text: string): number {
  const quoted = closedPairs(text);
  let pair = 0;
  for (let at = 1; at < text.length; at += 1) {
    while ((quoted[pair]?.end ?? Infinity) <= at) pair += 1;
    const inside = (quoted[pair]?.start ?? Infinity) < at;
    if (inside) continue;
    const sign = text.charAt(at);
    if ('。！？!?：'.includes(sign) || (sign === ':' && !/\d/.test(text.charAt(at + 1)))) return at;
  }
  return text.length;
}

/** Outermost pairs of brackets and quotation marks no longer than a title is. */
function closedPairs(text: string): { start: number; end: number }[] {
  const quotes = [...text.matchAll(/“[^“”]{0,40}”|《[^《》]{0,60}》|「[^「」]{0,40}」/gu)];
  const pairs = [
    ...quotes.map((quote) => ({ start: quote.index, end: quote.index + quote[0].length })),
    ...bracketsIn(text).filter(({ inside }) => inside.length <= LONGEST_TITLE),
  ].toSorted((a, b) => a.start - b.start);
  return pairs.filter((one, index) => index === 0 || one.start >= Math.max(0, pairs[index - 1]?.end ?? 0));
}

/** What a text lists within itself. */
export interface InlinePoints {
  /** The paragraphs, or parts of them, before the first point. */
  before: string[];
  points: string[];
}

const MARK =
  /(?<=^|[。；;：:，,、\s])(?:(?<han>[一二三四五六七八九十]{1,2})(?:是(?![否一])|要)|第(?<nth>[一二三四五六七八九十])[，,、:：]|[（(](?<arabic>\d{1,2})[)）](?![、，。])|(?<circled>[①-⑳]))/gu;

/**
 * Points that paragraphs number in running text: 一是…；二是…, （1）…（2）…, ①…②…, over one paragraph or several. They must
 * count from one without a gap; otherwise, or if there is only one, the text is no list.
 */
export function inlinePoints(paragraphs: readonly string[]): InlinePoints {
  const text = paragraphs.join('\n');
  let kind = '';
  const marks: { start: number; end: number }[] = [];
  for (const match of text.matchAll(MARK)) {
    const [name, written] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? ['', ''];
    if (valueOf(written ?? '') !== marks.length + 1 || (kind !== '' && name !== kind)) continue;
    kind = name;
    marks.push({ start: match.index, end: match.index + match[0].length });
  }
  if (marks.length < 2) return { before: [...paragraphs], points: [] };
  const points = marks.map(({ end }, index) => text.slice(end, marks[index + 1]?.start ?? text.length).trim());
  // A paragraph of its own after the last point belongs to the whole.
  const before = text.slice(0, marks[0]?.start ?? 0).split('\n');
  return { before: before.map((part) => part.trim()).filter((part) => part !== ''), points };
}
