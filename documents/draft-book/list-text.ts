/** Begins a further line of the same entry. */
const INDENT = '\u3000';
/** Not 3.5万元. */
const NUMBERED = /^\d{1,3}(?:[.．] |[.．、](?=[^\d\s]|$))/u;

/**
 * Several texts in one cell, each begun by its number; lines within one are indented by an ideographic space. A single
 * plain text stands without a number.
 */
export function listText(entries: readonly string[]): string {
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isPlain(only)) return only;
  return entries.map((entry, index) => indented(`${index + 1}. ${entry}`)).join('\n');
}

/** The texts of a cell. A line without a number, where others have one, is an entry of its own unless it is indented. */
export function listOf(cell: string): string[] {
  if (cell.trim() === '') return [];
  return entriesOf(cell).map((entry) => entry.replace(NUMBERED, ''));
}

/** Lines that belong together, as one text each. */
export function entriesOf(cell: string): string[] {
  const entries: string[] = [];
  for (const line of cell.split('\n')) {
    if (line.startsWith(INDENT) && entries.length > 0) entries[entries.length - 1] += `\n${line.slice(1)}`;
    else if (line.trim() !== '') entries.push(line.trim());
  }
  return entries;
}

/** Further lines of a text marked as its own. */
export function indented(text: string): string {
  return text.replaceAll('\n', `\n${INDENT}`);
}

function isPlain(text: string): boolean {
  return text !== '' && !text.includes('\n') && !NUMBERED.test(text);
}
