import { DubanError } from '../../../domain/errors.js';
import type { Block, Paragraph } from '../../blocks/block.js';
import { placeOf, Warnings } from '../../draft/plan-warnings.js';
import { plain } from './cell.js';
import { itemsOf } from './flattened-items.js';
import type { Finding, Recogniser, RecogniserContext } from '../recogniser.js';
import { findHeader, type Column, type TableHeader } from './table-header.js';
import { readRows, type TableBody } from './table-rows.js';

/** A responsibility table (任务分解表) whose cells a web page left one to a line, vertical merges gone. */
export const flattenedTable: Recogniser = {
  name: 'flattened-table',
  kind: '由网页复制为逐行文字的任务分解表（表头依次含序号、责任事项、工作内容、工作措施、完成时限、分管负责人、责任处室等栏目）',
  recognise,
};

function recognise(blocks: readonly Block[], context: RecogniserContext): Finding[] {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  const header = findHeader(paragraphs);
  if (!header) return [];
  checkColumns(header, context.fileName);
  const body = readRows(paragraphs, header);
  if (body.rows.length === 0) {
    throw new DubanError('plan-empty', `方案“${context.fileName}”只有表头（第${lineOf(header)}行），表中没有事项。`, {
      fileName: context.fileName,
    });
  }
  const warnings = new Warnings();
  const items = itemsOf(body.rows, header, warnings);
  warnRemains(paragraphs, { header, body }, warnings);
  const end = Math.min(...[...body.leftOver, ...body.furniture].map((cell) => cell.line));
  const claimed = paragraphs.slice(header.start).filter((block) => block.line < end);
  const heads = claimed.slice(0, header.end - header.start);
  return [
    {
      sureness: 0.95,
      items,
      claimed: new Set(claimed),
      warnings: warnings.list,
      passedOver: heads.map((block) => ({ block, why: '表头' })),
    },
  ];
}

/** Rows are told apart by text followed by answers, so the columns must stand in that order. */
function checkColumns(header: TableHeader, fileName: string): void {
  const isAnswer = (column: Column) => ['deadline', 'leader', 'divisions', 'supporting'].includes(column);
  const columns = header.columns.filter((cell) => cell.column !== 'unknown' && cell.column !== 'ordinal');
  const firstAnswer = columns.findIndex((cell) => isAnswer(cell.column));
  const ordinal = header.columns.findIndex((cell) => cell.column === 'ordinal');
  if (ordinal <= 0 && columns.slice(firstAnswer).every((cell) => isAnswer(cell.column))) return;
  const names = header.columns.map((cell) => cell.text);
  throw new DubanError(
    'plan-columns',
    `方案“${fileName}”第${lineOf(header)}行起的表头栏目顺序为“${names.join('、')}”，合并单元格展开后无法区分各行。` +
      '逐行文字的表只能是序号和工作内容各栏在前，完成时限、分管负责人、责任处室各栏在后；请改用原来的 Word 或 Excel 文件。',
    { fileName, columns: names },
  );
}

function warnRemains(
  blocks: readonly Paragraph[],
  { header, body }: { header: TableHeader; body: TableBody },
  warnings: Warnings,
): void {
  for (const cell of header.columns.filter((one) => one.column === 'unknown')) {
    const message = `栏目“${cell.text}”不能识别，其内容可能混入相邻各栏，请核对`;
    warnings.add('column-unknown', message, placeOf([cell]));
  }
  const { leftOver, cutOff } = body;
  if (leftOver.length > 0) {
    const message = `表后文字未归入任何事项：“${excerpt(leftOver[0]?.text ?? '')}”`;
    warnings.add('text-after-table', message, placeOf(leftOver));
  }
  if (cutOff.length > 0) {
    const message = `网页页脚之后还有像表格内容的文字，未读入：“${excerpt(cutOff[0]?.text ?? '')}”`;
    warnings.add('text-after-footer', message, placeOf(cutOff));
  }
  const second = findHeader(blocks.slice(header.end));
  const others = second?.columns.map((cell) => plain(cell.text)).join();
  if (second && others !== header.columns.map((cell) => plain(cell.text)).join()) {
    const message = '文件中还有一张表头不同的表，其内容按第一张表的栏目读取，请核对或分成两个文件';
    warnings.add('second-table', message, placeOf(second.columns));
  }
}

function lineOf(header: TableHeader): number {
  return header.columns[0]?.line ?? 1;
}

function excerpt(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}……` : text;
}
