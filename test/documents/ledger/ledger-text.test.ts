import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { COLUMNS } from '../../../documents/ledger/ledger-columns.js';
import { ledgerCsv } from '../../../documents/ledger/ledger-csv.js';
import { ledgerFileName } from '../../../documents/ledger/ledger-file.js';
import { ledgerJson } from '../../../documents/ledger/ledger-json.js';
import { head, item, items, ledgerOf, whole } from './sample-ledger.js';

const csv = async (given = items): Promise<string> => (await whole(ledgerCsv(ledgerOf(given)))).toString('utf8');
const rows = (text: string): string[][] => parse(text, { bom: true });

describe('the register as CSV', () => {
  it('opens as UTF-8, has one head, and says of the item on each of its rows what is said of it', async () => {
    const text = await csv();
    expect(text.startsWith('\ufeff序号,编号,责任事项,事项,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const read = rows(text);
    expect(read[0]).toEqual(COLUMNS.map(({ name }) => name));
    expect(read.slice(1).map((row) => row[0])).toEqual(['1', '1', '1', '2', '3', '4', '5']);
    const first = Object.fromEntries(COLUMNS.map(({ name }, column) => [name, read[2]![column]]));
    expect(first).toMatchObject({
      ...{ 事项: '新建学校', 牵头处室: '基础教育处\n计划财务处', 事项亮灯: '预警', 节点: '9月', 节点亮灯: '临期' },
      ...{ 原定期限: '2017-09-29', 现行期限: '2017-10-20', 报送时间: '', 延期: '申请1次，期限已调整' },
    });
  });

  it('guards what a table program could take for a formula, so that it can be had back as it was', async () => {
    const texts = fc.string({ unit: fc.constantFrom(...'=+-@＝＠\t\r\n\'",a办') });
    await fc.assert(
      fc.asyncProperty(texts, async (title) => {
        const cell = rows(await csv([item({ title })]))[1]![3]!;
        expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
        expect(cell.replace(/^'/, '')).toBe(title);
      }),
    );
  });
});

describe('the register as JSON', () => {
  it('has typed values, and moments with their offset, an item a line', async () => {
    const text = (await whole(ledgerJson(ledgerOf()))).toString('utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(items.length + 2);
    const { items: read, ...told } = JSON.parse(text) as { items: Record<string, unknown>[] };
    expect(told).toEqual({
      ...{ title: '市教育局办理方案', span: '2017年', issuer: '市教育局', documentNumber: '武教〔2017〕12号' },
      ...{ principal: '孟晖', by: '督查室&办公室', zone: 'Asia/Shanghai', asOf: '2017-10-12T12:00:00+08:00' },
    });
    expect(read).toHaveLength(items.length);
    expect(read[0]).toMatchObject({
      ...{ number: 1, code: '1.1', leads: ['基础教育处', '计划财务处'], status: 'active' },
      ...{ light: 'yellow', word: '预警', targets: items[0]!.targets, notes: items[0]!.notes },
    });
    expect((read[0]!['checkpoints'] as unknown[])[0]).toEqual({
      ...{ label: '6月', originalDue: '2017-06-30T17:30:00+08:00', due: '2017-06-30T17:30:00+08:00' },
      ...{ light: 'yellow', word: '补报', submittedAt: '2017-07-06T11:00:00+08:00' },
      ...{ punctuality: '逾期4个工作日补报', review: '通过', returns: 2, extension: '', behind: true },
      figures: [
        { target: 1, value: 3 },
        { target: 2, value: 1200.5 },
      ],
      files: ['调研情况 报告"(定稿).docx', '=佐证,统计表.xlsx'],
    });
    expect((read[0]!['checkpoints'] as unknown[])[1]).toMatchObject({ submittedAt: null, light: 'yellow' });
  });

  it('is whole where the campaign has no items', async () => {
    const text = (await whole(ledgerJson(ledgerOf([])))).toString('utf8');
    expect(JSON.parse(text)).toMatchObject({ title: '市教育局办理方案', items: [] });
  });
});

describe('the name of the file', () => {
  it('says what it is and as of when, in signs that every file system takes', () => {
    expect(ledgerFileName(head, 'xlsx')).toBe('市教育局办理方案（2017年）督办台账（截至2017-10-12）.xlsx');
    const odd = ledgerFileName({ ...head, title: 'a/b:c"d\n'.repeat(20) }, 'csv');
    expect(odd).not.toMatch(/[/:"\n]/);
    expect(Buffer.byteLength(odd)).toBeLessThan(255);
    expect(odd.endsWith('督办台账（截至2017-10-12）.csv')).toBe(true);
  });
});
