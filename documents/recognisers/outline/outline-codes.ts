import type { Section } from '../heading-tree.js';
import type { WorkGroup } from './outline-roles.js';

/**
 * A code for each item: the numbers of its heading and its own (2.6), the numbers of all headings above it where that is
 * not enough (3.2.6).
 */
export function outlineCodes(groups: readonly WorkGroup[]): Map<Section, string> {
  const items = groups.flatMap((group) => group.items);
  // A list that begins again and again (by months) is told apart by no path, and must not lengthen the others' codes.
  const told = groups.filter((group) => allDifferent(group.items.map(pathOf))).flatMap((group) => group.items);
  const enough = allDifferent(told.map((item) => pathOf(item).slice(-2)));
  const used = new Map<string, number>();
  return new Map(
    items.map((item) => [item, counted((enough ? pathOf(item).slice(-2) : pathOf(item)).join('.'), used)]),
  );
}

/** The code, or 2.1-2 when 2.1 has been given. */
function counted(code: string, used: Map<string, number>): string {
  const times = (used.get(code) ?? 0) + 1;
  used.set(code, times);
  return times === 1 ? code : `${code}-${times}`;
}

function allDifferent(paths: readonly number[][]): boolean {
  return new Set(paths.map((path) => path.join('.'))).size === paths.length;
}

function pathOf(section: Section): number[] {
  const path: number[] = [];
  for (let next: Section | null = section; next?.head; next = next.parent) path.unshift(next.head.number.value);
  return path;
}
