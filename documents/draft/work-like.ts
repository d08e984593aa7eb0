import type { Block, Table } from '../blocks/block.js';
import { isFurniture } from '../blocks/furniture.js';
import { numberingOf } from '../blocks/numbering.js';

/** Names somebody or a time for a piece of work. */
const ASSIGNMENT =
  /(?:责任|牵头|承办|主办|配合|协办|落实)(?:单位|处室|部门|科室|领导)\s*[:：]|(?:完成|办结)(?:时限|时间|期限)\s*[:：]|分管(?:负责人|领导)\s*[:：]/u;
const WORK_COLUMN = /工作|任务|内容|事项|措施|项目|责任|牵头|时限|时间|月份|进度|目标/u;

/** Whether an officer would take the text for work to be tracked: it is assigned, or a numbered point that says something. */
export function looksLikeWork(block: Block, next: Block | undefined): boolean {
  if (block.kind === 'table') return isTableOfWork(block);
  if (isAssigned(block)) return true;
  const number = numberingOf(block.text);
  if (!number || number.level === 'chapter') return false;
  if (number.rest.length >= 8 && /[。；;，,]/u.test(number.rest)) return true;
  // A point with its text in the paragraph below.
  const body = next?.kind === 'paragraph' && numberingOf(next.text) === null ? next.text : '';
  return number.rest.length >= 4 && /[。；;]$/u.test(body);
}

/** Work even where its section speaks of principles. */
export function isAssigned(block: Block): boolean {
  return block.kind === 'paragraph' && ASSIGNMENT.test(block.text) && !isFurniture(block.text);
}

/** The names of a table's columns: its first row that has several. */
export function columnsOf({ grid }: Table): string[] {
  const head = grid.map(textsOf).find((texts) => texts.length > 1) ?? grid.map(textsOf)[0] ?? [];
  return head.slice(0, 12).map((text) => text.replace(/\s+/g, '').slice(0, 12));
}

function isTableOfWork(table: Table): boolean {
  const rows = table.grid.map(textsOf).filter((texts) => texts.length > 1);
  const columns = Math.max(0, ...rows.map((texts) => texts.length));
  const words = rows.slice(1).filter((texts) => texts.some((text) => /\p{Script=Han}{2}/u.test(text)));
  if (columns >= 3) return words.length >= 2;
  return columns === 2 && words.length >= 2 && columnsOf(table).some((name) => WORK_COLUMN.test(name));
}

/** A merged cell counts once. */
function textsOf(row: Table['grid'][number]): string[] {
  return [...new Set(row)].map(({ text }) => text.trim()).filter((text) => text !== '');
}
