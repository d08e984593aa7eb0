import type { PlanWarning, SourcePlace } from '../domain/plan.js';

/** Collects what a reader is not sure about, each at its place. */
export class Warnings {
  readonly list: PlanWarning[] = [];

  add(code: string, message: string, at: SourcePlace & { item?: string }): void {
    this.list.push({ code, message, at });
  }

  /** In the order of the document; what concerns the whole plan comes first. */
  sorted(): PlanWarning[] {
    return this.list.toSorted((a, b) => a.at.firstLine - b.at.firstLine);
  }
}

/** The lines that cells or blocks, in the order of the document, stand on; the first of the file when there are none. */
export function placeOf(lines: readonly { line: number }[]): SourcePlace {
  const first = lines[0]?.line ?? 1;
  return { firstLine: first, lastLine: lines.at(-1)?.line ?? first };
}
