import { DubanError } from '../../../domain/errors.js';
import type { Block } from '../block.js';
import { decodeHtml } from './html-charset.js';
import { piecesOf } from './html-pieces.js';
import { withoutFurniture } from './main-content.js';
import { nestsDeeper, parseHtml } from '../markup.js';
import { blocksOfPieces } from '../piece-blocks.js';

/**
 * Reads a saved web page into its paragraphs and tables, without menus, footers and lists of links around the text.
 * Nothing the page refers to is fetched.
 *
 * @throws DubanError `file-no-text`, `file-too-large`, `file-unreadable`
 */
export function readHtml(bytes: Uint8Array, fileName: string): Block[] {
  const html = decodeHtml(bytes);
  const blocks = read(html, fileName);
  if (blocks.length > 0) return blocks;
  const framed = /<frameset\b|<iframe\b/i.test(html);
  const what = framed
    ? '正文在框架页中，没有随网页保存下来。请打开正文所在的页面单独保存，或把正文复制到 Word 文件中再读'
    : '网页中没有文字。请在浏览器中打开原网页，选择“另存为—网页，全部”，或把正文复制到 Word 文件中再读';
  throw new DubanError('file-no-text', `无法读取文件“${fileName}”：${what}。`, { fileName });
}

/** Old pages leave a tag open in every line; no page that people read leaves thousands. */
const DEEPEST = 5000;

function read(html: string, fileName: string): Block[] {
  if (nestsDeeper(html, DEEPEST)) throw tooDeep(fileName);
  try {
    const page = { zone: null, link: 'none' as const, heading: false, preformatted: false };
    const pieces = piecesOf(parseHtml(html).children, page);
    return blocksOfPieces(withoutFurniture(pieces), fileName);
  } catch (cause) {
    // The walk over a page follows its nesting, and a stack has an end.
    if (cause instanceof RangeError) throw tooDeep(fileName, cause);
    throw cause;
  }
}

function tooDeep(fileName: string, cause?: unknown): DubanError {
  const why = '网页的结构不合规范，嵌套过深';
  const message = `无法读取文件“${fileName}”：${why}。请把正文复制到 Word 文件中再读。`;
  return new DubanError('file-unreadable', message, { fileName, why }, { cause });
}
