import { DubanError } from '../../domain/errors.js';
import type { PlanWarning } from '../../domain/plan.js';
import { placeOf } from '../draft/plan-warnings.js';
import type { Block, Place } from './block.js';
import { readCsv } from './sheet/csv-table.js';
import { formatOf } from './format.js';
import { formatRefusal } from './refuse-format.js';
import { simplify } from './simplify.js';
import { decodeText, readTextFile } from './text/text-file.js';
import { checkZip } from './zip-limits.js';

const MAX_BYTES = 50 * 1024 * 1024;

export interface ReadBlocks {
  blocks: Block[];
  /** What the file's format made uncertain. */
  warnings: PlanWarning[];
}

/**
 * A file's blocks, in simplified characters. Its format is told from its bytes; the name tells only a table's text from
 * prose, where the content leaves it open.
 *
 * @throws DubanError `file-unreadable`, `file-too-large`, `file-encrypted`, `file-no-text`, `format-unsupported`
 */
export async function blocksOf(bytes: Uint8Array, fileName: string): Promise<ReadBlocks> {
  if (bytes.length > MAX_BYTES) throw tooLarge(bytes.length, fileName);
  const read = await readFormat(bytes, fileName);
  if (read.blocks.length === 0) {
    const message = `“${fileName}”中没有文字，可能是空文件或空表；如是扫描件或图片，请使用原来的 Word 或 Excel 文件，或先做文字识别（OCR）。`;
    throw new DubanError('file-no-text', message, { fileName });
  }
  const { blocks, converted } = await simplify(read.blocks);
  const warnings = [...read.warnings];
  if (converted) {
    const message = '原文为繁体字，已转换为简体字，人名、地名等请核对';
    warnings.push({ code: 'converted-to-simplified', message, at: placeOf(blocks.slice(0, 1)) });
  }
  return { blocks, warnings: [...warnings, ...damagedSigns(blocks)] };
}

/** Libraries are loaded only by the formats that need them. */
async function readFormat(bytes: Uint8Array, fileName: string): Promise<ReadBlocks> {
  const format = formatOf(bytes, fileName);
  switch (format) {
    case 'text': {
      const { readText } = await import('./text/text-blocks.js');
      return readText(decodeText(bytes, fileName));
    }
    case 'csv':
      return { blocks: readCsv(decodeText(bytes, fileName)), warnings: [] };
    case 'html': {
      const { readHtml } = await import('./html/html.js');
      return { blocks: readHtml(bytes, fileName), warnings: [] };
    }
    case 'docx': {
      await checkZip(bytes, fileName);
      const { readDocx } = await import('./docx/docx.js');
      return { blocks: await readDocx(bytes, fileName), warnings: [] };
    }
    case 'xlsx':
      await checkZip(bytes, fileName);
      return await readWorkbook(bytes, fileName);
    case 'xls':
      return await readWorkbook(bytes, fileName);
    case 'pdf': {
      const { readPdf } = await import('./pdf/pdf.js');
      return await readPdf(bytes, fileName);
    }
    // What has bytes of no text may still be one, and why it is not is best said by whoever reads texts.
    case 'unknown':
      return { blocks: readTextFile(bytes, fileName), warnings: [] };
    default:
      throw formatRefusal(format, fileName);
  }
}

async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<ReadBlocks> {
  const { readSheet } = await import('./sheet/sheet.js');
  return await readSheet(bytes, fileName);
}

/** Signs that were already lost in the file. */
function damagedSigns(blocks: readonly Block[]): PlanWarning[] {
  const damaged: Place[] = [];
  for (const block of blocks) {
    const places = block.kind === 'paragraph' ? [block] : new Set(block.grid.flat());
    for (const place of places) if (place.text.includes('\ufffd')) damaged.push(place);
  }
  const first = damaged[0];
  if (!first) return [];
  const message = `文件中有${damaged.length}处文字已损坏（显示为“\ufffd”），请对照原文补正`;
  return [{ code: 'characters-damaged', message, at: placeOf([first]) }];
}

function tooLarge(size: number, fileName: string): DubanError {
  const message = `“${fileName}”有 ${Math.ceil(size / 1024 / 1024)} MB，超过 50 MB 的上限；请去掉其中的图片，或另存为只含方案的文件再读。`;
  return new DubanError('file-too-large', message, { fileName, bytes: size, limit: MAX_BYTES });
}
