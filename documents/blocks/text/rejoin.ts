/** Whether a line breaks off: no sign at its end that a sentence or a list may end with. */
export function endsOpen(text: string): boolean {
  return !/[。；;！!？?：:…][\s"”』」’)）】]*$/u.test(text);
}

/** Two halves of a line. Between Latin words the break was a space, between Chinese signs it was nothing. */
export function join(before: string, after: string): string {
  const words = /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after);
  return before.trimEnd() + (words ? ' ' : '') + after.trimStart();
}
