import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readXlsx, type Sheet, type Workbook } from 'hucre/xlsx';
import { writeDraftBook } from '../../../documents/draft-book/write-draft-book.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { DubanError } from '../../../domain/errors.js';
import type { PlanDraft } from '../../../domain/plan.js';
import { readTextPlan } from '../read-text.js';

const bytes = readFileSync('samples/wuhan-2017-responsibility-items.txt');
const wuhan = readTextPlan(bytes, { fileName: 'a.txt', calendar });
const post = (kind: 'leader' | 'division', name: string) => ({
  ...{ kind, post: name, person: '张三', mailbox: 'zhang@example.org', line: 2 },
});
const roster = { entries: [post('leader', '赵副局长'), post('division', '基础教育处'), post('division', '安全处')] };
const open = async (draft: PlanDraft) => readXlsx(await writeDraftBook(draft, roster), { readStyles: true });

let book: Workbook;
let ledger: Sheet;
const sheetOf = (from: Workbook, name: string): Sheet => {
  const sheet = from.sheets.find((one) => one.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
};

beforeAll(async () => {
  book = await open(wuhan);
  ledger = sheetOf(book, '督办台账');
});

describe('the workbook', () => {
  it('has the ledger first, then what belongs to it', () => {
    expect(book.sheets.map(({ name }) => name)).toEqual(['督办台账', '方案信息', '提醒', '未列入', '选项']);
  });

  it('has a title, a head and one row a checkpoint', () => {
    expect(ledger.rows[0]?.[0]).toBe('《市教育局办理方案》督办台账（草稿）');
    expect(ledger.rows[1]?.slice(0, 9)).toEqual([
      ...['编号', '责任事项', '事项', '工作内容', '工作措施', '完成时限（原文）', '检查节点', '起', '截止日期'],
    ]);
    expect(ledger.rows).toHaveLength(2 + 22);
    expect(ledger.rows[2]?.slice(5, 7)).toEqual(['7月、9月', '7月']);
  });

  it('merges what is said of the whole item down over its rows', () => {
    const [first] = wuhan.items;
    const rows = first?.checkpoints.length ?? 0;
    const merged = (ledger.merges ?? []).filter(({ startRow }) => startRow === 2);
    expect(merged).toHaveLength(11);
    expect(new Set(merged.map(({ endRow }) => endRow))).toEqual(new Set([2 + rows - 1]));
  });

  it('holds days as dates that no zone shifts', () => {
    const due = ledger.rows[2]?.[8];
    expect(due).toEqual(new Date('2017-07-31T00:00:00.000Z'));
    expect(ledger.cells?.get('2,8')?.style?.numFmt).toBe('yyyy-mm-dd');
  });

  it('keeps head and item in sight, filters, and prints across A4 with its head on every page', () => {
    expect(ledger.freezePane).toEqual({ rows: 2, columns: 3 });
    expect(ledger.autoFilter?.range).toBe('A2:P24');
    expect(ledger.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$1:$2' });
    expect(ledger.columns?.[16]?.hidden).toBe(true);
  });

  it('offers the roster’s names and the draft’s, and lets others stand', () => {
    const options = sheetOf(book, '选项').rows;
    expect(options.slice(0, 3).map(([leader]) => leader)).toEqual(['分管负责人', '赵副局长', '夏春胤']);
    expect(options.map(([, division]) => division).filter((name) => name === '基础教育处')).toHaveLength(1);
    expect(ledger.dataValidations).toEqual([
      expect.objectContaining({
        type: 'list',
        errorStyle: 'warning',
        formula1: expect.stringMatching(/^'选项'!\$A\$2:\$A\$\d+$/),
      }),
      expect.objectContaining({
        range: expect.stringMatching(/^M3:M\d+$/),
        formula1: expect.stringMatching(/^'选项'!\$B/),
      }),
    ]);
  });

  it('names no mailbox and nobody who only holds a post', () => {
    expect(JSON.stringify(book.sheets.map(({ rows }) => rows))).not.toMatch(/example|张三/);
  });
});

describe('a warning', () => {
  const at = (code: string, extra = {}) => ({ firstLine: 30, lastLine: 31, item: code, ...extra });
  const place = async (warnings: PlanDraft['warnings']) => {
    const sheet = sheetOf(await open({ ...wuhan, warnings }), '督办台账');
    return [...(sheet.cells ?? [])].flatMap(([key, { comment, style }]) => {
      const fill = style?.fill?.type === 'pattern' ? style.fill.fgColor?.rgb : undefined;
      return comment ? [[key, comment.text, fill]] : [];
    });
  };

  it.each([
    ['deadline-vague', '完成时限“6月前”', '2,5'],
    ['division-missing', '没有责任单位', '2,12'],
    ['leader-missing', '没有分管负责人', '2,11'],
    ['near-name', '“夏春胤”不在名册中', '2,11'],
    ['near-name', '“基教处”不在名册中', '2,12'],
    ['contents-checkpoints-mismatch', '不能一一对应', '2,3'],
    ['something-new', '请核对', '2,0'],
  ])('%s is a comment of the yellow cell it is about', async (code, message, cell) => {
    expect(await place([{ code, message, at: at('1.1') }])).toEqual([[cell, `${message}（第30—31行）`, 'FFF2CC']]);
  });

  it('about a masked figure stands where the mask is', async () => {
    const [first, ...rest] = wuhan.items;
    const items = [{ ...first, measures: ['达到**%以上'] }, ...rest] as PlanDraft['items'];
    const warnings = [{ code: 'figure-masked', message: '“**%”处数字已被遮盖，请补填', at: at('1.1') }];
    const sheet = sheetOf(await open({ ...wuhan, items, warnings }), '督办台账');
    expect(sheet.cells?.get('2,4')?.comment?.text).toContain('“**%”处数字已被遮盖');
  });

  it('about the whole plan stands at the title, and all stand in their own sheet', async () => {
    const warnings = [{ code: 'issuer-missing', message: '未找到制定方案的单位', at: { firstLine: 1, lastLine: 1 } }];
    expect(await place(warnings)).toEqual([['0,0', '未找到制定方案的单位（第1行）', 'FFF2CC']]);
    const sheet = sheetOf(await open({ ...wuhan, warnings }), '提醒');
    expect(sheet.rows.map((row) => row.slice(0, 4))).toEqual([
      ['代码', '位置', '事项', '提醒'],
      ['issuer-missing', '第1行', '', '未找到制定方案的单位'].map((text) => text || null),
    ]);
  });
});

describe('hostile text', () => {
  it('stays text, whatever it begins with', async () => {
    const [first, ...rest] = wuhan.items;
    const bad = '=HYPERLINK("http://example.org","x")';
    const items = [{ ...first, title: bad, leader: '@SUM(1)', heading: '#REF!' }, ...rest] as PlanDraft['items'];
    const { cells, rows } = sheetOf(await open({ ...wuhan, items }), '督办台账');
    expect(rows[2]?.slice(1, 3)).toEqual(['#REF!', bad]);
    expect([...(cells ?? [])].filter(([, cell]) => cell.formula !== undefined)).toEqual([]);
    expect(cells?.get('2,2')?.style?.numFmt).toBe('@');
  });

  it('too long for a cell is refused by name of its row', async () => {
    const [first, ...rest] = wuhan.items;
    const items = [{ ...first, measures: ['长'.repeat(40_000)] }, ...rest] as PlanDraft['items'];
    const error = await writeDraftBook({ ...wuhan, items }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DubanError);
    expect(error).toMatchObject({ code: 'draft-too-long', message: expect.stringContaining('“督办台账”第3行') });
  });
});
