import { inZip, joined, oleScanner, type Contained } from './containers.js';
import { extensionOf, fitsName, typeLabel, type EvidenceType } from './evidence-types.js';
import { isMarkup, signedAs } from './signatures.js';
import { textCheck } from './text-check.js';

/** What a file is by its bytes; or why it is not taken, as an officer reads it after the file's name, with what to do instead. */
export type Verdict = { type: EvidenceType } | { refused: string };

export interface EvidenceInspector {
  /** Every chunk of the file, in order. Keeps about a MiB of them at most. */
  see(chunk: Uint8Array): void;
  verdict(): Verdict;
}

const HEAD = 1024;
/** Holds the directory of an office document with ten thousand parts. */
const TAIL = 1024 * 1024;

/** Judges a file that is handed in while it passes by, by its bytes first, and then by whether its name says the same. */
export function inspectEvidence(name: string): EvidenceInspector {
  let size = 0;
  let head: Uint8Array = new Uint8Array(0);
  const tail = tailOf(TAIL);
  const ole = oleScanner();
  const text = textCheck();
  let feed: ((chunk: Uint8Array) => void) | null = null;
  const all = (chunk: Uint8Array): void => {
    feed ??= head[0] === 0xd0 ? ole.see : head[0] === 0x50 && head[1] === 0x4b ? () => undefined : text.see;
    feed(chunk);
    tail.see(chunk);
  };
  return {
    see(chunk) {
      size += chunk.length;
      if (feed !== null) return all(chunk);
      // What kind it is must not hang on how small the first pieces are.
      head = joined(head, chunk);
      if (head.length >= HEAD) all(head);
    },
    verdict() {
      if (size === 0) return { refused: '是空文件' };
      if (feed === null) all(head);
      const start = new TextDecoder('latin1').decode(head.subarray(0, HEAD));
      const signed = signedAs(start);
      if (signed === null) return textVerdict(name, { markup: isMarkup(start), text: text.isText(), start });
      if ('program' in signed) return { refused: `内容是${spaced(signed.program)}，${instead}` };
      if ('type' in signed) return named(name, signed.type);
      return signed.container === 'zip'
        ? contained(name, [inZip(start, tail.bytes(), size)])
        : contained(name, ole.found());
    },
  };
}

const instead = '不能作为佐证材料；请改交 PDF、Word、Excel、图片、音像文件或压缩包（.zip）';

function textVerdict(
  name: string,
  { markup, text, start }: { markup: boolean; text: boolean; start: string },
): Verdict {
  if (markup) {
    return { refused: '内容是网页或 XML，可带脚本；请用浏览器、Excel 或 WPS 打开后另存为 PDF、.docx 或 .xlsx 再报送' };
  }
  if (!text) return { refused: '内容无法识别或已损坏；请用原来的软件打开核对，另存为 PDF、Word、Excel 或图片再报送' };
  if (start.startsWith('#!')) return { refused: `内容是脚本，${instead}` };
  if (fitsName('txt', extensionOf(name))) return { type: 'txt' };
  return { refused: `内容是纯文本，不是“.${extensionOf(name)}”文件；请将内容存为 .txt、.docx 或 PDF 再报送` };
}

/** More than one where a document has others embedded: then the name decides which it is. */
function contained(name: string, found: Contained[]): Verdict {
  if (found.includes('locked')) return { refused: '设有打开密码，督查室无法查阅；请取消密码后重新报送' };
  if (found.includes('macros')) return { refused: '带有宏；请另存为不含宏的 .docx、.xlsx 或 .pptx 再报送' };
  if (found.includes('program')) return { refused: `内容是程序安装包，${instead}` };
  if (found.includes('damaged')) return { refused: '不完整（可能没有下载完）；请重新取得该文件，能正常打开后再报送' };
  const types = found as EvidenceType[];
  const type = types.find((each) => fitsName(each, extensionOf(name))) ?? types[0];
  return type === undefined ? textVerdict(name, { markup: false, text: false, start: '' }) : named(name, type);
}

function named(name: string, type: EvidenceType): Verdict {
  const extension = extensionOf(name);
  if (fitsName(type, extension)) return { type };
  return {
    refused: `内容是${spaced(typeLabel(type))}，文件名却以“.${extension}”结尾；请核对是否选错文件，或把扩展名改为 .${type} 再报送`,
  };
}

/** Latin words keep a space from Chinese ones. */
function spaced(label: string): string {
  return /^[A-Z]/.test(label) ? ` ${label}` : label;
}

/** The last bytes of a stream, at least `limit` where there are as many. */
function tailOf(limit: number): { see: (chunk: Uint8Array) => void; bytes: () => Uint8Array } {
  let chunks: Uint8Array[] = [];
  let held = 0;
  return {
    see(chunk) {
      chunks.push(chunk.slice(-limit));
      held += Math.min(chunk.length, limit);
      if (held < 2 * limit) return;
      chunks = [whole(chunks).slice(-limit)];
      held = limit;
    },
    bytes: () => whole(chunks),
  };
}

function whole(chunks: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
