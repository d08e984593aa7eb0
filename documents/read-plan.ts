import { DubanError } from '../domain/errors.js';
import type { PlanDraft } from '../domain/plan.js';
import { flattenedTable } from './flattened-table.js';
import type { ReadingContext, Recogniser } from './recogniser.js';
import { readTextFile } from './text-file.js';

const RECOGNISERS: readonly Recogniser[] = [flattenedTable];

/**
 * Reads a plan document into a draft: file to blocks, blocks to draft. Whatever the reader is not sure about is a
 * warning at its line.
 *
 * @throws DubanError `file-unreadable`, `plan-unrecognised`, `plan-columns`, `plan-empty`, `plan-year-missing`
 */
export function readPlan(bytes: Uint8Array, options: ReadingContext): PlanDraft {
  const { fileName, year } = options;
  if (year !== undefined && !(Number.isInteger(year) && year >= 2000 && year <= 2099)) {
    throw new DubanError('year-invalid', `年份“${year}”无效：应为2000至2099之间的四位年份。`, { year });
  }
  const extension = /\.([^.\\/]+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (extension !== undefined && extension !== 'txt') throw unrecognised(fileName, `扩展名是“.${extension}”`);
  const blocks = readTextFile(bytes, fileName);
  if (blocks.length === 0) throw unrecognised(fileName, '文件中没有文字');
  if (/^<(?:!doctype|html|head|body|\?xml)/i.test(blocks[0]?.text ?? '')) {
    throw unrecognised(fileName, '内容是网页源码，请在浏览器中打开后复制文字');
  }
  for (const recogniser of RECOGNISERS) {
    const draft = recogniser.recognise(blocks, options);
    if (draft) return draft;
  }
  throw unrecognised(fileName, '未找到含完成时限、责任处室等栏目的表头');
}

function unrecognised(fileName: string, why: string): DubanError {
  const kinds = RECOGNISERS.map((recogniser) => recogniser.kind);
  return new DubanError(
    'plan-unrecognised',
    `无法识别方案“${fileName}”：${why}。目前可以读取：${kinds.join('；')}。请按此整理后另存为 UTF-8 或 GB18030 编码的 .txt 文件。`,
    { fileName, why, kinds },
  );
}
