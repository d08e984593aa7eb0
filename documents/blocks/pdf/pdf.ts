import { DubanError } from '../../../domain/errors.js';
import type { PlanWarning } from '../../../domain/plan.js';
import type { Paragraph } from '../block.js';
import { linesOf, paragraphsOf, type PdfLine, type PdfText } from './pdf-lines.js';

const MAX_PAGES = 1000;
/** So many lines of cells on a page, and it is a table that was torn apart, not an accident of spacing. */
const TABLE_LINES = 3;

/**
 * The text layer of a PDF as paragraphs, told apart by their indents. A PDF knows no tables: where lines stand in
 * columns, a warning says that they must be read from the original.
 *
 * @throws DubanError `file-no-text` for a scan, `file-encrypted`, `file-unreadable`, `file-too-large`
 */
export async function readPdf(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ blocks: Paragraph[]; warnings: PlanWarning[] }> {
  const pages = await textsOf(bytes, fileName);
  const lines = pages.map((texts, index) => linesOf(texts, index + 1));
  const blocks = paragraphsOf(lines);
  if (blocks.length === 0) {
    const message = `“${fileName}”是扫描件，其中没有文字；请使用原来的 Word 或 Excel 文件，或先做文字识别（OCR）后另存为 .docx。`;
    throw new DubanError('file-no-text', message, { fileName });
  }
  return { blocks, warnings: tablesOf(lines) };
}

async function textsOf(bytes: Uint8Array, fileName: string): Promise<PdfText[][]> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    // A copy, because pdf.js takes the buffer for itself.
    const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 });
    try {
      if (document.numPages > MAX_PAGES) throw tooLong(fileName, document.numPages);
      const pages: PdfText[][] = [];
      for (let n = 1; n <= document.numPages; n += 1) {
        const page = await document.getPage(n);
        const { items } = await page.getTextContent();
        pages.push(items.flatMap((item) => ('str' in item ? [textOf(item)] : [])));
        page.cleanup();
      }
      return pages;
    } finally {
      await document.destroy();
    }
  } catch (cause) {
    if (cause instanceof DubanError) throw cause;
    if ((cause as Error).name === 'PasswordException') {
      const message = `“${fileName}”设有打开密码；请用密码打开后另存为不加密的文件再读。`;
      throw new DubanError('file-encrypted', message, { fileName }, { cause: cause as Error });
    }
    const message = `PDF 文件“${fileName}”已损坏或不完整，不能读取；请重新下载，或使用原来的 Word 文件。`;
    throw new DubanError('file-unreadable', message, { fileName }, { cause: cause as Error });
  }
}

function textOf({
  str,
  transform,
  width,
  height,
}: {
  str: string;
  transform: number[];
  width: number;
  height: number;
}) {
  return { text: str, x: transform[4] ?? 0, y: transform[5] ?? 0, width, height };
}

function tooLong(fileName: string, pages: number): DubanError {
  const message = `“${fileName}”有${pages}页，超过${MAX_PAGES}页的上限；请只留下方案部分再读。`;
  return new DubanError('file-too-large', message, { fileName, pages });
}

function tablesOf(pages: readonly PdfLine[][]): PlanWarning[] {
  return pages.flatMap((lines, index) => {
    const cells = lines.filter((line) => line.columns >= 2);
    const [first, last] = [cells[0], cells.at(-1)];
    if (cells.length < TABLE_LINES || !first || !last) return [];
    const message = 'PDF 中的表格只能逐行读出，行列不可靠；请改用原来的 Word 或 Excel 文件';
    const at = { firstLine: first.line, lastLine: last.line, page: index + 1 };
    return [{ code: 'pdf-table', message, at }];
  });
}
