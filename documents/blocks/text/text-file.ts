import { DubanError } from '../../../domain/errors.js';
import type { Paragraph } from '../block.js';
import { checkLines } from '../check-size.js';
import { cleanLines } from '../clean-text.js';

const MAX_BYTES = 20 * 1024 * 1024;

/** Of a UTF-8 text's signs outside ASCII, so many may be damaged: one in ten. Text in GB18030 has nearly all wrong. */
const DAMAGED_SHARE = 0.1;

const SIGNATURES: { bytes: number[]; what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'Word、Excel 或压缩文件' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: '旧版 Word 或 Excel 文件' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'PDF 文件' },
];

/**
 * Reads a text file into its paragraphs. UTF-8 and UTF-16 (the latter by its BOM), else GB18030.
 *
 * @throws DubanError `file-unreadable` for whatever is not a plain text file, `file-too-large`
 */
export function readTextFile(bytes: Uint8Array, fileName: string): Paragraph[] {
  return paragraphsOf(decodeText(bytes, fileName));
}

/** The lines of a text that hold any. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  cleanLines(text).forEach((line, index) => {
    if (line !== '') paragraphs.push({ kind: 'paragraph', text: line, line: index + 1 });
  });
  return paragraphs;
}

/**
 * The text of a file in UTF-8, UTF-16 or GB18030, without BOM. Where a few bytes of UTF-8 are damaged, U+FFFD stands for
 * them. @throws DubanError `file-unreadable`, `file-too-large`
 */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  if (bytes.length > MAX_BYTES) {
    const message = `文件“${fileName}”有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，超过文字文件 20 MB 的上限；请只留下方案部分再读。`;
    throw new DubanError('file-too-large', message, { fileName, bytes: bytes.length, limit: MAX_BYTES });
  }
  const known = SIGNATURES.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte));
  if (known) throw unreadable(fileName, `内容是${known.what}，不是 UTF-8 或 GB18030 编码的纯文本`);
  const text = decodeUtf16(bytes) ?? decodeAs('utf-8', bytes) ?? decodeDamaged(bytes) ?? decodeAs('gb18030', bytes);
  // GB18030 accepts nearly any bytes, so control characters are what tells binary from text.
  if (text === null || /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) {
    throw unreadable(fileName, '内容不是 UTF-8 或 GB18030 编码的纯文本');
  }
  checkLines(text, fileName);
  return text;
}

/** Excel's “Unicode 文本” and the Windows notepad's “Unicode”. */
function decodeUtf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  return bytes[0] === 0xfe && bytes[1] === 0xff ? decodeAs('utf-16be', bytes) : null;
}

/** UTF-8 with a broken sign here and there, which as GB18030 would pass for other signs. */
function decodeDamaged(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  const beyond = text.match(/[^\u0000-\u007f]/gu)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return beyond > 0 && broken / beyond <= DAMAGED_SHARE ? text : null;
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unreadable(fileName: string, why: string): DubanError {
  const kind = /\.csv$/i.test(fileName) ? 'CSV 文件（.csv）' : '纯文本（.txt）';
  const message = `无法读取文件“${fileName}”：${why}。请另存为 UTF-8 编码的${kind}后再读。`;
  return new DubanError('file-unreadable', message, { fileName, why });
}
