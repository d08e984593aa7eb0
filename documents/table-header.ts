import type { Block } from './block.js';
import { plain } from './cell.js';

export type Column =
  'ordinal' | 'heading' | 'contents' | 'measures' | 'deadline' | 'leader' | 'divisions' | 'supporting' | 'unknown';

/** One table of synonyms; the first that fits a whole header cell wins. */
const SYNONYMS: [Exclude<Column, 'unknown'>, RegExp][] = [
  ['ordinal', /^(?:序号|编号|项目编号|No\.?)$/i],
  [
    'deadline',
    /^(?:.{0,4}(?:时限|时间|期限|节点|日期)(?:要求|安排|节点)?|(?:工作)?(?:进度|时间)(?:安排|要求|计划|节点)?|序时进度)$/,
  ],
  [
    'leader',
    /^(?:(?:分管|责任|牵头|主管|包[抓保]|联系|督办|挂点|负责)(?:市|局|厅|校|县|区)?(?:负责人|负责同志|领导|局领导|局长)|责任人|负责人|分管(?:局长|同志))$/,
  ],
  ['supporting', /^(?:配合|协办|协作|协同|参与|会办)(?:单位|处室|部门|科室|股室)$/],
  [
    'divisions',
    /^(?:(?:责任|牵头|承办|主办|负责|主责|落实|实施|承担|牵头责任|责任牵头)(?:单位|处室|部门|科室|股室|处|科)(?:[及和、/].{2,6})?)$/,
  ],
  [
    'measures',
    /^(?:(?:工作|主要|具体|推进|落实|保障|重点)?(?:措施|举措|办法)|(?:工作|落实|推进|实施)步骤|.{0,4}措施(?:及|和|与).{2,6})$/,
  ],
  [
    'contents',
    /^(?:(?:具体|主要|重点)?(?:工作)?(?:内容|要求|目标|任务目标|目标任务|标准)|(?:年度|阶段|具体|预期)(?:工作)?(?:目标|任务|成果)|具体(?:工作|事项|任务)|(?:工作)?目标(?:任务|要求|及要求)?|任务内容|任务目标)$/,
  ],
  [
    'heading',
    /^(?:(?:责任|工作|重点|督办|督查|任务|承办|目标责任|主要|年度重点)?(?:事项|任务|项目|工作)|(?:工作|重点|主要|年度)(?:重点)?(?:工作|任务|事项|项目)(?:任务|事项|名称)?|任务分解|工作类别|责任内容)$/,
  ],
];

export interface TableHeader {
  columns: HeaderCell[];
  /** Index of the first block of the header, and of the first after it. */
  start: number;
  end: number;
}

interface HeaderCell {
  column: Column;
  text: string;
  line: number;
}

function columnOf(text: string): Column {
  const cell = plain(text);
  return SYNONYMS.find(([, pattern]) => pattern.test(cell))?.[0] ?? 'unknown';
}

/**
 * The header of a responsibility table: neighbouring cells, one a paragraph, that name the work, its deadline and who
 * answers for it. `null` when the document has no such run. A column of an unknown name is kept where both its
 * neighbours are header cells.
 */
export function findHeader(blocks: readonly Block[]): TableHeader | null {
  for (let start = 0; start < blocks.length; start += 1) {
    if (cellAt(blocks, start).column === 'unknown') continue;
    const header = runFrom(blocks, start);
    const has = (column: Column) => header.columns.some((cell) => cell.column === column);
    const work = has('heading') || has('contents') || has('measures');
    if (work && has('deadline') && (has('divisions') || has('leader'))) return header;
    start = header.end - 1;
  }
  return null;
}

function runFrom(blocks: readonly Block[], start: number): TableHeader {
  const columns: HeaderCell[] = [];
  let end = start;
  for (let block = blocks[end]; block; block = blocks[end]) {
    const { column, text, size } = cellAt(blocks, end);
    if (column === 'unknown' && !isRemark(text) && !isBridged(blocks, end, columns)) break;
    if (column !== 'unknown' && columns.some((cell) => cell.column === column && cell.text === text)) break;
    columns.push({ column, text, line: block.line });
    end += size;
  }
  return { columns, start, end };
}

/** A cell narrower than its name is broken over two lines: 分管 / 负责人. */
function cellAt(blocks: readonly Block[], index: number): { column: Column; text: string; size: number } {
  const text = blocks[index]?.text ?? '';
  const joined = text + (blocks[index + 1]?.text ?? '');
  if (/^\p{Script=Han}{1,4}$/u.test(text) && joined.length <= 8 && columnOf(text) === 'unknown') {
    const column = columnOf(joined);
    if (column !== 'unknown') return { column, text: joined, size: 2 };
  }
  return { column: text.length <= 16 ? columnOf(text) : 'unknown', text, size: 1 };
}

function isBridged(blocks: readonly Block[], index: number, columns: readonly HeaderCell[]): boolean {
  const next = cellAt(blocks, index + 1).column;
  const nextIsNew = next !== 'unknown' && !columns.some((cell) => cell.column === next);
  return nextIsNew && /^\p{Script=Han}{2,8}$/u.test(plain(blocks[index]?.text ?? ''));
}

function isRemark(text: string): boolean {
  return /^(?:备注|说明)$/.test(plain(text));
}
