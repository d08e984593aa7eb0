import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { COLUMNS } from '../../../documents/draft-book/columns.js';
import { readDraftBook } from '../../../documents/draft-book/finish-draft-book.js';
import { writeDraftBook } from '../../../documents/draft-book/write-draft-book.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { DubanError } from '../../../domain/errors.js';
import type { DraftItem, PlanDraft } from '../../../domain/plan.js';
import { calendarYear } from '../../../domain/plan-span.js';
import { EditedBook } from './edit-book.js';

const item = (code: string, title: string, checkpoints: [label: string, from: string, due: string][]): DraftItem => ({
  ...{ code, heading: '推进学前教育', title, contents: [`${title}的方案`, '组织实施'], measures: ['加强督导'] },
  leader: '夏春胤',
  divisions: [
    { name: '市人社局', role: 'lead', written: '人社局' },
    { name: '市财政局', role: 'lead' },
    { name: '各县（市、区）', role: 'supporting' },
  ],
  deadlineText: checkpoints.map(([label]) => label).join('、'),
  checkpoints: checkpoints.map(([label, from, due]) => ({
    ...{ label, from, due, why: `“${label}”取当月最后一个工作日：${due}` },
    contents: [`${label}报送进展`],
  })),
  targets: [{ text: '比例达到80%以上', quantity: 80, unit: '%', comparison: 'at-least' }],
  source: { firstLine: 12, lastLine: 20 },
});

const draft: PlanDraft = {
  ...{ title: '2018年工作要点', issuer: '市教育局', number: '', principal: '孟晖' },
  ...{ span: calendarYear(2018), year: 2018 },
  items: [
    item('1.1', '新建幼儿园', [
      ['3月', '2018-03-01', '2018-03-30'],
      ['6月', '2018-03-31', '2018-06-29'],
      ['9月', '2018-06-30', '2018-09-30'],
    ]),
    item('1.2', '培训教师', [
      ['6月', '2018-06-01', '2018-06-29'],
      ['12月', '2018-06-30', '2018-12-29'],
    ]),
    item('2.1', '课程改革', []),
  ],
  warnings: [
    { code: 'deadline-vague', message: '事项1.2：请核对', at: { firstLine: 14, lastLine: 14, item: '1.2' } },
    { code: 'division-missing', message: '没有责任单位', at: { firstLine: 16, lastLine: 16, item: '2.1' } },
    { code: 'issuer-missing', message: '未找到制定方案的单位', at: { firstLine: 1, lastLine: 1 } },
  ],
  tally: { used: 30, skipped: [{ at: { firstLine: 1, lastLine: 2 }, count: 2, text: '各处室：', why: '主送单位' }] },
};

const edited = async () => new EditedBook(await writeDraftBook(draft));
const read = (book: EditedBook, type: 'xlsx' | 'biff8' = 'xlsx') =>
  readDraftBook(book.save(type), { fileName: 'draft.xlsx', calendar });
const refusal = (book: EditedBook) =>
  read(book).then(
    () => 'none',
    (error: Error) => error.message,
  );
const serial = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

describe('a workbook saved by another program', () => {
  it.each(['xlsx', 'biff8'] as const)('comes back as it was, as %s', async (type) => {
    expect(await read(await edited(), type)).toEqual(draft);
  });

  it('comes back as it was with its merges undone', async () => {
    expect(await read((await edited()).unmerge(false))).toEqual(draft);
    expect(await read((await edited()).unmerge(true))).toEqual(draft);
  });

  it('comes back with all that can be seen when the hidden columns are gone', async () => {
    const book = await edited();
    book.deleteColumn('留存（勿改）').deleteColumn('留存（勿改）', '提醒').deleteColumn('留存（勿改）', '未列入');
    expect(await read(book.deleteColumn('留存（勿改）', '方案信息'))).toEqual(draft);
  });

  it('comes back in the order of its rows, sorted with codes repeated', async () => {
    const book = (await edited()).unmerge(true).reorder(3, [8, 5, 7, 3, 6, 4]);
    const back = await read(book);
    expect(back.items.map(({ code }) => code)).toEqual(['2.1', '1.1', '1.2']);
    expect([back.items[1], back.items[2], back.items[0]]).toEqual(draft.items);
  });

  it('comes back sorted with codes in the first rows only', async () => {
    const back = await read((await edited()).unmerge(false).reorder(3, [7, 4, 6, 3, 8, 5]));
    expect(back.items.toSorted((a, b) => a.code.localeCompare(b.code))).toEqual(draft.items);
  });
});

