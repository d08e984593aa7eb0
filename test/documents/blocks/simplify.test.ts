import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Block } from '../../../documents/blocks/block.js';
import { simplify } from '../../../documents/blocks/simplify.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import { gridOf, tableOf, textsOf } from './workbooks.js';

const paragraphs = (...texts: string[]): Block[] =>
  texts.map((text, index) => ({ kind: 'paragraph', text, line: index + 1 }));
const simple = async (text: string) => {
  const { blocks } = await simplify(paragraphs('市教育局關於開展義務教育學校標準化建設的實施方案', text));
  return textsOf(blocks)[1];
};

describe('a document in traditional characters', () => {
  it.each([
    ['責任處室：基礎教育處、發展規劃處', '责任处室：基础教育处、发展规划处'],
    ['完成時限：2018年12月底前', '完成时限：2018年12月底前'],
    ['朝著目標著力抓好顯著問題', '朝着目标着力抓好显著问题'],
    ['乾部、乾淨、幹部，覆蓋、反覆、復習', '干部、干净、干部，覆盖、反复、复习'],
    ['後勤、皇后、裏面、鄉里', '后勤、皇后、里面、乡里'],
    ['衞生、「兩免一補」、徵求意見、餘額', '卫生、“两免一补”、征求意见、余额'],
  ])('%s becomes simplified', async (text, expected) => {
    expect(await simple(text)).toBe(expected);
  });

  it('keeps places, merged cells and captions', async () => {
    const [head, shared, own] = ['責任處室', '學前教育', '普惠園'].map((text, index) => ({
      text,
      line: index + 1,
      row: 1,
    }));
    if (!head || !shared || !own) throw new Error();
    const table: Block = {
      kind: 'table',
      line: 1,
      caption: '責任分解',
      grid: [
        [head, head],
        [shared, own],
        [shared, head],
      ],
    };
    const { blocks, converted } = await simplify([table]);
    expect(converted).toBe(true);
    expect(gridOf(blocks[0])).toEqual([
      ['责任处室', '责任处室'],
      ['学前教育', '普惠园'],
      ['学前教育', '责任处室'],
    ]);
    const { grid, caption } = tableOf(blocks[0]);
    expect(caption).toBe('责任分解');
    expect(grid[0]?.[0]).toBe(grid[0]?.[1]);
    expect(grid[1]?.[0]).toBe(grid[2]?.[0]);
    expect(grid[1]?.[0]).toMatchObject({ line: 2, row: 1 });
    expect(table.grid[0]?.[0]?.text).toBe('責任處室');
  });

  it('is told from a simplified one, and only it is touched', async () => {
    for (const [name, traditional] of [
      ['wenzhou-work-plan', true],
      ['tianmen-2018-work-points', false],
      ['wuhan-2017-responsibility-items', false],
    ] as const) {
      const blocks = readTextFile(readFileSync(`samples/${name}.txt`), name);
      const { blocks: read, converted } = await simplify(blocks);
      expect([name, converted]).toEqual([name, traditional]);
      if (traditional) expect(textsOf(read).join('')).not.toMatch(/[學責發關為與員會處開動進點時間領導]/);
      else expect(read).toEqual(blocks);
    }
  });

  it('is not one in simplified characters that quotes another', async () => {
    const blocks = paragraphs('全面贯彻党的教育方针，着力办好人民满意的教育，纪念馆题名“學無止境”。', '于漪、钟扬');
    expect(await simplify(blocks)).toEqual({ blocks, converted: false });
    expect(await simplify([])).toEqual({ blocks: [], converted: false });
    expect((await simplify(paragraphs('Plan 2018'))).converted).toBe(false);
  });
});
