/** Suggestions are for a person to choose from; more than three are no help. */
const AT_MOST = 3;

/**
 * Of the candidates those that the name may well mean, nearest first: the same but for 处, 科 or 室 or a prefix such as 市,
 * an abbreviation (基教处 of 基础教育处), or one sign off. None is sure.
 */
export function nearNames(name: string, candidates: readonly string[]): string[] {
  return candidates
    .map((candidate) => ({ candidate, distance: distanceOf(plainName(name), plainName(candidate)) }))
    .filter(({ distance }) => distance !== null)
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0))
    .slice(0, AT_MOST)
    .map(({ candidate }) => candidate);
}

interface PlainName {
  /** What tells the body from others: 基础教育 of 市基础教育处. */
  core: string;
  /** A section of an office and an office are not taken for each other (教育处, 教育局). */
  rank: 'section' | 'office' | 'other';
}

function plainName(name: string): PlainName {
  const bare = name
    .normalize('NFKC')
    .replace(/\s|[“”"·]/gu, '')
    .replace(/\([^()]*\)/gu, '')
    .replace(/^(?:\p{Script=Han}{1,4}?[省市县区]|[省市县区州局厅])(?=\p{Script=Han}{3})/u, '');
  const section = /(?:处|科|室|股)$/u.exec(bare);
  if (section && !/办公室$/u.test(bare)) return { core: bare.slice(0, -1), rank: 'section' };
  const office = /(?:委员会|局|厅|委|办公室|办)$/u.exec(bare);
  if (office && office.index > 0) return { core: bare.slice(0, office.index), rank: 'office' };
  return { core: bare, rank: 'other' };
}

/** 0 for the same, more the less sure, `null` for what is not near. */
function distanceOf(a: PlainName, b: PlainName): number | null {
  if (a.rank !== b.rank || a.core === '' || b.core === '') return null;
  if (a.core === b.core) return 0;
  const [short, long] = a.core.length <= b.core.length ? [a.core, b.core] : [b.core, a.core];
  if (short.length >= 2 && (long.includes(short) || isAbbreviation(short, long))) return 1;
  const edits = editDistance(short, long);
  const allowed = short.length >= 6 ? 2 : short.length >= 3 ? 1 : 0;
  return edits <= allowed ? 1 + edits : null;
}

/** Every sign of the short one stands in the long one, in order, from its first on: 基教 of 基础教育. */
function isAbbreviation(short: string, long: string): boolean {
  if (short.charAt(0) !== long.charAt(0)) return false;
  let from = 0;
  for (const sign of short) {
    const at = long.indexOf(sign, from);
    if (at < 0) return false;
    from = at + sign.length;
  }
  return true;
}

/** Signs to change, add or leave out (Levenshtein). Names are short: at most 30 signs are compared. */
function editDistance(a: string, b: string): number {
  const [from, to] = [a.slice(0, 30), b.slice(0, 30)];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
