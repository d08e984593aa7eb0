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

/** The lines that cells or blocks stand on; the first line of the file when there are none. */
export function placeOf(lines: readonly { line: number }[]): SourcePlace {
  const numbers = lines.map((one) => one.line);
  return numbers.length === 0
    ? { firstLine: 1, lastLine: 1 }
    : { firstLine: Math.min(...numbers), lastLine: Math.max(...numbers) };
}