describe('a date that was changed', () => {
  it.each([['2018-7-13'], ['2018/7/13'], ['2018.7.13'], ['2018年7月13日'], ['2018-07-13 17:30'], ['7月13日']])(
    'is read as typed: %s',
    async (typed) => {
      const [first] = (await read((await edited()).set(4, '截止日期', typed))).items;
      expect(first?.checkpoints[1]).toEqual({
        ...{
          label: '7月13日',
          from: '2018-03-31',
          due: '2018-07-13',
          why: '督查室改定：7月13日',
          contents: ['6月报送进展'],
        },
      });
    },
  );

  it('is read from a date cell, without the year where only month and day are shown', async () => {
    const full = (await edited()).set(4, '截止日期', serial('2018-07-13'), 'yyyy/m/d');
    expect((await read(full)).items[0]?.checkpoints[1]?.due).toBe('2018-07-13');
    const short = (await edited()).set(4, '截止日期', serial('2027-07-13'), 'm"月"d"日"');
    expect((await read(short)).items[0]?.checkpoints[1]?.due).toBe('2018-07-13');
  });

  it('moves the beginning of the checkpoint after it along', async () => {
    const [first] = (await read((await edited()).set(4, '截止日期', '2018-7-13'))).items;
    expect(first?.checkpoints[2]).toEqual({ ...draft.items[0]?.checkpoints[2], from: '2018-07-14' });
  });

  it('brought forward to before its beginning begins anew', async () => {
    const [, second] = (await read((await edited()).set(6, '截止日期', '2018-4-20'))).items;
    expect(second?.checkpoints[0]).toMatchObject({ from: '2018-03-21', due: '2018-04-20' });
    expect(second?.checkpoints[1]).toMatchObject({ from: '2018-04-21', due: '2018-12-29' });
  });

  it('is moved to a working day, marked and warned about', async () => {
    const back = await read((await edited()).set(4, '截止日期', '2018-7-14'));
    expect(back.items[0]?.checkpoints[1]).toMatchObject({ due: '2018-07-13', mark: 'moved-to-working-day' });
    expect(back.items[0]?.checkpoints[1]?.why).toContain('督查室改定，提前到之前最近的工作日：7月13日');
    expect(back.warnings.at(-1)).toMatchObject({
      code: 'moved-to-working-day',
      at: { table: '工作表“督办台账”', rows: [4, 4], column: 'I', item: '1.1' },
    });
  });

  it('keeps the reason that somebody gave for it', async () => {
    const book = (await edited()).set(4, '截止日期', '2018-7-13').set(4, '依据', '局长办公会议定');
    expect((await read(book)).items[0]?.checkpoints[1]?.why).toBe('局长办公会议定');
  });

  it('follows from the name of the checkpoint where it is empty', async () => {
    const book = (await edited()).set(4, '截止日期', null).set(4, '检查节点', '7月');
    expect((await read(book)).items[0]?.checkpoints[1]).toMatchObject({
      ...{ label: '7月', due: '2018-07-31', why: '“7月”取当月最后一个工作日：7月31日' },
    });
  });

  it('is asked about where the name was changed alone', async () => {
    const back = await read((await edited()).set(4, '检查节点', '7月'));
    expect(back.items[0]?.checkpoints[1]).toMatchObject({ label: '7月', due: '2018-06-29' });
    expect(back.warnings.at(-1)).toMatchObject({ code: 'checkpoint-label', at: { rows: [4, 4], column: 'G' } });
  });
});

describe('rows', () => {
  it.each([
    ['inside the merged cells', 4],
    ['under them', 5],
  ])('added %s are a checkpoint of the item', async (_, row) => {
    const book = (await edited())
      .insertAfter(row)
      .set(row + 1, '截止日期', '2018-8-15')
      .set(row + 1, '节点内容', '中期检查');
    const { items } = await read(book);
    expect(items[0]?.checkpoints.map(({ label, due }) => [label, due])).toEqual([
      ['3月', '2018-03-30'],
      ['6月', '2018-06-29'],
      ['8月15日', '2018-08-15'],
      ['9月', '2018-09-30'],
    ]);
    expect(items[0]?.checkpoints[2]).toMatchObject({ from: '2018-06-30', contents: ['中期检查'] });
    expect(items[0]?.checkpoints[3]).toMatchObject({ from: '2018-08-16', why: draft.items[0]?.checkpoints[2]?.why });
    expect(items.slice(1)).toEqual(draft.items.slice(1));
  });

  it('deleted take their checkpoint along and leave the rest, the first row too', async () => {
    const { items } = await read((await edited()).deleteRow(3));
    expect(items[0]).toEqual({ ...draft.items[0], checkpoints: draft.items[0]?.checkpoints.slice(1) });
    const middle = await read((await edited()).deleteRow(4));
    expect(middle.items[0]?.checkpoints[1]).toEqual({ ...draft.items[0]?.checkpoints[2], from: '2018-03-31' });
  });

  it('added below are a new item, dated by its deadline', async () => {
    const book = (await edited())
      .set(9, '编号', '2.2')
      .set(9, '事项', '校园安全')
      .set(9, '完成时限（原文）', '6月、12月');
    const added = (await read(book.set(9, '牵头单位', '安全处、基教处').set(9, '目标数', '≥ 80 %'))).items[3];
    expect(added).toEqual({
      ...{
        code: '2.2',
        heading: '校园安全',
        title: '校园安全',
        contents: [],
        measures: [],
        leader: '',
        deadlineText: '6月、12月',
      },
      divisions: [
        { name: '安全处', role: 'lead' },
        { name: '基教处', role: 'lead' },
      ],
      checkpoints: [expect.objectContaining({ due: '2018-06-29' }), expect.objectContaining({ due: '2018-12-29' })],
      targets: [{ text: '80%', quantity: 80, unit: '%', comparison: 'at-least' }],
      source: { firstLine: 9, lastLine: 9, unit: 'row', table: '工作表“督办台账”', rows: [9, 9] },
    });
  });

  it('renumbered take their warnings along', async () => {
    const back = await read((await edited()).set(6, '编号', '3.1'));
    expect(back.items[1]).toEqual({ ...draft.items[1], code: '3.1' });
    expect(back.warnings[0]?.at.item).toBe('3.1');
  });
});

