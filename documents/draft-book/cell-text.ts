/** What XML cannot hold, and halves of surrogate pairs. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** A text as a cell holds it: what no cell can hold is left out, its ends are trimmed. Cleaning again changes nothing. */
export function cellText(text: string): string {
  return writable(text).trim();
}

/** A text without what no XML can hold; lines end in one way. */
export function writable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '');
}

/** A short mark of a text, by which a later reader sees whether it was changed (FNV-1a, 32 bits). */
export function printOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
