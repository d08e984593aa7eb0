import { describe, expect, it } from '@jest/globals';
import type { BookType } from '@e965/xlsx';
import fc from 'fast-check';
import { DubanError } from '../../../domain/errors.js';
import { readSheet } from '../../../documents/blocks/sheet/sheet.js';
import { gridOf, repacked, tableOf, textsOf, workbook, type SheetIn, type Value } from './workbooks.js';

const read = (sheets: SheetIn[], type?: BookType) => readSheet(workbook(sheets, type), '台账.xlsx');
const one = async (rows: Value[][], more: Partial<SheetIn> = {}) => read([{ rows, ...more }]);
const HEAD = ['序号', '工作任务', '完成时限', '责任单位'];

const LEDGER: SheetIn = {
  rows: [
    ['2018年重点工作任务分解表', '', '', ''],
    ['填报单位：市教育局', '', '填报时间：2018年3月', ''],
    HEAD,
    [1, '新建幼儿园\n1.选址；\r\n\n2.开工。', '6月', '发展规划处'],
    ['', '', '12月', ''],
    [2, '补充教师600名', '年底', '人事处'],
    [],
    ['备注：完成时限均为月底。', '', '', ''],
  ],
  merges: ['A1:D1', 'A2:B2', 'C2:D2', 'A4:A5', 'B4:B5', 'D4:D5', 'A8:D8'],
};

describe('a sheet', () => {
  it.each(['xlsx', 'xlsm', 'xlsb', 'biff8', 'xlml'] as BookType[])(
    'is its title, its table with merges resolved, and its notes (%s)',
    async (type) => {
      const { blocks, warnings } = await read([LEDGER], type);
      expect(textsOf(blocks)).toEqual([
        '2018年重点工作任务分解表',
        '填报单位：市教育局',
        '填报时间：2018年3月',
        '[4]',
        '备注：完成时限均为月底。',
      ]);
      expect(gridOf(blocks[3])).toEqual([
        HEAD,
        ['1', '新建幼儿园\n1.选址；\n2.开工。', '6月', '发展规划处'],
        ['1', '新建幼儿园\n1.选址；\n2.开工。', '12月', '发展规划处'],
        ['2', '补充教师600名', '年底', '人事处'],
      ]);
      const { grid } = tableOf(blocks[3]);
      expect(grid[1]?.[0]).toBe(grid[2]?.[0]);
      expect(grid[1]?.[2]).not.toBe(grid[2]?.[2]);
      expect(warnings).toEqual([]);
    },
  );

  it('says of each block and cell where it stands', async () => {
    const { blocks } = await read([LEDGER]);
    expect(blocks.map(({ line }) => line)).toEqual([1, 2, 2, 3, 8]);
    expect(blocks.map(({ unit, table }) => [unit, table])).toEqual(Array(5).fill(['row', undefined]));
    expect(tableOf(blocks[3]).grid[3]?.[1]).toMatchObject({ line: 6, row: 6, column: 'B', unit: 'row' });
    expect(tableOf(blocks[3]).caption).toBeUndefined();
  });

  it('counts lines over all sheets and names them', async () => {
    const rows = [HEAD, [1, '甲', '6月', '办公室']];
    const { blocks } = await read([
      { name: '学前教育', rows },
      { name: '空表', rows: [] },
      { name: 'Sheet3', rows },
    ]);
    expect(blocks.map((block) => [block.line, block.table, tableOf(block).caption])).toEqual([
      [1, '工作表“学前教育”', '学前教育'],
      [3, '工作表“Sheet3”', undefined],
    ]);
    expect(tableOf(blocks[1]).grid[1]?.[0]).toMatchObject({ line: 4, row: 2, column: 'A' });
  });

  it('costs what it holds, not what it claims', async () => {
    const bytes = repacked(workbook([{ rows: [HEAD, [1, '甲', '6月', '办公室']] }]), 'sheet1.xml', (xml) =>
      xml
        .replace(/<dimension[^>]*>/, '<dimension ref="A1:XFD1048576"/>')
        .replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
        .replace('</sheetData>', '<row r="4000000000"><c r="ZZZZZ4000000000" s="0"/></row></sheetData>')
        .replace('</sheetData>', '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>')
        .replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="B2:B1048576"/></mergeCells>'),
    );
    const { blocks } = await readSheet(bytes, 'a.xlsx');
    expect(gridOf(blocks[0])).toEqual([HEAD, ['1', '甲', '6月', '办公室']]);
  });

  it('leaves out empty rows and columns, keeping the letters of the others', async () => {
    const { blocks } = await one([
      [],
      ['', '任务', '', '单位', ''],
      [],
      ['', '建校', '', '基教处', ''],
      ['', ' ', '', '\u3000'],
    ]);
    expect(gridOf(blocks[0])).toEqual([
      ['任务', '单位'],
      ['建校', '基教处'],
    ]);
    expect(tableOf(blocks[0]).grid[1]?.map(({ row, column }) => `${column}${row}`)).toEqual(['B4', 'D4']);
  });

  it('goes on after an empty row, and keeps a heading across the table in it', async () => {
    const { blocks } = await one(
      [HEAD, [1, '甲', '6月', '办公室'], [], ['二、义务教育', '', '', ''], [2, '乙', '7月', '基教处']],
      { merges: ['A4:D4'] },
    );
    expect(textsOf(blocks)).toEqual(['[4]']);
    expect(new Set(tableOf(blocks[0]).grid[2]).size).toBe(1);
  });

  it('tells a second table below by its own headings', async () => {
    const { blocks } = await one([
      ['附件1'],
      HEAD,
      [1, '甲', '6月', '办公室'],
      [],
      ['附件2'],
      ['序号', '项目', '牵头单位'],
      [1, '乙', '基教处'],
    ]);
    expect(textsOf(blocks)).toEqual(['附件1', '[2]', '附件2', '[2]']);
    expect(gridOf(blocks[3])[0]).toEqual(['序号', '项目', '牵头单位']);
  });

  it('takes signatures and notes off the end, but not numbers written ahead', async () => {
    const rows = [HEAD, [1, '甲', '6月', '办公室'], [2], [3], ['说明：1.本表一式两份'], ['分管领导：', '', '填表人：']];
    const { blocks } = await one(rows);
    expect(textsOf(blocks)).toEqual(['[4]', '说明：1.本表一式两份', '分管领导：', '填表人：']);
    expect(textsOf((await one(rows.slice(0, 4))).blocks)).toEqual(['[4]']);
  });

  it('without a table is lines of text', async () => {
    const { blocks } = await one([['2018年工作要点'], ['一、总体要求\n全面贯彻'], [], ['二、主要任务']]);
    expect(textsOf(blocks)).toEqual(['2018年工作要点', '一、总体要求', '全面贯彻', '二、主要任务']);
  });

  it('is nothing when it is empty', async () => {
    expect(await one([])).toEqual({ blocks: [], warnings: [] });
    expect(await one([['', ' \u3000']])).toEqual({ blocks: [], warnings: [] });
  });

  it('reads two headings merged over the columns of each', async () => {
    const { blocks } = await one(
      [
        ['任务', '', '责任', ''],
        ['序号', '内容', '牵头单位', '配合单位'],
        [1, '甲', '办公室', '人事处'],
      ],
      { merges: ['A1:B1', 'C1:D1'] },
    );
    expect(gridOf(blocks[0])[0]).toEqual(['任务', '任务', '责任', '责任']);
  });
});

