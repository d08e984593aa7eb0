import type { PlanWarning, SourcePlace } from '../../domain/plan.js';
import type { Place } from '../blocks/block.js';

/** Collects what a reader is not sure about, each at its place. */
export class Warnings {
  readonly list: PlanWarning[] = [];

  add(code: string, message: string, at: SourcePlace & { item?: string }): void {
    this.list.push({ code, message, at });
  }
}

/** In the order of the document; what concerns the whole plan comes first. */
export function inOrder(warnings: readonly PlanWarning[]): PlanWarning[] {
  return warnings.toSorted((a, b) => a.at.firstLine - b.at.firstLine);
}

/** From the first to the last of blocks or cells in the order of the document; its very start when there are none. */
export function placeOf(parts: readonly Place[]): SourcePlace {
  const first = parts[0] ?? { line: 1 };
  const last = parts.at(-1) ?? first;
  // A cell merged downwards may be the last of its row and yet stand above the first.
  const place: SourcePlace = { firstLine: Math.min(first.line, last.line), lastLine: Math.max(first.line, last.line) };
  if (first.unit) place.unit = first.unit;
  if (first.page !== undefined) place.page = first.page;
  if (first.table === undefined || first.table !== last.table) return place;
  place.table = first.table;
  const rows = [first.row ?? 0, last.row ?? first.row ?? 0];
  if (first.row !== undefined) place.rows = [Math.min(...rows), Math.max(...rows)];
  if (first.column !== undefined && parts.length === 1) place.column = first.column;
  return place;
}
