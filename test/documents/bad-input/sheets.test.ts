import { describe, expect, it, jest } from '@jest/globals';
import * as XLSX from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { repacked, workbook } from '../blocks/workbooks.js';
import { expectRead, expectRefused, readApart } from './read-apart.js';
import { sheetXml, workbookParts, zipOf } from './zips.js';

jest.setTimeout(150_000);

const HEADS = ['序号', '工作内容', '责任单位', '完成时限'];
const ROW = ['1', '推进学区制改革', '基教处', '6月'];
const WHOLE = 'A1:XFD1048576';

describe('a sheet that claims more than it holds', () => {
  it('is read by its cells, whatever range it states', async () => {
    const xml = sheetXml([HEADS, ROW], `<dimension ref="${WHOLE}"/>`);
    expect((await expectRead(zipOf(workbookParts(xml)), '台账.xlsx')).itemCount).toBe(1);
  });

  it('is read by its cells, though the last place of the sheet has one', async () => {
    const xml = sheetXml([HEADS, ROW]).replace(
      '</sheetData>',
      '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末</t></is></c></row></sheetData>',
    );
    expect((await expectRead(zipOf(workbookParts(xml)), '台账.xlsx')).itemCount).toBeGreaterThan(0);
  });

  it.each([
    ['a merge over the whole sheet', '', `<mergeCells><mergeCell ref="${WHOLE}"/></mergeCells>`],
    ['thousands of merges over it', '', `<mergeCells>${`<mergeCell ref="${WHOLE}"/>`.repeat(5000)}</mergeCells>`],
    [
      'a link over the whole sheet',
      '',
      `<hyperlinks><hyperlink ref="${WHOLE}" location="A1" xmlns:r="x"/></hyperlinks>`,
    ],
    ['a thousand million columns', '<cols><col min="1" max="1000000000" width="9"/></cols>', ''],
  ])('is read or refused in time: %s', async (_, before, after) => {
    const { read, refusal } = await readApart(zipOf(workbookParts(sheetXml([HEADS, ROW], before, after))), '台账.xlsx');
    // A heading that covers the sheet leaves nothing of it; what matters is that it ends, and with an answer.
    expect(read !== undefined || refusal?.name === 'DubanError').toBe(true);
    if (refusal) expect(['file-unreadable', 'plan-unrecognised']).toContain(refusal.code);
  });

  it('in the old format is read by its cells', async () => {
    const book = XLSX.read(workbook([{ rows: [HEADS, ROW] }]), { type: 'array' });
    (book.Sheets.Sheet1 as XLSX.WorkSheet)['!ref'] = 'A1:H60000';
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array;
    expect((await expectRead(bytes, '台账.xls')).itemCount).toBe(1);
  });
});

describe('a sheet of long texts', () => {
  it('of a thousand cells as full as can be is read', async () => {
    const full = '推进学区制改革，新增学位4800个。'.repeat(2000).slice(0, 32_767);
    const rows = Array.from({ length: 1000 }, (_, n) => [String(n + 1), full, '基教处', '6月']);
    const bytes = zipOf(workbookParts(sheetXml([HEADS, ...rows.slice(0, 300)])));
    expect((await expectRead(bytes, '台账.xlsx')).itemCount).toBe(300);
    await expectRefused(zipOf(workbookParts(sheetXml([HEADS, ...rows]))), '台账.xlsx', 'file-too-large');
  });

  it('of a cell full of one sign is read', async () => {
    const rows = ['、', '（', '9', '　', '1.', '局'].map((sign, n) => [
      String(n + 1),
      `推进${sign.repeat(16_000)}`,
      sign.repeat(16_000),
      sign.repeat(16_000),
    ]);
    const { itemCount } = await expectRead(zipOf(workbookParts(sheetXml([HEADS, ...rows]))), '台账.xlsx');
    expect(itemCount).toBe(6);
  });
});

describe('a sheet without work', () => {
  it('is refused where it is empty', async () => {
    await expectRefused(workbook([{ rows: [] }]), '台账.xlsx', 'file-no-text');
    await expectRefused(workbook([{ rows: [['']] }]), '台账.xlsx', 'file-no-text');
  });

  it('is refused where it has a heading only', async () => {
    await expectRefused(workbook([{ rows: [HEADS] }]), '台账.xlsx', 'plan-unrecognised');
  });
});

describe('a sheet with formulas', () => {
  const formula = (text: string, shown?: string): XLSX.CellObject =>
    shown === undefined ? { t: 's', f: text, v: '' } : { t: 's', f: text, v: shown };

  it('shows what was last saved, and is never computed or followed', async () => {
    const rows = [
      HEADS,
      [
        '1',
        formula('HYPERLINK("http://127.0.0.1:9/x","推进学区制改革")', '推进学区制改革'),
        formula("cmd|' /C calc'!A0", '基教处'),
        '6月',
      ],
      ['2', "=cmd|' /C calc'!A1", formula('WEBSERVICE("http://127.0.0.1:9")', '学前处'), '12月'],
    ];
    const { items } = await expectRead(workbook([{ rows }]), '台账.xlsx');
    expect(items.map(({ divisions }) => divisions.map(({ name }) => name))).toEqual([['基教处'], ['学前处']]);
    expect(JSON.stringify(items)).not.toContain('127.0.0.1');
    // A text that only looks like a formula stays a text.
    expect(JSON.stringify(items[1])).toContain("=cmd|' /C calc'!A1");
  });

  it('that was never computed warns and gives no formula for a text', async () => {
    const bytes = repacked(workbook([{ rows: [HEADS, ROW] }]), 'sheet1.xml', (xml) =>
      xml
        .replace(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2"><f>A1&amp;B1</f></c>')
        .replace(/<c r="C2"[^>]*>.*?<\/c>/, '<c r="C2" t="str"><f>A1</f><v>基教处</v></c>'),
    );
    const { read, refusal } = await readApart(bytes, '台账.xlsx');
    expect(JSON.stringify(read?.items ?? refusal?.message)).not.toContain('A1&B1');
  });
});

describe('a workbook of Excel 95', () => {
  it('in its own code page is read', async () => {
    const texts = [...HEADS, ...ROW.slice(1)];
    // The library writes no such texts: placeholders of the same length are written over.
    const placeholders = texts.map((text, n) => String.fromCharCode(65 + n).repeat(gbk(text).length));
    const rows = [placeholders.slice(0, 4), ['1', ...placeholders.slice(4)]];
    let bytes = Buffer.from(workbook([{ rows }], 'biff5')).toString('latin1');
    placeholders.forEach((written, n) => (bytes = bytes.replaceAll(written, gbk(texts[n] as string))));
    // The record that names the code page: 1252 becomes 936.
    expect(bytes).toContain(CODE_PAGE.western);
    const chinese = Buffer.from(bytes.replace(CODE_PAGE.western, CODE_PAGE.chinese), 'latin1');
    const { items } = await expectRead(chinese, '台账.xls');
    expect(items[0]?.divisions.map(({ name }) => name)).toEqual(['基教处']);
  });
});

const CODE_PAGE = { western: 'B\0\x02\0\xe4\x04', chinese: 'B\0\x02\0\xa8\x03' };

/** In GBK, one character for each byte. */
function gbk(text: string): string {
  const { utils } = codePages as unknown as { utils: { encode: (page: number, text: string, as: 'buf') => Buffer } };
  return utils.encode(936, text, 'buf').toString('latin1');
}
