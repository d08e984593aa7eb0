/** A piece of text between commas, and where it stands in its sentence. */
export interface Clause {
  text: string;
  sentence: string;
  start: number;
  end: number;
}

/** Splits at sentence ends and at commas and colons; the comma of 1,200 and what stands in 《》 stay whole. */
export function clausesOf(text: string): Clause[] {
  return text.split(/[。！!？?\n]/u).flatMap(sentenceClauses);
}

function sentenceClauses(sentence: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (let at = 0; at <= sentence.length; at += 1) {
    if (at < sentence.length && !endsClause(sentence, at)) continue;
    const text = sentence.slice(start, at).replace(NUMBER, '').trim();
    if (text !== '') clauses.push({ text, sentence, start, end: at });
    start = at + 1;
  }
  return clauses;
}

function endsClause(sentence: string, at: number): boolean {
  const sign = sentence.charAt(at);
  if (sign === ',') return !(/\d/.test(sentence.charAt(at - 1)) && /^\d{3}(?!\d)/.test(sentence.slice(at + 1, at + 5)));
  return /[，；;：:]/u.test(sign);
}

/** The number of a point: 1. （2） ③; not the figure of 1.8万个. */
const NUMBER = /^\s*(?:\d{1,2}[.．、](?!\d)|[（(][\d一二三四五六七八九十]{1,3}[）)]|[①-⑳])/u;
