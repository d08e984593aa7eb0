import { read, utils, type WorkSheet } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { zipParts } from '../../../documents/blocks/zip-parts.js';
import { writeRehearsalBook } from '../../../documents/rehearsal/rehearsal-book.js';
import type { PlanDraft } from '../../../domain/plan.js';
import { rehearsed, WUHAN } from './sample-rehearsal.js';

/** A plan of whose texts a table program could make formulas. */
function hostile(draft: PlanDraft): PlanDraft {
  const [first, ...rest] = draft.items;
  if (first === undefined) throw new Error('no items');
  return { ...draft, items: [{ ...first, code: '=1+1', title: '=HYPERLINK("http://example.org")' }, ...rest] };
}

describe('the workbook', () => {
  const { rehearsal, context } = rehearsed(WUHAN, undefined, hostile);
  let bytes: Uint8Array;
  let sheets: Record<string, WorkSheet>;
  beforeAll(async () => {
    bytes = await writeRehearsalBook(rehearsal, context);
    sheets = read(bytes, { type: 'buffer' }).Sheets;
  });

  function rows(name: string): unknown[][] {
    return utils.sheet_to_json(sheets[name] as WorkSheet, { header: 1, raw: true });
  }

  it('has four sheets', () => {
    expect(Object.keys(sheets)).toEqual(['通知清单', '按收件人', '日历', '提醒事项']);
  });

  it('lists every notice with who gets it and why', () => {
    const all = rows('通知清单');
    const head = all.findIndex(([cell]) => cell === '序号');
    expect(all).toHaveLength(head + 1 + rehearsal.notices.length);
    const found = all.find((row) => row[5] === '1.3' && row[7] === '9月' && String(row[8]).startsWith('催报'));
    expect(found?.slice(1)).toEqual([
      ...['2017-09-18 09:00', '责任处室', '发展规划处', '沈国栋', '1.3'],
      ...[expect.any(String), '9月', '催报（期限前10个工作日）', expect.stringContaining('9月30日（周六）')],
    ]);
  });

  it('counts the mails of each recipient by month', () => {
    const row = rows('按收件人').find(([, name]) => name === '孟晖');
    const total = rehearsal.totals.find(({ recipient }) => recipient.name === '孟晖');
    expect(row?.slice(0, 6)).toEqual([
      '总责任人',
      '孟晖',
      '孟晖',
      'principal@example.org',
      total?.mails,
      total?.notices,
    ]);
    expect(row?.slice(6).reduce((sum: number, cell) => sum + Number(cell || 0), 0)).toBe(total?.mails);
  });

  it('shows the year, a month a row', () => {
    const row = rows('日历').find(([month]) => month === '2017年9月');
    const sent = rehearsal.mails.filter(({ release }) => release.startsWith('2017-09-27'));
    expect(row?.[27]).toBe(sent.length);
    expect(row?.[30]).toMatch(/●\d+\n班$/);
  });

  it('holds no formula', () => {
    for (const sheet of Object.values(sheets)) {
      expect(Object.values(sheet).filter((cell: { f?: string }) => cell.f !== undefined)).toEqual([]);
    }
    expect(rows('通知清单').some((row) => row[6] === '=HYPERLINK("http://example.org")')).toBe(true);
  });

  it.each([1, 2, 3, 4])('sheet %d has its head frozen and is printed on A4 across, as wide as the paper', async (n) => {
    const name = `xl/worksheets/sheet${n}.xml`;
    const xml = String((await zipParts(bytes, (part) => part === name)).get(name));
    expect(xml).toMatch(/<pane [^>]*state="frozen"/);
    expect(xml).toMatch(/<pageSetup (?=[^>]*paperSize="9")(?=[^>]*orientation="landscape")(?=[^>]*fitToHeight="0")/);
  });
});
