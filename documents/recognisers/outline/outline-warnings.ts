import type { Block } from '../../blocks/block.js';
import { placeOf, type Warnings } from '../../draft/plan-warnings.js';
import type { FoundItem } from '../found-item.js';
import { assumeIssuer, placeOfItems } from '../points/point-answers.js';

/** Gives the items that name nobody to the issuing body, and says so once. */
export function warnAssumed(
  items: readonly FoundItem[],
  from: { issuer: string; of: string },
  warnings: Warnings,
): void {
  // Where names stand that could not be read, the office must say whose they are.
  const unread = new Set(warnings.list.filter(({ code }) => code === 'division-unread').map(({ at }) => at.item));
  assumeIssuer(
    items.filter((item) => !unread.has(item.code)),
    from,
    warnings,
  );
}

export function warnUndated(items: readonly FoundItem[], of: string, warnings: Warnings): void {
  const without = items.filter((item) => item.deadlines.length === 0);
  const [first] = without;
  if (!first) return;
  const message = `${of}${without.length}个事项没有写明完成时限，暂按全年各季度末排定节点，请核对`;
  warnings.add('deadline-assumed', message, { ...placeOfItems(without), item: first.code });
}

export function warnBackground(items: readonly FoundItem[], of: string, warnings: Warnings): void {
  const [first] = items;
  if (!first) return;
  const message = `文中没有其他分条的工作任务，暂把${of}${items.length}条列为事项，请核对是否为工作任务`;
  warnings.add('background-as-work', message, { ...placeOfItems(items), item: first.code });
}

export function warnLone(items: readonly FoundItem[], warnings: Warnings): void {
  for (const item of items) {
    const message = `“${item.title}”一节没有分条，暂整节列为一个事项，请核对`;
    warnings.add('item-unsure', message, { ...item.place, item: item.code });
  }
}

export function warnLifted(items: readonly FoundItem[], of: string, warnings: Warnings): void {
  const [first] = items;
  if (!first) return;
  const message = `${of.replace(/的$/u, '')}末尾写明的责任单位、完成时限，按对整节${items.length}个事项的要求理解，请核对是否只对最后一项`;
  warnings.add('assignment-shared', message, { ...placeOfItems(items), item: first.code });
}

/** A heading whose signs the page's encoding destroyed. */
export function warnDamage(block: Block, warnings: Warnings): void {
  const text = block.kind === 'paragraph' ? block.text : '';
  warnings.add('heading-damaged', `小标题“${text}”有乱码，暂按原样列出，请改正`, placeOf([block]));
}
