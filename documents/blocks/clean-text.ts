/** What has no width or turns the writing round: page debris. */
const INVISIBLE = /[\u0080-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const UNCLEAN = /[\s\u0080-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const LINE_BREAK = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/;

/** The lines of a text as blocks hold them: trimmed, every space a plain one, nothing invisible. May be empty. */
export function cleanLines(text: string): string[] {
  // JavaScript's \s holds U+00A0, U+3000 and U+FEFF.
  return text.split(LINE_BREAK).map((line) => line.replace(INVISIBLE, '').replace(/\s/g, ' ').trim());
}

/** A cell's paragraphs, joined by line breaks; empty when it has none. */
export function cleanCell(text: string): string {
  // Most cells are clean, and there are many of them.
  if (!UNCLEAN.test(text)) return text;
  return cleanLines(text)
    .filter((line) => line !== '')
    .join('\n');
}
