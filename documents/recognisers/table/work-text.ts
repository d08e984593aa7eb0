import { numberingOf } from '../../blocks/numbering.js';
import { endsAsSentence, numberedLine } from '../flattened/cell.js';

/** What a cell says of the work. */
export interface WorkText {
  /** Empty when the cell has no line that is a title. */
  title: string;
  contents: string[];
}

/** A title longer than this is a sentence without its stop. */
const MAX_TITLE = 60;
const SHORT_TITLE = 40;

/** The title and contents of a cell: a first line that is no sentence is the title, numbered lines are the contents. */
export function readWork(text: string): WorkText {
  const lines = paragraphsOf(text);
  const [first = ''] = lines;
  const titled = first !== '' && numberedLine(first) === null && !endsAsSentence(first) && first.length <= MAX_TITLE;
  const colon = /^([^：:。；]{2,40})[：:]$/u.exec(first)?.[1];
  if (colon !== undefined && lines.length > 1) return { title: colon, contents: contentsOf(lines.slice(1)) };
  return titled ? { title: first, contents: contentsOf(lines.slice(1)) } : { title: '', contents: contentsOf(lines) };
}

/** A title for work that has only sentences: the first, or its first clause. */
export function shortTitle(text: string): string {
  const [first = ''] = paragraphsOf(text);
  const line = numberedLine(first)?.text ?? first;
  const sentence = /^[^。；;！!？?\n]*/u.exec(line)?.[0] ?? line;
  if (sentence.length <= SHORT_TITLE) return sentence;
  const clause = /^[^，,：:]{4,40}/u.exec(sentence)?.[0] ?? sentence;
  return clause.length <= SHORT_TITLE ? clause : `${clause.slice(0, SHORT_TITLE)}`;
}

/** The lines of a cell as so many contents, their numbers taken off; an unnumbered line goes on the numbered one before. */
export function contentsOf(lines: readonly string[]): string[] {
  const all = lines.flatMap(splitInline);
  const numbered = all.some((line) => numberedLine(line) !== null);
  const contents: string[] = [];
  for (const line of all) {
    const item = numberedLine(line);
    const previous = contents.at(-1);
    const unfinished = previous !== undefined && !endsAsSentence(previous) && numbered;
    if (item) contents.push(item.text);
    else if (unfinished) contents[contents.length - 1] = `${previous}\n${line}`;
    else contents.push(line);
  }
  return contents;
}

/** The lines of a work cell, with those put together that were broken in the middle of a sentence. */
export function paragraphsOf(text: string): string[] {
  const lines = linesOf(text);
  const stopped = endsAsSentence(lines.at(-1) ?? '');
  const paragraphs: string[] = [];
  for (const line of lines) {
    const previous = paragraphs.at(-1);
    if (previous !== undefined && goesOn(previous, line, stopped)) {
      paragraphs[paragraphs.length - 1] = previous + line;
    } else paragraphs.push(line);
  }
  return paragraphs;
}

/**
 * Whether the sentence goes on in the next line: after a comma, before a stop, or, in a cell that ends with a stop, after
 * a line that has stops inside and none at its end. Any other line without a stop may be a title.
 */
function goesOn(line: string, next: string, stopped: boolean): boolean {
  if (/^[，,、。；;：）)》”]/u.test(next)) return true;
  if (numberedLine(next) !== null || numberingOf(next) !== null) return false;
  if (/[，,、]$/u.test(line)) return true;
  return stopped && numberedLine(line) === null && !endsAsSentence(line) && /[。；;！!？?]/u.test(line);
}

export function linesOf(text: string): string[] {
  if (!text.includes('\n')) return text === '' ? [] : [text];
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** `1.制定方案。2.组织实施。3.总结。` on one line: split where the next number follows a stop or a space. */
function splitInline(line: string): string[] {
  const style = [/^1\s?[.．、](?!\d)/u, /^[（(]1[）)]/u, /^①/u].findIndex((pattern) => pattern.test(line));
  if (style < 0) return [line];
  const parts: string[] = [];
  let rest = line;
  for (let n = 2; n <= 30; n += 1) {
    const at = nextNumber(rest, n, style);
    if (at < 0) break;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at);
  }
  return [...parts, rest];
}

function nextNumber(text: string, n: number, style: number): number {
  const signs =
    [[`${n}.`, `${n}．`, `${n}、`], [`（${n}）`, `(${n})`], [String.fromCodePoint(0x2460 + n - 1)]][style] ?? [];
  for (const sign of signs) {
    for (let at = text.indexOf(sign, 1); at > 0; at = text.indexOf(sign, at + 1)) {
      const after = text.charAt(at + sign.length);
      if (/[。；;！!，,\s]/u.test(text.charAt(at - 1)) && !/\d/.test(after) && after !== '') return at;
    }
  }
  return -1;
}
