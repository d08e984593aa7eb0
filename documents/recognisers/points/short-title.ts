/** A title for a text that has none of its own. */
export interface ShortTitle {
  title: string;
  /** The title is all that the text says. */
  whole: boolean;
}

/**
 * The first sentence if it is no longer than `longest` signs, else its first clause, else its beginning. Of a
 * `clause`, only the first clause.
 */
export function shortTitle(text: string, longest: number, of: 'sentence' | 'clause' = 'sentence'): ShortTitle {
  const said = text.trim();
  const sentence = upTo(said, of === 'clause' ? CLAUSE_END : SENTENCE_END);
  const clause = sentence.length <= longest ? sentence : workClause(said, longest);
  const title = clause.length <= longest ? clause : `${said.slice(0, longest - 2)}……`;
  return { title, whole: title === withoutEnd(said) };
}

/** Says by what or for what the work is done, and not yet what is done. */
const LEAD_IN =
  /^(?:按照|按|根据|依据|依托|围绕|紧扣|聚焦|立足|针对|对照|对标|结合|通过|利用|借助|以|为|在|对|就|从|(?:认真|深入|全面)?(?:贯彻|落实))/u;

/** The first clause, with the next where the first only leads in to it, or the next by itself where both are too long. */
function workClause(said: string, longest: number): string {
  const first = upTo(said, CLAUSE_END);
  if (!LEAD_IN.test(first) || !/^[，,]/u.test(said.slice(first.length))) return first;
  const next = upTo(said.slice(first.length + 1), CLAUSE_END);
  if (next === '') return first;
  const both = said.slice(0, first.length + 1 + next.length);
  return both.length <= longest ? both : next.length <= longest ? next : first;
}

const SENTENCE_END = /[。！？!?\n]/u;
const CLAUSE_END = /[。！？!?\n，,；;：:]/u;

const END = /[。；;，,、：:\s]/u;

/** Without the sign that ends a sentence. */
export function withoutEnd(text: string): string {
  let end = text.length;
  // A pattern would begin anew at every sign of a long run.
  while (end > 0 && END.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Up to the first such sign outside of brackets and quotation marks, where these close again. */
function upTo(text: string, end: RegExp): string {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if ('（(《“【〔'.includes(sign)) depth += 1;
    else if ('）)》”】〕'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && end.test(sign) && at > 0) return withoutEnd(text.slice(0, at));
  }
  return depth > 0 && text.length > 200 ? withoutEnd(text.slice(0, 200)) : withoutEnd(text);
}
