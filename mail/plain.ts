/**
 * `text` on one line: control characters, line breaks and runs of space become one space, marks that reverse the reading
 * order or are invisible (format characters) are dropped, half a character is replaced. What a plan or a roster says can so never forge a line of a mail.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

// A comma between digits is part of a number.
const clauseEnd = /[;；。，：]|(?<!\d),|,(?!\d)/u;

/** At most `length` characters of the first clause of `text`; `…` where something was left out. */
export function shorten(text: string, length: number): string {
  const line = oneLine(text);
  const clause = line.split(clauseEnd)[0]!.trim() || line;
  const characters = Array.from(clause);
  if (characters.length > length) return `${characters.slice(0, length).join('')}…`;
  return clause === line.replace(/[;；。，,：]$/u, '') ? clause : `${clause}…`;
}

/** `text` as one word of a command line, quoted when it holds anything a shell might read, or might pass for an option. */
export function shellWord(text: string): string {
  const line = oneLine(text);
  return /^[\p{L}\p{N}._@][\p{L}\p{N}._@-]*$/u.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}

/** 《title》, unless it has such marks already. */
export function bookTitle(title: string): string {
  const line = oneLine(title);
  return line.startsWith('《') ? line : `《${line}》`;
}
