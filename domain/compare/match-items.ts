interface Comparable {
  code: string;
  title: string;
  contents: string[];
}

/** Below this, two items are two. */
const ALIKE = 0.6;
/** The same for two of one code, which is a hint but no proof: a new version numbers anew. */
const ALIKE_OF_ONE_CODE = 0.35;

/** Pairs of an item and what the new version makes of it: by code and title, then by title, then by how much they have in common. */
export function matchItems<A extends Comparable, B extends Comparable>(
  running: readonly A[],
  revised: readonly B[],
): [A, B][] {
  const left = new Set(running);
  const right = new Set(revised);
  const pairs: [A, B][] = [];
  const pair = (a: A, b: B): void => {
    pairs.push([a, b]);
    left.delete(a);
    right.delete(b);
  };
  const byKey = (key: (item: Comparable) => string): void => {
    const known = new Map<string, B[]>();
    for (const b of right) known.set(key(b), [...(known.get(key(b)) ?? []), b]);
    for (const a of left) {
      const b = known.get(key(a))?.shift();
      if (b !== undefined) pair(a, b);
    }
  };
  // Several items may have one title: of these, the one with the same contents comes first.
  byKey((item) => JSON.stringify([item.code, essence(item.title), item.contents.map(essence)]));
  byKey((item) => JSON.stringify([item.code, essence(item.title)]));
  byKey((item) => JSON.stringify([essence(item.title), item.contents.map(essence)]));
  byKey((item) => essence(item.title));
  for (const { a, b } of likeness([...left], [...right])) if (left.has(a) && right.has(b)) pair(a, b);
  return pairs;
}

/** Those alike, the most alike first. */
function likeness<A extends Comparable, B extends Comparable>(left: A[], right: B[]): { a: A; b: B }[] {
  const others = right.map((b) => ({ b, pairs: letterPairs(b) }));
  return left
    .flatMap((a) => {
      const own = letterPairs(a);
      return others.map(({ b, pairs }) => ({ a, b, share: common(own, pairs) }));
    })
    .filter(({ a, b, share }) => share >= (a.code === b.code ? ALIKE_OF_ONE_CODE : ALIKE))
    .sort((x, y) => y.share - x.share);
}

/** Without the signs and spaces that a retyped document has otherwise. */
function essence(text: string): string {
  return text.replace(/[\p{P}\p{Z}\s]/gu, '');
}

/** Pairs of neighbouring letters, which Chinese is told apart by; the title counts as much as all the rest. */
function letterPairs({ title, contents }: Comparable): Set<string> {
  return new Set([...pairsIn(essence(title), 't'), ...pairsIn(essence(contents.join('')).slice(0, 400), 'c')]);
}

function pairsIn(text: string, kind: string): string[] {
  const letters = [...text];
  return letters.slice(1).map((letter, index) => `${kind}${letters[index] ?? ''}${letter}`);
}

/** 0 to 1. */
function common(a: Set<string>, b: Set<string>): number {
  const total = a.size + b.size;
  if (total === 0) return 0;
  return (2 * [...a].filter((pair) => b.has(pair)).length) / total;
}
