import { DubanError } from '../../domain/errors.js';
import type { Block } from './block.js';

/** Lines of a text or paragraphs; a table flattened to one cell a line has seventy thousand for ten thousand rows. */
const MOST_PARAGRAPHS = 200_000;
/** Characters of one paragraph or cell. A whole plan in one line has some twenty thousand. */
const LONGEST_TEXT = 100_000;
const MOST_CELLS = 2_000_000;

/**
 * Refuses what is far beyond any plan before it is looked at: the time to recognise work grows with the number of
 * paragraphs and cells, and in a single paragraph faster than its length.
 *
 * @throws DubanError `file-too-large`
 */
export function checkSize(blocks: readonly Block[], fileName: string): void {
  let [paragraphs, cells, longest] = [0, 0, 0];
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      paragraphs += 1;
      longest = Math.max(longest, block.text.length);
    } else {
      cells += block.grid.length * (block.grid[0]?.length ?? 0);
      for (const row of block.grid) for (const { text } of row) longest = Math.max(longest, text.length);
    }
  }
  if (paragraphs > MOST_PARAGRAPHS) throw tooLarge(fileName, `有${paragraphs}段文字，超过${MOST_PARAGRAPHS}段的上限`);
  if (cells > MOST_CELLS) throw tooLarge(fileName, `的表格有${cells}个单元格，超过${MOST_CELLS}个的上限`);
  if (longest > LONGEST_TEXT) throw tooLarge(fileName, `中有一段文字长达${longest}字，超过${LONGEST_TEXT}字的上限`);
}

/** The same of a text that is not yet divided. @throws DubanError `file-too-large` */
export function checkLines(text: string, fileName: string): void {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  if (lines > MOST_PARAGRAPHS) throw tooLarge(fileName, `有${lines}行，超过${MOST_PARAGRAPHS}行的上限`);
}

function tooLarge(fileName: string, why: string): DubanError {
  const message = `“${fileName}”${why}，不像一份方案；请只留下方案正文和任务分解表，分段另存后再读。`;
  return new DubanError('file-too-large', message, { fileName, why });
}
