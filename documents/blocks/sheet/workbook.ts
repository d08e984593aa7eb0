import * as XLSX from '@e965/xlsx';
import { DubanError } from '../../../domain/errors.js';
import { CHINESE_FORMATS, NO_STYLES, readableStyles, withoutSpans, withStyles } from './sheet-parts.js';
import { parseZip, SSF } from './xlsx-untyped.js';
import { zipParts } from '../zip-parts.js';

/** The bare library's workbook, its sheets dense. */
type Workbook = XLSX.WorkBook;

/** Styles are what tells hidden rows; stubs, what tells formulas without a value. */
const OPTIONS = { dense: true, cellNF: true, cellHTML: false, cellStyles: true, sheetStubs: true } as const;

/**
 * Opens a workbook; formulas are not evaluated, macros not touched.
 *
 * @throws DubanError `file-encrypted`, `file-unreadable`
 */
export async function openWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (buffer.subarray(0, 2).toString('latin1') === 'PK') return await openZip(buffer);
    if (buffer[0] === 0xd0 || buffer[0] === 0x09) return await openOld(buffer);
    return XLSX.read(decodeXml(buffer), { ...OPTIONS, type: 'string' });
  } catch (cause) {
    // The library throws strings too.
    throw refusal(cause instanceof Error ? cause : new Error(String(cause)), fileName);
  }
}

/** The library's own zip reader is slow, and can be made to unpack without end. */
async function openZip(buffer: Buffer): Promise<Workbook> {
  // Pictures and what else a workbook embeds say nothing.
  const parts = await zipParts(buffer, (name) => /\.(?:xml|rels|bin)$/i.test(name));
  const types = parts.get(TYPES);
  if (types && !types.includes('spreadsheetml.styles+xml')) {
    parts.set('xl/styles.xml', NO_STYLES).set(TYPES, withStyles(types));
  }
  const files = [...parts].map(([path, content]) => ({
    name: path,
    type: 2 as const,
    content: readable(path, content),
  }));
  return parseZip({ FullPaths: [...parts.keys()], FileIndex: files }, { ...OPTIONS });
}

const TYPES = '[Content_Types].xml';

function readable(path: string, content: Buffer): Buffer {
  if (/^xl\/styles[^/]*\.xml$/i.test(path)) return readableStyles(content);
  return /^xl\/worksheets\/[^/]*\.xml$/i.test(path) ? withoutSpans(content) : content;
}

async function openOld(buffer: Buffer): Promise<Workbook> {
  for (const [id, code] of Object.entries(CHINESE_FORMATS)) SSF.load(code, Number(id));
  // Texts of Excel 95 and before are in a code page, GBK mostly.
  const codePages: unknown = await import('@e965/xlsx/dist/cpexcel.full.mjs');
  XLSX.set_cptable(codePages);
  // Cached values are all there; formulas of old files are slow to spell out.
  return XLSX.read(buffer, { ...OPTIONS, cellFormula: false, type: 'buffer' });
}

function decodeXml(buffer: Buffer): string {
  const declared = /^[^>]{0,80}encoding=["']([\w-]{1,20})["']/.exec(buffer.subarray(0, 200).toString('latin1'));
  return new TextDecoder(declared?.[1] ?? 'utf-8', { fatal: true }).decode(buffer);
}

function refusal(cause: Error, fileName: string): DubanError {
  if (/password|encrypt/i.test(cause.message)) {
    const message = `“${fileName}”设有打开密码；请用密码打开后另存为不加密的文件再读。`;
    return new DubanError('file-encrypted', message, { fileName }, { cause });
  }
  const message = `表格文件“${fileName}”已损坏或不完整，不能读取；请用 Excel 或 WPS 打开，另存为 .xlsx 后再读。`;
  return new DubanError('file-unreadable', message, { fileName }, { cause });
}
