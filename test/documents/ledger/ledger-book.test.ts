import { beforeAll, describe, expect, it } from '@jest/globals';
import * as XLSX from '@e965/xlsx';
import { ledgerBook } from '../../../documents/ledger/ledger-book.js';
import { COLUMNS } from '../../../documents/ledger/ledger-columns.js';
import { checkpoint, item, items, ledgerOf, whole } from './sample-ledger.js';

type Filled = { fill?: { fgColor?: { rgb?: string } } } & { fgColor?: { rgb?: string } };
interface Read {
  sheet: XLSX.WorkSheet;
  /** What stands in a row, by the names of the columns; rows count from 0 below the head. */
  row: (at: number) => Record<string, unknown>;
  cell: (name: string, at: number) => XLSX.CellObject;
  xml: string;
  workbook: XLSX.WorkBook;
}

async function read(given = items): Promise<Read> {
  const bytes = await whole(ledgerBook(ledgerOf(given)));
  const workbook = XLSX.read(bytes, { cellStyles: true, cellNF: true, bookFiles: true });
  const sheet = workbook.Sheets['督办台账']!;
  const { files } = workbook as unknown as { files: Record<string, { content: Uint8Array }> };
  const xml = Buffer.from(files['xl/worksheets/sheet1.xml']!.content).toString('utf8');
  const cell = (name: string, at: number): XLSX.CellObject =>
    sheet[XLSX.utils.encode_cell({ r: 5 + at, c: COLUMNS.findIndex((column) => column.name === name) })] as never;
  const row = (at: number) => Object.fromEntries(COLUMNS.map(({ name }) => [name, cell(name, at)?.v ?? '']));
  return { sheet, row, cell, xml, workbook };
}

let book: Read;
beforeAll(async () => {
  book = await read();
});

const merges = (): string[] => book.sheet['!merges']!.map((range) => XLSX.utils.encode_range(range));
const fillOf = (name: string, at: number): unknown => (book.cell(name, at).s as Filled | undefined)?.fgColor?.rgb;