describe('what is hidden in a workbook', () => {
  const rows = [HEAD, [1, '甲', '6月', '办公室'], [2, '乙', '6月', '办公室'], [3, '丙', '6月', '办公室']];

  it('is read, with a warning', async () => {
    const { blocks, warnings } = await read([
      { rows, hiddenRows: [2, 3, 9], hiddenColumns: [3] },
      { name: '去年', rows, hidden: true },
    ]);
    expect(textsOf(blocks)).toEqual(['[4]', '[4]']);
    expect(warnings.map(({ code, message }) => [code, message.split('，')[0]])).toEqual([
      ['rows-hidden', '工作表“Sheet1”第2—3行是隐藏的'],
      ['columns-hidden', '工作表“Sheet1”C列是隐藏的'],
      ['sheet-hidden', '工作表“去年”是隐藏的'],
    ]);
    expect(warnings[2]?.at).toEqual({ firstLine: 5, lastLine: 8, unit: 'row', table: '工作表“去年”' });
  });
});

describe('a damaged workbook', () => {
  it('with columns beyond the last of Excel is refused', async () => {
    const bytes = repacked(workbook([{ rows: [HEAD] }]), 'sheet1.xml', (xml) =>
      xml.replace('<sheetData>', '<cols><col min="1" max="4000000000" width="9"/></cols><sheetData>'),
    );
    await expect(readSheet(bytes, 'a.xlsx')).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('of more cells than a plan has is refused', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => {
      const row: Value[] = [];
      row[index] = '甲';
      return row;
    });
    await expect(read([{ rows }])).rejects.toMatchObject({ code: 'file-too-large' });
  });

  // Not .xls, where a damaged formula can hold the library for ever: that is for the time limit of the reading thread.
  it.each(['xlsx', 'xlml'] as BookType[])('is read or refused, and nothing else (%s)', async (type) => {
    const bytes = workbook([LEDGER, { name: '二', rows: LEDGER.rows, hidden: true }], type);
    const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(bytes.length), async (list, length) => {
        const damaged = new Uint8Array(bytes.subarray(0, length % 3 === 0 ? length : bytes.length));
        for (const [at, byte] of list) if (at < damaged.length) damaged[at] = byte;
        const error: unknown = await readSheet(damaged, 'a.xlsx').catch((one: unknown) => one);
        if (error instanceof Error) expect(error).toBeInstanceOf(DubanError);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused or read whole when an old one is cut off', async () => {
    const bytes = workbook([LEDGER], 'biff8');
    const whole = await readSheet(bytes, 'a.xls');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 8, max: bytes.length }), async (length) => {
        const read = await readSheet(bytes.subarray(0, length), 'a.xls').catch((error: unknown) => error);
        if (read instanceof DubanError) expect(read.code).toBe('file-unreadable');
        else expect(read).toEqual(whole);
      }),
      { numRuns: 200 },
    );
    await expect(readSheet(bytes.subarray(0, bytes.length / 2), 'a.xls')).rejects.toThrow('不完整');
  });
});
