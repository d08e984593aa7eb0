import { DubanError } from '../domain/errors.js';
import type { Block } from './block.js';

const MAX_BYTES = 20 * 1024 * 1024;

const INVISIBLE = /[\u0080-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;

const SIGNATURES: { bytes: number[]; what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'Word、Excel 或压缩文件' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: '旧版 Word 或 Excel 文件' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'PDF 文件' },
  { bytes: [0xff, 0xfe], what: 'UTF-16 编码的文本' },
  { bytes: [0xfe, 0xff], what: 'UTF-16 编码的文本' },
];

/**
 * Reads a text file into its paragraphs. UTF-8 (with or without BOM), else GB18030.
 *
 * @throws DubanError `file-unreadable` for whatever is not a plain text file
 */
export function readTextFile(bytes: Uint8Array, fileName: string): Block[] {
  const blocks: Block[] = [];
  decodeText(bytes, fileName)
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .forEach((raw, index) => {
      // JavaScript's \s holds U+00A0, U+3000 and U+FEFF. What has no width or turns the writing round is page debris.
      const text = raw.replace(INVISIBLE, '').replace(/\s/g, ' ').trim();
      if (text !== '') blocks.push({ kind: 'paragraph', text, line: index + 1 });
    });
  return blocks;
}

/** The text of a file in UTF-8 or GB18030. @throws DubanError `file-unreadable` */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  if (bytes.length > MAX_BYTES) {
    throw unreadable(fileName, `文件有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，超过 20 MB 的上限`);
  }
  const known = SIGNATURES.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte));
  if (known) throw unreadable(fileName, `内容是${known.what}，不是 UTF-8 或 GB18030 编码的纯文本`);
  const text = decodeAs('utf-8', bytes) ?? decodeAs('gb18030', bytes);
  // GB18030 accepts nearly any bytes, so control characters are what tells binary from text.
  if (text === null || /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) {
    throw unreadable(fileName, '内容不是 UTF-8 或 GB18030 编码的纯文本');
  }
  return text;
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
