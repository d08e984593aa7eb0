/** Two texts of which none may be lost, the second under a line that says where it is from. One that is in the other is not told twice. */
export function joinedText(text: string, other: string, heading: string): string {
  const [first, second] = [text.trim(), other.trim()];
  if (second === '' || first.includes(second)) return text;
  return first === '' ? other : `${text.trimEnd()}\n\n【${heading}】\n${second}`;
}