describe('texts that were changed', () => {
  it('are read with lists, names and figures', async () => {
    const book = (await edited())
      .set(3, '工作内容', '1. 完成选址\n2.开工建设\n　含配套设施\n3. 2018. 验收')
      .set(3, '牵头单位', '市人社局（原文：人社局），市发改委\n市城建委')
      .set(3, '配合单位', '')
      .set(3, '目标数', '≥ 6,804 万元｜投入6804万元\n不少于 15 所')
      .set(3, '事项', '新建公办幼儿园');
    expect((await read(book)).items[0]).toMatchObject({
      title: '新建公办幼儿园',
      contents: ['完成选址', '开工建设\n含配套设施', '2018. 验收'],
      divisions: [
        { name: '市人社局', role: 'lead', written: '人社局' },
        { name: '市发改委', role: 'lead' },
        { name: '市城建委', role: 'lead' },
      ],
      targets: [
        { text: '投入6804万元', quantity: 6804, unit: '万元', comparison: 'at-least' },
        { text: '15所', quantity: 15, unit: '所', comparison: 'at-least' },
      ],
      checkpoints: draft.items[0]?.checkpoints,
    });
  });

  it('win over what the rows below still show of them after unmerging', async () => {
    const { items } = await read((await edited()).unmerge(true).set(3, '分管负责人', '张三'));
    expect(items).toEqual([{ ...draft.items[0], leader: '张三' }, ...draft.items.slice(1)]);
  });

  it('of the deadline ask for the days, and set them where there were none', async () => {
    const both = (await edited()).set(3, '完成时限（原文）', '11月').set(8, '完成时限（原文）', '11月');
    const back = await read(both);
    expect(back.items[0]?.checkpoints).toEqual(draft.items[0]?.checkpoints);
    expect(back.warnings.at(-1)).toMatchObject({ code: 'deadline-edited', at: { item: '1.1' } });
    expect(back.items[2]?.checkpoints).toMatchObject([{ label: '11月', due: '2018-11-30' }]);
  });

  it('of the plan are taken, and a settled warning does not come back', async () => {
    const book = (await edited()).set(3, '内容', '市教育局办公室', undefined, '方案信息');
    book.set(2, '处理', '已核对', undefined, '提醒').set(6, '内容', '2018—2019年', undefined, '方案信息');
    const back = await read(book);
    expect(back.issuer).toBe('市教育局办公室');
    expect(back.span).toEqual({ kind: 'stated', name: '2018—2019年', first: '2018-01-01', last: '2019-12-31' });
    expect(back.warnings).toEqual(draft.warnings.slice(1));
  });

  it('of columns that are not ours are told', async () => {
    const book = (await edited()).set(2, '留存（勿改）', '备注').set(3, '备注', '张三说的');
    const { warnings } = await read(book);
    expect(warnings.at(-1)?.message).toBe('“督办台账”表Q列“备注”不是本表的栏目，其内容未读入');
  });
});

