import type { Block, Table } from '../../blocks/block.js';

const ANSWER =
  /^(?:责任|牵头|承办|主办|负责|配合|协办|分管|完成|办结)(?:单位|处室|部门|科室|领导|负责人|人|时限|时间|期限)$|^时间节点$/u;

/** Whether a table of the document, or one flattened to lines, shares work out: two of its headings name who or by when. */
export function hasResponsibilityTable(blocks: readonly Block[]): boolean {
  let run = 0;
  for (const block of blocks) {
    if (block.kind === 'table') {
      if (sharesOut(block)) return true;
      continue;
    }
    // A flattened head is a run of short lines.
    if (block.text.length > 12) run = 0;
    else if (isAnswer(block.text)) run += 1;
    if (run > 1) return true;
  }
  return false;
}

function sharesOut({ grid }: Table): boolean {
  return grid.slice(0, 4).some((row) => new Set(row.map(({ text }) => text).filter(isAnswer)).size > 1);
}

function isAnswer(text: string): boolean {
  return ANSWER.test(text.replace(/\s+/g, ''));
}
