/** A text rewritten step by step that still knows where each of its signs stood in the text it came from. */
export interface Traced {
  text: string;
  /** The text it came from. */
  source: string;
  /** For each sign of `text` and for its end, the place in `source`. */
  at: readonly number[];
}

export function traced(source: string): Traced {
  return { text: source, source, at: Array.from({ length: source.length + 1 }, (_, i) => i) };
}

/** As `String.replace` with a global pattern; what stands for a match is traced to the match's start. */
export function rewritten(from: Traced, pattern: RegExp, to: (match: string) => string): Traced {
  const parts: string[] = [];
  const at: number[] = [];
  let done = 0;
  const keep = (end: number): void => {
    parts.push(from.text.slice(done, end));
    for (; done < end; done += 1) at.push(from.at[done] as number);
  };
  for (const match of from.text.matchAll(pattern)) {
    keep(match.index);
    const put = to(match[0]);
    parts.push(put);
    for (let i = 0; i < put.length; i += 1) at.push(from.at[match.index] as number);
    done = match.index + match[0].length;
  }
  keep(from.text.length);
  at.push(from.source.length);
  return { text: parts.join(''), source: from.source, at };
}

/** The part from `start` to `end`, counted in signs of the text. */
export function cut(from: Traced, start: number, end: number): Traced {
  return { ...from, text: from.text.slice(start, end), at: from.at.slice(start, end + 1) };
}

/** How the part from `start` to `end` was written at first, without marks of quotation. */
export function writtenAs({ source, at }: Traced, start: number, end: number): string {
  return quotable(source.slice(at[start], at[end]).replace(/["'“”‘’「」『』]/g, ''));
}

const LONGEST_QUOTE = 60;

/** Text to put between “ and ”: on one line, its own marks made ‘ and ’, and not too long. */
export function quotable(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[“"]([^“”"]*)[”"]/g, '‘$1’');
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
