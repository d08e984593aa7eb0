import type { Block, Paragraph, Table } from '../../blocks/block.js';
import { numberingOf } from '../../blocks/numbering.js';
import { endsAsSentence, plain } from '../flattened/cell.js';
import { kindOfRow } from './row-kind.js';

/** The paragraphs directly above a table that belong to it. */
export interface TableName {
  /** The table's own name; empty when nothing names it. */
  text: string;
  claimed: { block: Paragraph; why: string }[];
  /** 填报单位：… and the like. */
  notes: Paragraph[];
}

const NAME =
  /(?:表|清单|台账|一览|分解|分工|任务书|目录|计划|安排|方案|要点|事项|任务|项目)(?:[（(][^（）()]{1,20}[）)])?$/u;
const ANNEX = /^附(?:件|表)?\s*[\d一二三四五六七八九十]{0,2}[:：.、]?$/u;

/** The name of a table that stands above it as 附件1 and …任务分解表. The document's own title is left to the document. */
export function nameAbove(blocks: readonly Block[], table: Table, titleLine: number | null): TableName {
  const name: TableName = { text: '', claimed: [], notes: [] };
  let next: Block = table;
  for (let at = blocks.indexOf(table) - 1; at >= 0 && name.claimed.length < 4; at -= 1) {
    const block: Block | undefined = blocks[at];
    if (!block || block.kind === 'table' || block.line === titleLine || block.line > next.line) break;
    const text = plain(block.text);
    if (name.text === '' && kindOfRow([{ ...block }], null) === 'form') {
      name.claimed.push({ block, why: '填报信息' });
      name.notes.push(block);
    } else if (ANNEX.test(text) && (name.text !== '' || next === table)) {
      name.claimed.push({ block, why: '附件标记' });
      break;
    } else if (name.text === '' && isName(block.text)) {
      name.text = text.replace(/^附(?:件|表)\d{0,2}[:：.、]?/u, '');
      name.claimed.push({ block, why: '表题' });
    } else break;
    next = block;
  }
  // Lines above a table that has no name are not surely the table's.
  return name;
}

/** A heading with a number is the outline's. */
function isName(text: string): boolean {
  const line = plain(text);
  return (
    line.length >= 3 && line.length <= 50 && !endsAsSentence(text) && numberingOf(text) === null && NAME.test(line)
  );
}
