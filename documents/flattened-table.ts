import { DubanError } from '../domain/errors.js';
import type { DraftItem, PlanDraft, SourcePlace } from '../domain/plan.js';
import type { Block } from './block.js';
import { plain } from './cell.js';
import { itemsOf } from './draft-items.js';
import { readFront, type PlanFront } from './plan-front.js';
import { placeOf, Warnings } from './plan-warnings.js';
import type { ReadingContext, Recogniser } from './recogniser.js';
import { findHeader, type Column, type TableHeader } from './table-header.js';
import { readRows, type TableBody } from './table-rows.js';

/** A responsibility table (任务分解表) whose cells a web page left one to a line, vertical merges gone. */
export const flattenedTable: Recogniser = {
  kind: '由网页复制为逐行文字的任务分解表（表头依次含序号、责任事项、工作内容、工作措施、完成时限、分管负责人、责任处室等栏目）',
  recognise,
};

function recognise(blocks: readonly Block[], context: ReadingContext): PlanDraft | null {
  const header = findHeader(blocks);
  if (!header) return null;
  checkColumns(header, context.fileName);
  const body = readRows(blocks, header);
  if (body.rows.length === 0) {
    throw new DubanError('plan-empty', `方案“${context.fileName}”只有表头（第${lineOf(header)}行），表中没有事项。`, {
      fileName: context.fileName,
    });
  }
  const warnings = new Warnings();
  const front = readFront(blocks.slice(0, header.start), blocks.slice(header.end));
  const stated = front.year ?? context.year;
  if (stated === undefined) {
    throw new DubanError(
      'plan-year-missing',
      `方案“${context.fileName}”的标题和日期中都没有年份，无法排定节点。请用 --year 指明年份，例如 --year 2017。`,
      { fileName: context.fileName },
    );
  }
  const years = { stated, planned: context.year ?? stated };
  warnFront(front, blocks, warnings);
  if (years.planned !== years.stated) {
    const place = placeOf(blocks.slice(header.start));
    warnings.add('year-moved', `方案原为${stated}年，现按${years.planned}年排定节点；事项文字未作改动`, place);
  } else if (front.yearDoubt) {
    warnings.add('year-unclear', front.yearDoubt, placeOf(blocks.slice(0, header.start)));
  }
  const items = itemsOf(body.rows, header, { years, calendar: context.calendar, warnings });
  warnRemains(blocks, { header, body }, warnings);
  warnUnpublished(items, placeOf(blocks.slice(header.start)), warnings);
  const title = front.title === '' ? context.fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') : front.title;
  return {
    title,
    issuer: front.issuer,
    principal: front.principal,
    year: years.planned,
    items,
    warnings: warnings.sorted(),
  };
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
      '目前只能读取序号和工作内容各栏在前，完成时限、分管负责人、责任处室各栏在后的表。',
    { fileName, columns: names },
  );
}

function warnFront(front: PlanFront, blocks: readonly Block[], warnings: Warnings): void {
  const top = placeOf(blocks.slice(0, 1));
  if (front.title === '') warnings.add('plan-title-missing', '表前未找到方案标题，暂以文件名为标题', top);
  if (front.issuer === '') {
    const place = front.titleLine ? { firstLine: front.titleLine, lastLine: front.titleLine } : top;
    warnings.add('issuer-missing', '未找到制定方案的单位，请补填', place);
  }
  if (front.principal === '') warnings.add('principal-missing', '未找到总责任人，请补填', top);
}

function warnRemains(
  blocks: readonly Block[],
  { header, body }: { header: TableHeader; body: TableBody },
  warnings: Warnings,
): void {
  for (const cell of header.columns.filter((one) => one.column === 'unknown')) {
    const message = `栏目“${cell.text}”不能识别，其内容可能混入相邻各栏，请核对`;
    warnings.add('column-unknown', message, placeOf([cell]));
  }
  const { leftOver, cutOff } = body;
  if (leftOver.length > 0) {
    warnings.add(
      'text-after-table',
      `表后文字未归入任何事项：“${excerpt(leftOver[0]?.text ?? '')}”`,
      placeOf(leftOver),
    );
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

function warnUnpublished(items: readonly DraftItem[], place: SourcePlace, warnings: Warnings): void {
  const marked = items
    .flatMap((item) => item.checkpoints)
    .filter((checkpoint) => checkpoint.mark === 'calendar-unpublished');
  if (marked.length === 0) return;
  const message = `${marked.length}个检查节点所在年份的放假安排尚未公布，日期仅按周末推算，公布后请复核`;
  warnings.add('calendar-unpublished', message, place);
}

function lineOf(header: TableHeader): number {
  return header.columns[0]?.line ?? 1;
}

function excerpt(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}……` : text;
}
