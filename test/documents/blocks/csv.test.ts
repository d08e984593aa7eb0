import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCsv } from '../../../documents/blocks/sheet/csv.js';
import { readCsv } from '../../../documents/blocks/sheet/csv-table.js';
import { gridOf, tableOf, textsOf } from './workbooks.js';

describe('comma-separated values', () => {
  it('keeps commas, quotes and line breaks inside quotes, and knows the line of each row', () => {
    expect(parseCsv('a,"b,""c"""\r\n\r\n"d\ne",f\ng')).toEqual([
      { fields: ['a', 'b,"c"'], line: 1 },
      { fields: ['d\ne', 'f'], line: 3 },
      { fields: ['g'], line: 5 },
    ]);
  });

  it('reads back whatever was quoted', () => {
    const field = fc.string().map((text) => `x${text.replace(/\r/g, '')}`);
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1 }), { minLength: 1 }), (rows) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect(parseCsv(text).map((row) => row.fields)).toEqual(rows);
      }),
    );
  });

  it('knows the line of each row, whatever stands in it', () => {
    const field = fc.constantFrom('甲', '乙\n丙', '', '丁"戊', '己\n\n庚', ' ');
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 })), (rows) => {
        const lines: number[] = [];
        let text = '';
        for (const row of rows) {
          if (row.some((one) => one.trim() !== '')) lines.push(text.split('\n').length);
          text += `${row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n`;
        }
        expect(parseCsv(text).map(({ line }) => line)).toEqual(lines);
      }),
    );
  });

  it.each([
    ['a BOM', '\ufeffa,b', [['a', 'b']]],
    [
      'old line ends',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['rows of unequal length', 'a\nb,c,d\n', [['a'], ['b', 'c', 'd']]],
    ['blanks before a quote', 'a, "b,c" ,d', [['a', 'b,c', 'd']]],
    ['quotes within a field', 'a"b"c,d', [['a"b"c', 'd']]],
    ['a quote that goes on after its end', '"督导"评估,d', [['"督导"评估', 'd']]],
    [
      'a quote never closed',
      'a,"b\nc,d',
      [
        ['a', '"b'],
        ['c', 'd'],
      ],
    ],
    ['nothing', '', []],
    ['blank fields', ' , \n,\n', []],
  ])('reads %s', (_, text, rows) => {
    expect(parseCsv(text).map(({ fields }) => fields)).toEqual(rows);
  });

  it('never fails', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '\t', ' ', '甲', '\ufeff', '\0') });
    fc.assert(fc.property(text, (one) => void parseCsv(one)));
  });
});

describe('the table of a csv file', () => {
  const text = [
    '2018年重点工作任务分解表,,,',
    '单位：市教育局,,,2018年3月',
    '',
    '序号,工作任务,完成时限,责任单位',
    '1,"研制方案：',
    '1.调研；',
    '',
    '2.起草,报批",6月,办公室',
    ',,12月',
    '2,补充教师,年底,人事处,',
    ',,,',
    '备注：以上均为月底。,,,',
  ].join('\r\n');

  it('is read with the lines above and below it', () => {
    const blocks = readCsv(text);
    expect(textsOf(blocks)).toEqual([
      '2018年重点工作任务分解表',
      '单位：市教育局',
      '2018年3月',
      '[4]',
      '备注：以上均为月底。',
    ]);
    expect(gridOf(blocks[3])).toEqual([
      ['序号', '工作任务', '完成时限', '责任单位'],
      ['1', '研制方案：\n1.调研；\n2.起草,报批', '6月', '办公室'],
      ['', '', '12月', ''],
      ['2', '补充教师', '年底', '人事处'],
    ]);
  });

  it('has the lines of the file, and columns by letter', () => {
    const blocks = readCsv(text);
    expect(blocks.map(({ line, unit }) => [line, unit])).toEqual([
      [1, undefined],
      [2, undefined],
      [2, undefined],
      [4, undefined],
      [12, undefined],
    ]);
    expect(tableOf(blocks[3]).grid.map((row) => `${row[2]?.line}${row[2]?.column}`)).toEqual(['4C', '5C', '9C', '10C']);
  });

  it('may be parted by tabs', () => {
    const tabs = '序号\t工作任务\t责任单位\n1\t"调研, \n起草"\t办公室\n';
    expect(gridOf(readCsv(tabs)[0])).toEqual([
      ['序号', '工作任务', '责任单位'],
      ['1', '调研,\n起草', '办公室'],
    ]);
  });
});
