import type { Entry, ZipFile } from 'yauzl';
import { DubanError } from '../../domain/errors.js';
import { openZip } from './zip-parts.js';

/** A plan of a province has some hundred entries and some ten megabytes; whatever is far beyond is no plan. */
export interface ZipLimits {
  entries: number;
  /** Bytes of all entries together, unpacked. */
  unpacked: number;
  /** Of those, the XML: what is made of it in memory is ten times as large. */
  xml: number;
}

const MIB = 1024 * 1024;

export const ZIP_LIMITS: ZipLimits = { entries: 5_000, unpacked: 256 * MIB, xml: 32 * MIB };

/** How XML declares entities, which Office never does. In UTF-16 too, whichever byte of a sign comes first. */
const DECLARATIONS = ['<!DOCTYPE', '<!ENTITY'].flatMap((text) => [
  Buffer.from(text, 'latin1'),
  Buffer.from(text, 'utf16le').subarray(0, -1),
]);
const LONGEST_DECLARATION = Math.max(...DECLARATIONS.map((text) => text.length));

/**
 * Refuses a packed document (.docx, .xlsx) that would not stay within bounds when it is opened: every entry is unpacked
 * once, counted against what it says of itself, and thrown away. XML that declares a document type is refused too, for
 * entities can be made to grow or to reach outside.
 *
 * @throws DubanError `file-too-large`, `file-unsafe`, `file-unreadable`
 */
export async function checkZip(bytes: Uint8Array, fileName: string, limits: ZipLimits = ZIP_LIMITS): Promise<void> {
  const zip = await openZip(bytes).catch((cause: unknown) => {
    throw damaged(fileName, cause);
  });
  if (zip.entryCount > limits.entries) {
    throw tooLarge(fileName, `内含${zip.entryCount}个文件，超过${limits.entries}个的上限`);
  }
  let [unpacked, xml] = [0, 0];
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (isXml(entry)) xml += entry.uncompressedSize;
      if (unpacked > limits.unpacked) throw tooLarge(fileName, `展开后超过${limits.unpacked / MIB} MB 的上限`);
      if (xml > limits.xml) throw tooLarge(fileName, `中的文字和表格展开后超过${limits.xml / MIB} MB 的上限`);
      await checkEntry(zip, entry, fileName);
    }
  } catch (cause) {
    if (cause instanceof DubanError) throw cause;
    throw damaged(fileName, cause);
  }
}

function isXml({ fileName }: Entry): boolean {
  return /\.(?:xml|rels)$/i.test(fileName);
}

async function checkEntry(zip: ZipFile, entry: Entry, fileName: string): Promise<void> {
  if (entry.isEncrypted()) throw damaged(fileName, new Error('encrypted entry'));
  let declared = false;
  let end: Uint8Array = new Uint8Array();
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (!isXml(entry) || declared) continue;
    // A declaration may begin in one chunk and end in the next.
    const bytes = Buffer.concat([end, chunk as Buffer]);
    declared = DECLARATIONS.some((text) => bytes.includes(text));
    end = bytes.subarray(-LONGEST_DECLARATION);
  }
  if (!declared) return;
  const message = `“${fileName}”中的 XML 带有文档类型声明（DTD），Word 和 Excel 不会写出这样的文件，为安全起见不予读取；请用 Word 或 WPS 打开后另存再读。`;
  throw new DubanError('file-unsafe', message, { fileName, entry: entry.fileName });
}

function tooLarge(fileName: string, why: string): DubanError {
  const message = `“${fileName}”${why}，不像一份方案，为安全起见不予读取；请另存为只含方案的文件再读。`;
  return new DubanError('file-too-large', message, { fileName, why });
}

function damaged(fileName: string, cause: unknown): DubanError {
  const message = `“${fileName}”已损坏或不完整，不能读取；请重新下载，或用 Word、WPS 打开后另存再读。`;
  return new DubanError('file-unreadable', message, { fileName }, { cause });
}
