import { DubanError } from '../../../domain/errors.js';
import type { Block } from '../block.js';
import { automaticNumbers } from './docx-numbering.js';
import { readDocxParts, type DocxParts } from './docx-parts.js';
import { docxPieces } from './docx-pieces.js';
import { readStyles } from './docx-styles.js';
import { nestsDeeper, parseXml } from '../markup.js';
import { blocksOfPieces } from '../piece-blocks.js';

/**
 * Reads a Word file (.docx) into its paragraphs and tables as Word shows them, automatic numbers included; tracked
 * changes are read as accepted, text boxes after the paragraph they are tied to. Headers, footers, notes and comments
 * are no part of the text.
 *
 * @throws DubanError `file-encrypted`, `file-no-text`, `file-unreadable`
 */
export async function readDocx(bytes: Uint8Array, fileName: string): Promise<Block[]> {
  refuseOldFormat(bytes, fileName);
  const parts = await partsOf(bytes, fileName);
  if (parts === null) {
    throw unreadable(
      fileName,
      '不是 Word 文件（.docx）。如果是其他格式的文件，请改用与内容相符的扩展名，或用 Word、WPS 另存为 .docx 后再读',
    );
  }
  const { blocks, pictures } = readParts(parts, fileName);
  if (blocks.length > 0) return blocks;
  const what = pictures
    ? '文件中只有图片，没有文字。请先作文字识别（OCR），或取得文字版后再读'
    : '文件中没有文字。请确认方案正文已保存在文件中';
  throw new DubanError('file-no-text', `无法读取文件“${fileName}”：${what}。`, { fileName });
}

/** Word nests some dozens deep, tables within tables included; what is far deeper is made to exhaust its reader. */
const DEEPEST = 500;

function readParts(parts: DocxParts, fileName: string): { blocks: Block[]; pictures: boolean } {
  const why = '文件已损坏或写法不合规范。请用 Word 或 WPS 打开，另存为 .docx 后再读';
  if (Object.values(parts).some((part: string) => nestsDeeper(part, DEEPEST))) throw unreadable(fileName, why);
  const styles = readStyles(parts.styles);
  const numbers = automaticNumbers(parts.numbering, styles);
  let pictures = false;
  const onPicture = () => (pictures = true);
  const pieces = docxPieces(parseXml(parts.document).children, { styles, numbers, onPicture });
  return { blocks: blocksOfPieces(pieces, fileName), pictures };
}

async function partsOf(bytes: Uint8Array, fileName: string): Promise<DocxParts | null> {
  try {
    return await readDocxParts(bytes);
  } catch (cause) {
    if (/encrypt/i.test(String(cause))) throw encrypted(fileName);
    throw unreadable(fileName, '文件已损坏或不完整。请重新取得文件，或用 Word、WPS 打开后另存为 .docx 再读', cause);
  }
}

/** Word packs a file with a password into a container of the old format, under a name of its own. */
function refuseOldFormat(bytes: Uint8Array, fileName: string): void {
  if (![0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte)) return;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw encrypted(fileName);
  throw unreadable(fileName, '是旧版 Word 文件（.doc 或 .wps）。请用 Word 或 WPS 打开，另存为 .docx 后再读');
}

function encrypted(fileName: string): DubanError {
  const message = `无法读取文件“${fileName}”：文件设有打开密码。请用 Word 或 WPS 打开，取消密码后另存再读。`;
  return new DubanError('file-encrypted', message, { fileName });
}

function unreadable(fileName: string, why: string, cause?: unknown): DubanError {
  return new DubanError('file-unreadable', `无法读取文件“${fileName}”：${why}。`, { fileName, why }, { cause });
}
