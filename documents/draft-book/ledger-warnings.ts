import type { DraftItem, PlanDraft, PlanWarning } from '../../domain/plan.js';
import { placeText } from '../draft/place-text.js';
import { cellText } from './cell-text.js';
import { warnedCell } from './warned-cell.js';

/** A comment that says more is not read; the sheet 提醒 has them all. */
const SHOWN = 8;

/** Warnings by the cells they are about. */
export class LedgerWarnings {
  /** The text for the title: what concerns no single item. Empty when there is none. */
  readonly ofPlan: string;
  private readonly byItem = new Map<string, PlanWarning[]>();

  constructor({ items, warnings }: PlanDraft) {
    const codes = new Set(items.map(({ code }) => code));
    const ofPlan: PlanWarning[] = [];
    for (const warning of warnings) {
      const { item } = warning.at;
      if (item === undefined || !codes.has(item)) ofPlan.push(warning);
      else this.byItem.set(item, [...(this.byItem.get(item) ?? []), warning]);
    }
    this.ofPlan = commentOf(ofPlan);
  }

  /** Comments of the item's cells, by the number of the checkpoint's row and the column: `0 due`. */
  of(item: DraftItem): Map<string, string> {
    const cells = new Map<string, PlanWarning[]>();
    for (const warning of this.byItem.get(item.code) ?? []) {
      const { column, node } = warnedCell(warning, item);
      const key = `${node} ${column}`;
      cells.set(key, [...(cells.get(key) ?? []), warning]);
    }
    return new Map([...cells].map(([key, warnings]) => [key, commentOf(warnings)]));
  }
}

function commentOf(warnings: readonly PlanWarning[]): string {
  const lines = warnings
    .slice(0, SHOWN)
    .map(({ message, at }) => `${cellText(message).slice(0, 500)}（${placeText(at)}）`);
  const more = warnings.length > SHOWN ? [`另有${warnings.length - SHOWN}条，见“提醒”表`] : [];
  return cellText([...lines, ...more].join('\n'));
}
