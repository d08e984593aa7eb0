import { isTableHead } from './table-head.js';

/** A row that goes on longer has lost its end. */
const LONGEST_ROW = 30;

/**
 * A text with the rows of its tab-divided tables framed by bars: `| 1 | …⏎… | 基教科 |`. A table copied from a Word file
 * has tabs between its cells and line breaks within them, so that a row goes on until it has as many tabs as the heading.
 */
export function withBars(text: string): string {
  if (!text.includes('\t')) return text;
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const head = lines[at] ?? '';
    const tabs = count(head);
    if (tabs < 2 || !isTableHead(head.split('\t').map((cell) => cell.trim()))) continue;
    let end = frame(lines, at, tabs);
    while (end > at) {
      at = end;
      end = frame(lines, at, tabs);
    }
    at -= 1;
  }
  return lines.join('\n');
}

/** Frames the row that begins at the line; the line after it, or `at` where none begins. */
function frame(lines: string[], at: number, tabs: number): number {
  let found = 0;
  for (let end = at; end < Math.min(at + LONGEST_ROW, lines.length); end += 1) {
    found += count(lines[end] ?? '');
    if (found === 0 || found > tabs) return at;
    if (found < tabs) continue;
    for (let line = at; line <= end; line += 1) lines[line] = (lines[line] ?? '').replace(/\t/g, ' | ');
    lines[at] = `| ${lines[at] ?? ''}`;
    lines[end] = `${(lines[end] ?? '').trimEnd()} |`;
    return end + 1;
  }
  return at;
}

function count(line: string): number {
  return line.split('\t').length - 1;
}