describe('mistakes', () => {
  it('are told all at once, each with its sheet, row and column', async () => {
    const book = (await edited())
      .set(3, '截止日期', '2018-6-31')
      .set(4, '截止日期', '下个月吧')
      .set(6, '事项', '')
      .set(6, '目标数', '八成以上')
      .set(8, '配合单位', '基教处（牵头）')
      .set(9, '事项', '没有编号的事项')
      .set(10, '编号', '1.1')
      .set(10, '事项', '另一件事')
      .error(7, '依据')
      .set(8, '内容', '年底', undefined, '方案信息');
    const message = await refusal(book);
    expect(message.split('\n')).toEqual([
      '督办台账“draft.xlsx”有9处问题，请改正并保存后再用：',
      '  方案信息第8行B列（止）：“年底”不是日期，应写作2018-12-31',
      '  督办台账第7行K列（依据）：公式出错，没有可读的内容，请改为文字',
      '  督办台账第9行A列（编号）：“没有编号的事项”没有编号，请填写不重复的编号',
      '  督办台账第10行C列（事项）：编号“1.1”用于不同的事项（第3、10行），请改为不重复的编号；如是同一事项，请统一文字',
      expect.stringContaining('督办台账第3行I列（截止日期）：“2018-6-31”没有这样的日期，请核对'),
      expect.stringContaining('督办台账第4行I列（截止日期）：“下个月吧”无法识别'),
      '  督办台账第6行O列（目标数）：“八成以上”应写作“≥ 80 %｜说明”，符号可用 ≥ ≤ ＝ ≈，写＝或不写符号即正好为该数，每行一个',
      '  督办台账第6行C列（事项）：编号“1.2”没有事项，请填写，或删去该行',
      '  督办台账第8行N列（配合单位）：“基教处（牵头）”请移到“牵头单位”一栏',
    ]);
  });

  it.each([
    [
      'an item copied whole, of which only the text was changed',
      (book: EditedBook) => book.copyRow(8, 9).set(9, '事项', '另一件事'),
      '督办台账第9行C列（事项）：编号“2.1”用于不同的事项（第8、9行）',
    ],
    [
      'two days alike',
      (book: EditedBook) => book.set(4, '截止日期', '2018-3-30'),
      '督办台账第4行I列（截止日期）：与第3行同为2018-03-30截止',
    ],
    [
      'a beginning after the end',
      (book: EditedBook) => book.set(4, '起', '2018-9-1').set(4, '截止日期', '2018-8-1'),
      '督办台账第4行H列（起）：起（2018-09-01）在截止日期（2018-08-01）之后',
    ],
    [
      'several days in one row',
      (book: EditedBook) => book.set(4, '截止日期', null).set(4, '检查节点', '6月、9月'),
      '督办台账第4行G列（检查节点）：“6月、9月”有2个时间，每个节点请占一行',
    ],
    [
      'a code that was cleared',
      (book: EditedBook) => book.set(6, '编号', null),
      '督办台账第6行A列（编号）：“培训教师”没有编号',
    ],
    [
      'a column that was deleted',
      (book: EditedBook) => book.deleteColumn('工作措施'),
      '督办台账第2行：缺少“工作措施”一栏，请恢复',
    ],
    [
      'a row with contents and no day',
      (book: EditedBook) => book.insertAfter(5).set(6, '节点内容', '总结'),
      '督办台账第6行I列（截止日期）：节点没有截止日期',
    ],
    [
      'a title that was cleared',
      (book: EditedBook) => book.set(2, '内容', null, undefined, '方案信息'),
      '方案信息第2行B列（标题）：标题为空，请填写',
    ],
    [
      'a heading line among the items',
      (book: EditedBook) => book.set(9, '编号', '二、义务教育'),
      '督办台账第9行C列（事项）：编号“二、义务教育”没有事项',
    ],
  ])('are refused: %s', async (_, change, told) => {
    const message = await refusal(change(await edited()));
    expect(message).toMatch(/有1处问题/);
    expect(message).toContain(told);
  });
});

describe('the year', () => {
  const at = async (year: number) =>
    readDraftBook((await edited()).save(), { fileName: 'draft.xlsx', calendar, year }).then(
      ({ year: own }) => own,
      (error: DubanError) => error.code,
    );

  it('cannot be moved, for the days are settled; naming the draft’s own does no harm', async () => {
    expect(await at(2018)).toBe(2018);
    expect(await at(2027)).toBe('draft-year');
  });
});

describe('any change whatever', () => {
  const column = fc.constantFrom(...COLUMNS.map(({ name }) => name));
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('{', '{"key":1}', '2018-13-40', '1.1', '每月', '0', '-1'),
  );

  it('gives a draft or says what is wrong, and never fails otherwise', async () => {
    const written = await writeDraftBook(draft);
    const change = fc.tuple(
      fc.integer({ min: 1, max: 11 }),
      column,
      fc.oneof(text, fc.double({ noNaN: true, min: -1e6, max: 1e6 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        const book = new EditedBook(written);
        // The head itself is row 2: it is changed last, for columns are found by it.
        for (const [row, name, value] of changes.toSorted((a, b) => b[0] - a[0]))
          if (row !== 2) book.set(row, name, value);
        const code = await read(book).then(
          ({ items }) => (items.length > 0 ? 'read' : 'empty'),
          (error: unknown) => (error instanceof DubanError ? error.code : String(error)),
        );
        expect(['read', 'draft-invalid']).toContain(code);
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