describe('the workbook of the register', () => {
  it('has a title, whose it is and as of when, a legend, and a head of two rows', () => {
    const texts = XLSX.utils.sheet_to_json<string[]>(book.sheet, { header: 1, defval: '' });
    expect(texts[0]![0]).toBe('市教育局办理方案（2017年）督办台账');
    expect(texts[1]![0]).toBe('发文单位：市教育局　文号：武教〔2017〕12号　总责任人：孟晖');
    expect(texts[1]).toContain('数据截至2017年10月12日12:00　制表：督查室&办公室');
    expect(new Set(texts[2])).toEqual(
      new Set([
        ...['亮灯说明', '正常：按期推进或已按时报送', '预警：临期、补报或落后序时进度', '逾期：到期未报送'],
        ...['未开始；已冻结、撤销、结转或不跟踪', '办结：审核通过并销号', ''],
      ]),
    );
    expect([...new Set(texts[3])]).toEqual([
      ...['序号', '编号', '督办事项', '责任分工', '事项亮灯', '检查节点', '报送与审核', '指标完成情况'],
      ...['佐证材料', '备注'],
    ]);
    expect(texts[4]).toEqual(COLUMNS.map(({ name }) => name));
    expect(merges()).toEqual(expect.arrayContaining(['A1:X1', 'A4:A5', 'C4:F4', 'G4:I4', 'K4:N4', 'O4:S4', 'X4:X5']));
  });

  it('has every value in a row a checkpoint, dates as dates in the campaign’s zone', () => {
    expect(book.row(0)).toEqual({
      ...{ 序号: 1, 编号: '1.1', 责任事项: '义务教育均衡发展', 事项: '新建学校' },
      工作内容: items[0]!.contents.join('\n'),
      工作措施: '召开联席会议；建立月报制度\n纳入年度绩效考核',
      ...{ 牵头处室: '基础教育处\n计划财务处', 配合处室: '安全保卫处\n各区教育局', 分管负责人: '夏春胤' },
      ...{ 事项亮灯: '预警', 节点: '6月', 原定期限: expect.anything(), 现行期限: expect.anything(), 节点亮灯: '补报' },
      ...{ 报送时间: expect.anything(), 是否逾期: '逾期4个工作日补报', 审核结果: '通过', 退回次数: 2, 延期: '' },
      量化指标: '（1）新建、改扩建学校12所\n（2）新增学位4800个',
      ...{ 完成值: '（1）3所\n（2）1200.5个', 落后序时: '落后' },
      佐证材料: '调研情况 报告"(定稿).docx\n=佐证,统计表.xlsx',
      备注: '待签收：安全保卫处\n9月：原定日期不是工作日，已提前到前一个工作日',
    });
    expect(book.cell('原定期限', 1).w).toBe('2017-09-29');
    expect(book.cell('现行期限', 1).w).toBe('2017-10-20');
    expect(book.cell('报送时间', 0).w).toBe('2017-07-06 11:00');
    expect(book.row(5)).toMatchObject({ 序号: 4, 节点: '待定', 原定期限: '', 退回次数: '' });
    expect(book.row(6)).toMatchObject({ 序号: 5, 事项: '培训教师', 完成值: '', 备注: '' });
  });

  it('merges an item over its checkpoints and a heading over its items, with the text in each cell for the filter', () => {
    const below = merges().filter((range) => Number(/\d+/.exec(range)![0]) > 5);
    const ofItems = COLUMNS.flatMap(({ of }, column) => (of === 'item' ? [XLSX.utils.encode_col(column)] : []));
    expect(below.sort()).toEqual(['C6:C9', 'C10:C11', ...ofItems.map((letter) => `${letter}6:${letter}8`)].sort());
    expect([0, 1, 2].map((row) => book.row(row)['牵头处室'])).toEqual(Array(3).fill('基础教育处\n计划财务处'));
    expect([0, 1, 2, 3].map((row) => book.row(row)['责任事项'])).toEqual(Array(4).fill('义务教育均衡发展'));
    expect(book.sheet['!autofilter']).toEqual({ ref: 'A5:X12' });
  });

  it('shows each light as a fill with its word', () => {
    expect([0, 1, 2, 3, 4].map((row) => [book.row(row)['节点亮灯'], fillOf('节点亮灯', row)])).toEqual([
      ...[
        ['补报', 'FFE699'],
        ['临期', 'FFE699'],
        ['未开始', 'E7E6E6'],
        ['逾期', 'F4A6A0'],
        ['正常', 'C6E0B4'],
      ],
    ]);
    expect([book.row(4)['事项亮灯'], fillOf('事项亮灯', 4)]).toEqual(['已办结', 'BDD7EE']);
  });

  it('keeps as text whatever begins as a formula, looks like a number, or is spelled like an error', () => {
    const texts = ['编号', '事项', '工作内容', '分管负责人'].map((name) => book.cell(name, 3));
    expect(texts.map(({ t, v }) => [t, v])).toEqual([
      ...[
        ['s', '1.10'],
        ['s', '=HYPERLINK("http://evil")'],
        ['s', '+1\n-2'],
        ['s', '@SUM(A1)'],
      ],
    ]);
    expect(texts.map(({ z }) => z)).toEqual(['@', '@', '@', '@']);
    expect(book.cell('事项', 4)).toMatchObject({ t: 's', v: '#N/A' });
    expect(Object.values(book.sheet).some((cell) => (cell as XLSX.CellObject).f !== undefined)).toBe(false);
  });

  it('prints on A4 across, as wide as the page, the head on each, numbered; the head and the items stay in view', () => {
    expect(book.xml).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToHeight="0"/);
    expect(book.xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(book.xml).toMatch(/<pane xSplit="4" ySplit="5" topLeftCell="E6" state="frozen"/);
    expect(book.xml).toContain(
      '<oddFooter>&amp;L数据截至2017年10月12日12:00　制表：督查室&amp;&amp;办公室&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter>',
    );
    const names = book.workbook.Workbook!.Names!.map(({ Name, Ref }) => [Name, Ref]);
    expect(names).toEqual(
      expect.arrayContaining([
        ['_xlnm.Print_Area', '督办台账!$A$1:$X$12'],
        ['_xlnm.Print_Titles', '督办台账!$4:$5'],
      ]),
    );
  });

  it('is as high in each row as the longest text there needs', () => {
    const rows = book.sheet['!rows']!.map(({ hpt = 0 }) => hpt);
    // More than 120 signs, twelve to a line.
    expect(rows[5]! + rows[6]! + rows[7]!).toBeGreaterThan(130);
    expect(rows[10]).toBeLessThan(40);
  });

  it('says of a text that no cell can hold where it is and what to do', async () => {
    const long = [item({ contents: ['长'.repeat(40_000)] })];
    await expect(read(long)).rejects.toMatchObject({
      code: 'ledger-too-long',
      message: expect.stringMatching(/1\.1.*\.csv/),
    });
  });

  it('is refused before it fills the memory, with what to do instead', async () => {
    const many = Array.from({ length: 60_000 }, () => checkpoint());
    await expect(read([item({ checkpoints: many })])).rejects.toMatchObject({ code: 'ledger-too-long' });
  });

  it('is a form without rows where the campaign has no items', async () => {
    const { sheet } = await read([]);
    expect(sheet['!autofilter']).toEqual({ ref: 'A5:X6' });
    expect(sheet['!merges']!.every(({ e }) => e.r < 5)).toBe(true);
  });
});
