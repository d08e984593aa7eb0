/** A pair of brackets with what stands in it, brackets within included. `end` is after the closing one. */
export interface Bracketed {
  start: number;
  end: number;
  inside: string;
}

const OPEN = '（(【[［〔〖';
const CLOSE = '）)】]］〕〗';

/** The outermost pairs of brackets of a text, in order. One that is never closed opens nothing. */
export function bracketsIn(text: string): Bracketed[] {
  const found: Bracketed[] = [];
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (OPEN.includes(sign)) open.push(at);
    if (!CLOSE.includes(sign)) continue;
    const start = open.pop();
    if (start === undefined) continue;
    while ((found.at(-1)?.start ?? -1) > start) found.pop();
    found.push({ start, end: at + 1, inside: text.slice(start + 1, at) });
  }
  return found;
}
