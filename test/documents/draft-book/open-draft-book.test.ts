import { readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { finishDraftBook, readDraftBook } from '../../../documents/draft-book/finish-draft-book.js';
import { isDraftBook, openDraftBook } from '../../../documents/draft-book/open-draft-book.js';
import { writeDraftBook } from '../../../documents/draft-book/write-draft-book.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { readTextPlan } from '../read-text.js';
import { EditedBook } from './edit-book.js';

const text = readFileSync('samples/wuhan-2017-responsibility-items.txt');
const wuhan = readTextPlan(text, { fileName: 'a.txt', calendar });
let written: Uint8Array;
beforeAll(async () => {
  written = await writeDraftBook(wuhan);
});

function workbook(sheets: Record<string, string[][]>): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
  }
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

describe('opening', () => {
  it.each([
    ['a text', new Uint8Array(text)],
    ['nothing', new Uint8Array()],
    ['a workbook of another name', workbook({ 台账: [['编号', '事项', '截止日期']] })],
    ['an office’s own 督办台账', workbook({ 督办台账: [['编号', '事项', '检查节点', '截止日期', '责任单位']] })],
    [
      'one with a sheet of the plan too',
      workbook({ 督办台账: [['序号', '事项']], 方案信息: [['标题', '2018年工作要点']] }),
    ],
  ])('%s is no draft of ours', async (_, bytes) => {
    expect(await openDraftBook(bytes, 'a.xlsx')).toBeNull();
  });

  it('a draft cut off by a download is told apart by whoever reads files, not here', async () => {
    expect(await isDraftBook(written.subarray(0, 3000))).toBe(false);
  });

  it('gives plain data that can cross a thread’s border', async () => {
    const book = await openDraftBook(written, 'a.xlsx');
    if (!book) throw new Error('not opened');
    expect(finishDraftBook(structuredClone(book), { calendar })).toEqual(wuhan);
  });

  it('of a draft without the sheet of the plan says what is missing', async () => {
    const bytes = new EditedBook(written).deleteSheet('方案信息').save();
    await expect(openDraftBook(bytes, 'a.xlsx')).rejects.toMatchObject({ code: 'draft-incomplete' });
  });

  it('of a draft without the sheets of warnings and remainders reads the rest', async () => {
    const bytes = new EditedBook(written).deleteSheet('提醒').deleteSheet('未列入').deleteSheet('选项').save();
    const back = await readDraftBook(bytes, { fileName: 'a.xlsx', calendar });
    expect(back).toEqual({ ...wuhan, warnings: [], tally: { ...wuhan.tally, skipped: [] } });
  });

  it('of any other file as a draft is refused', async () => {
    await expect(readDraftBook(new Uint8Array(text), { fileName: 'a.txt', calendar })).rejects.toMatchObject({
      code: 'draft-unrecognised',
    });
  });
});

describe('a warning about what an officer wrote', () => {
  it('comes back on each reading, until it is settled in the sheet of warnings', async () => {
    const options = { fileName: 'a.xlsx', calendar };
    const book = () => new EditedBook(written).set(3, '截止日期', '2017-7-16');
    const { warnings } = await readDraftBook(book().save(), options);
    expect(warnings.slice(wuhan.warnings.length)).toMatchObject([
      { code: 'moved-to-working-day', at: { item: '1.1' } },
    ]);
    const again = await writeDraftBook(await readDraftBook(book().save(), options));
    const row = wuhan.warnings.length + 2;
    const settled = new EditedBook(again).set(row, '处理', '可以', undefined, '提醒').save();
    expect((await readDraftBook(settled, options)).warnings).toEqual(wuhan.warnings);
    const noted = book()
      .set(row, '代码', 'moved-to-working-day', undefined, '提醒')
      .set(row, '事项', '1.1', undefined, '提醒');
    noted.set(row, '处理', '可以', undefined, '提醒');
    expect((await readDraftBook(noted.save(), options)).warnings).toEqual(wuhan.warnings);
  });
});

describe('a large draft', () => {
  it('of 1,000 items comes back as it was', async () => {
    const [first] = wuhan.items;
    if (!first) throw new Error('no item');
    const items = Array.from({ length: 1000 }, (_, n) => ({ ...first, code: `${n + 1}.1`, title: `事项${n + 1}` }));
    const draft = { ...wuhan, items, warnings: [] };
    const back = await readDraftBook(await writeDraftBook(draft), { fileName: 'a.xlsx', calendar });
    expect(back).toEqual(draft);
  }, 60_000);
});
