import type { Block, Paragraph, Table } from '../blocks/block.js';
import { isFurniture } from '../blocks/furniture.js';
import { numberingOf } from '../blocks/numbering.js';
import { findHeader } from '../recognisers/flattened/table-header.js';
import { fieldsIn, type Field } from './front-fields.js';

/** A line before the work begins: a paragraph, or a table row that tells of the document. */
export interface FrontLine {
  text: string;
  line: number;
  kind: LineKind;
  fields: Field[];
}

export type LineKind =
  'furniture' | 'fields' | 'number' | 'letterhead' | 'salutation' | 'date' | 'annex' | 'prose' | 'text';

/** No head is longer: what follows is the document's body, even if nothing in it is numbered. */
const LONGEST_HEAD = 60;
/** Sites that show files and articles of others; their dates are those of the upload. */
const ARTICLE_SITE =
  /我要投稿|[相關关][关關](?:推荐|推薦|文章)|范文|文库|文庫|最多预览|下载文档|由(?:会员|用户|网友)上传/u;
const BREADCRUMB = /»|＞|>|›|当前位置|當前位置|[现現]在位置|您的位置|首页\s*[/／|｜]/u;
export const OWN_NUMBER =
  /(?<![\p{Script=Han}])(\p{Script=Han}{1,10}[〔[(（【［]\s?((?:19|20)\d\d)\s?[〕\])）】］]\s?第?\d{1,4}\s?号)/u;
const NUMBER_LINE = new RegExp(`^[(（]?${OWN_NUMBER.source}[)）]?(?:\\s.*)?$`, 'u');
const DATE_LINE =
  /^[(（]?(?:19|20)\d\d\s?(?:年|[-./])\s?\d{1,2}\s?(?:月|[-./])?\s?(?:\d{1,2}\s?日?)?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?[)）]?$|^[(（]?[二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?[)）]?$/u;

/** What the head of a document consists of, in order. */
export function headLines(blocks: readonly Block[]): FrontLine[] {
  const begins = workBegins(blocks);
  const lines: FrontLine[] = [];
  for (const block of blocks) {
    if (lines.length >= LONGEST_HEAD) break;
    if (block.kind === 'table') {
      const rows = isAboutDocument(block) ? block.grid : rowsOverHeading(block);
      if (block === begins && rows === block.grid) break;
      lines.push(...rows.map((row) => lineOf(textOf(row), row[0]?.line ?? block.line)));
      if (block === begins) break;
    } else if (block === begins) break;
    else lines.push(lineOf(block.text, block.line));
  }
  return lines;
}

export function lineOf(text: string, line: number): FrontLine {
  const fields = fieldsIn(text);
  return { text, line, fields, kind: kindOf(text, fields) };
}

/** Whether the document comes from a site that shows the articles of others. */
export function isFromArticleSite(blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) => block.kind === 'paragraph' && block.text.length <= 200 && ARTICLE_SITE.test(block.text),
  );
}

export function isBreadcrumb(text: string): boolean {
  return text.length <= 200 && BREADCRUMB.test(text) && !/[。；]/u.test(text);
}

/** A table of what the document is (索引号, 发布机构, 文号 …), not of work. */
export function isAboutDocument({ grid }: Table): boolean {
  // A table of work may have thousands of rows, none of which need then be read.
  if (grid.length > 12) return false;
  const named = grid.filter((row) => fieldsIn(textOf(row)).some(({ kind }) => kind !== 'time'));
  return named.length > 0 && named.length * 2 >= grid.length;
}

function kindOf(text: string, fields: readonly Field[]): LineKind {
  const plain = text.normalize('NFKC').trim();
  if (plain.length <= 80 && NUMBER_LINE.test(plain)) return 'number';
  if (fields.length > 0) return 'fields';
  if (isFurniture(text) || isBreadcrumb(text)) return 'furniture';
  if (DATE_LINE.test(plain)) return 'date';
  if (/^附\s?件\s?\d{0,2}\s?:?$/u.test(plain)) return 'annex';
  if (/^\p{Script=Han}[^，,。]{3,39}(?<!关于.{0,30})\s?文件$/u.test(plain)) return 'letterhead';
  if (/:$/.test(plain)) return 'salutation';
  return /[。;!?]["”』」’)）]?$/u.test(plain) || plain.length > 80 ? 'prose' : 'text';
}

/** The block the work begins with: the first numbered paragraph, table, or head of a flattened table. */
export function workBegins(blocks: readonly Block[]): Block | undefined {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  const header = findHeader(paragraphs);
  const flattened = header ? paragraphs[header.start] : undefined;
  const other = blocks.find((block) => (block.kind === 'table' ? !isAboutDocument(block) : isNumbered(block)));
  return flattened && (!other || flattened.line < other.line) ? flattened : other;
}

function isNumbered({ text }: Paragraph): boolean {
  return numberingOf(text) !== null && !isFurniture(text);
}

/** Rows of one text each, or of fields, over the table's heading: its name, who filled it in. */
function rowsOverHeading({ grid }: Table): Table['grid'] {
  const end = grid.findIndex((row) => new Set(textsOf(row)).size > 1 && fieldsIn(textOf(row)).length === 0);
  return grid.slice(0, end < 0 ? 0 : Math.min(end, 4));
}

function textsOf(row: Table['grid'][number]): string[] {
  return row.map((cell) => cell.text).filter((text) => text !== '');
}

/** Merged cells are said once. */
function textOf(row: Table['grid'][number]): string {
  return [...new Set(row)]
    .map((cell) => cell.text.replace(/\n/g, ' '))
    .filter((text) => text !== '')
    .join(' ');
}
