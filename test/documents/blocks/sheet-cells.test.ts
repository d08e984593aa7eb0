import { describe, expect, it } from '@jest/globals';
import type { BookType, CellObject } from '@e965/xlsx';
import fc from 'fast-check';
import { readSheet } from '../../../documents/blocks/sheet/sheet.js';
import { dateText } from '../../../documents/blocks/sheet/sheet-date.js';
import { gridOf, repacked, tableOf, workbook, type Value } from './workbooks.js';

const HEAD = ['序号', '工作任务', '完成时限', '责任单位'];
const number = (v: number, z: string): CellObject => ({ t: 'n', v, z });
/** The text of the third cell of the second row. */
async function shown(value: Value, type?: BookType): Promise<string | undefined> {
  const { blocks } = await readSheet(workbook([{ rows: [HEAD, [1, '甲', value, '办公室']] }], type), 'a.xlsx');
  return gridOf(blocks[0])[1]?.[2];
}
const readRaw = async (cell: string, change = (xml: string) => xml) => {
  const bytes = repacked(workbook([{ rows: [HEAD, [1, '甲', '@', '办公室']] }]), 'sheet1.xml', (xml) =>
    change(xml.replace(/<c r="C2".*?<\/c>/, cell)),
  );
  const { blocks, warnings } = await readSheet(bytes, 'a.xlsx');
  return { text: tableOf(blocks[0]).grid[1]?.[2]?.text, warnings };
};

describe('a cell of a workbook', () => {
  // 43281 is 2018-06-30.
  it.each([
    { value: number(43281, 'yyyy-m-d'), text: '2018-06-30' },
    { value: number(43281, 'm/d/yy'), text: '2018-06-30' },
    { value: number(43281, 'yyyy"年"m"月"d"日"'), text: '2018-06-30' },
    { value: number(43281.729166667, 'yyyy/m/d h:mm'), text: '2018-06-30 17:30' },
    { value: number(43252, 'yyyy"年"m"月"'), text: '2018年6月' },
    { value: number(43252, 'mmm-yy'), text: '2018年6月' },
    { value: number(43281, 'm"月"d"日";@'), text: '6月30日' },
    { value: number(43252, 'm"月"'), text: '6月' },
    { value: number(0.729166667, 'h:mm'), text: '17:30' },
    { value: number(0.8, '0%'), text: '80%' },
    { value: number(30, '0"所"'), text: '30所' },
    { value: number(6804, '#,##0"万元"'), text: '6,804万元' },
    { value: number(2018.6, 'General'), text: '2018.6' },
    { value: number(5, ';;;'), text: '5' },
    { value: number(-1, 'yyyy-m-d'), text: '-1' },
    { value: '6月\u00a0 底\u200b', text: '6月  底' },
    { value: '=1+1', text: '=1+1' },
    { value: { t: 's', v: '牵头\r\n\r\n配合' } as CellObject, text: '牵头\n配合' },
    { value: { t: 'b', v: true } as CellObject, text: 'TRUE' },
  ])('shows $text', async ({ value, text }) => {
    expect(await shown(value)).toBe(text);
    if (typeof value !== 'object' || value.z !== ';;;') expect(await shown(value, 'biff8')).toBe(text);
  });

  it.each([
    [57, '2018年6月'],
    [58, '6月30日'],
    [31, '2018-06-30'],
    [14, '2018-06-30'],
    [28, '6月30日'],
  ])('has the date format that Chinese Excel knows as %i', async (id, text) => {
    const bytes = repacked(
      workbook([{ rows: [HEAD, [1, '甲', number(43281, 'yyyy/m/d'), '办公室']] }]),
      'styles.xml',
      (xml) => xml.replace(/<numFmts.*?<\/numFmts>/, '').replace(/(<xf [^>]*numFmtId=")(?!0")\d+/, `$1${id}`),
    );
    const { blocks } = await readSheet(bytes, 'a.xlsx');
    expect(gridOf(blocks[0])[1]?.[2]).toBe(text);
  });

  it('is plain where the text is of several fonts or has its reading beside it', async () => {
    const rich =
      '<c r="C2" t="inlineStr"><is><r><t>6</t></r><r><rPr><b/></rPr><t xml:space="preserve">月 </t></r><rPh sb="0" eb="1"><t>liu</t></rPh></is></c>';
    expect((await readRaw(rich)).text).toBe('6月');
  });

  it('is the shown text of a link, whether or not it was computed', async () => {
    const link = 'HYPERLINK("http://example.org/?a=1","实施方案")'.replaceAll('"', '&quot;');
    expect(await readRaw(`<c r="C2" t="str"><f>${link}</f><v>方案</v></c>`)).toEqual({ text: '方案', warnings: [] });
    expect(await readRaw(`<c r="C2"><f>${link}</f></c>`)).toEqual({ text: '实施方案', warnings: [] });
  });

  it('is what was last computed, with a warning where nothing was', async () => {
    expect(await readRaw('<c r="C2"><f>1-1</f><v>0</v></c>')).toEqual({ text: '0', warnings: [] });
    const { text, warnings } = await readRaw('<c r="C2"><f>SUM(A1:A9)</f></c>');
    expect(text).toBe('');
    expect(warnings).toEqual([
      {
        code: 'formula-not-computed',
        message: 'C2单元格是公式，文件中没有保存计算结果，请核对',
        at: { firstLine: 2, lastLine: 2, unit: 'row' },
      },
    ]);
  });

  it('is an error value, with a warning', async () => {
    const { text, warnings } = await readRaw('<c r="C2" t="e"><v>#REF!</v></c>');
    expect(text).toBe('#REF!');
    expect(warnings.map(({ code }) => code)).toEqual(['cell-error']);
  });

  it('hidden under a merged one is not read', async () => {
    const { blocks } = await readSheet(
      workbook([{ rows: [HEAD, [1, '甲', '6月', '办公室'], [2, '乙', '旧', '办公室']], merges: ['C2:C3'] }]),
      'a.xlsx',
    );
    expect(gridOf(blocks[0]).map((row) => row[2])).toEqual(['完成时限', '6月', '6月']);
  });
});

describe('a date', () => {
  const date = { y: 2018, m: 6, d: 5, H: 9, M: 30 };
  it.each([
    ['[$-804]yyyy"年"m"月"d"日"dddd;@', '2018-06-05'],
    ['[$-404]e"年"m"月"', '2018年6月'],
    ['dd/mm/yyyy hh:mm:ss', '2018-06-05 09:30'],
    ['yyyy', '2018年'],
    ['mm:ss', null],
    ['[h]:mm', null],
    ['h:mm AM/PM', null],
    ['dddd', null],
    ['d', null],
  ])('in the format %s is %s', (format, text) => {
    expect(dateText(date, format)).toBe(text);
  });

  it('never fails on a format', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (format) => void dateText(date, format)));
  });
});
