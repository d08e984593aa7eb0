import { describe, expect, it } from '@jest/globals';
import { readDraftBook } from '../../../documents/draft-book/finish-draft-book.js';
import { targetsOf } from '../../../documents/draft-book/target-text.js';
import { writeDraftBook } from '../../../documents/draft-book/write-draft-book.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import type { DraftItem, PlanDraft, PlanWarning } from '../../../domain/plan.js';
import { calendarYear } from '../../../domain/plan-span.js';
import { EditedBook } from './edit-book.js';

const item = (code: string, deadlineText: string, days: [label: string, from: string, due: string][]): DraftItem => ({
  ...{ code, heading: '学校安全', title: `事项${code}`, contents: [], measures: [], leader: '', deadlineText },
  divisions: [{ name: '安全处', role: 'lead' }],
  checkpoints: days.map(([label, from, due]) => ({ label, from, due, why: '', contents: [] })),
  targets: [],
  source: { firstLine: 3, lastLine: 3 },
});
const warning = (code: string, of: string): PlanWarning => ({
  ...{ code, message: '请核对' },
  at: { firstLine: 3, lastLine: 3, item: of },
});

const draft: PlanDraft = {
  ...{ title: '2018年工作要点', issuer: '市教育局', number: '', principal: '', span: calendarYear(2018), year: 2018 },
  items: [
    item('1', '高考前', []),
    item('2', '3月、6月、10月', [
      ['3月', '2018-03-01', '2018-03-30'],
      ['6月', '2018-03-31', '2018-06-29'],
      ['10月', '2018-06-30', '2018-10-31'],
    ]),
  ],
  warnings: [
    warning('deadline-not-a-date', '1'),
    warning('leader-missing', '1'),
    warning('deadline-vague', '2'),
    warning('deadline-from-launch', '2'),
  ],
  tally: { used: 2, skipped: [] },
};
const edited = async () => new EditedBook(await writeDraftBook(draft));
const read = (book: EditedBook) => readDraftBook(book.save(), { fileName: 'draft.xlsx', calendar });
const codes = ({ warnings }: PlanDraft) => warnings.map(({ code, at }) => `${code} ${at.item ?? ''}`);
const spans = ({ items }: PlanDraft) => items[1]?.checkpoints.map(({ label, from, due }) => `${label} ${from} ${due}`);

describe('a warning about a deadline', () => {
  it('is answered by a date typed for the item, and its other warnings stay', async () => {
    const back = await read((await edited()).set(3, '截止日期', '2018-6-1'));
    expect(back.items[0]?.checkpoints).toMatchObject([{ label: '6月1日', due: '2018-06-01' }]);
    expect(codes(back)).toEqual(['leader-missing 1', 'deadline-vague 2', 'deadline-from-launch 2']);
  });

  it('is answered by a deadline written anew', async () => {
    const back = await read((await edited()).set(3, '完成时限（原文）', '5月'));
    expect(codes(back)).toEqual(['leader-missing 1', 'deadline-vague 2', 'deadline-from-launch 2']);
  });

  it('that set days stays until all of them are typed', async () => {
    const one = (await edited()).set(4, '截止日期', '2018-4-12');
    expect(codes(await read(one))).toEqual(['deadline-not-a-date 1', 'leader-missing 1', 'deadline-vague 2']);
    const all = one.set(5, '截止日期', '2018-6-28').set(6, '截止日期', '2018-9-25');
    expect(codes(await read(all))).toEqual(['deadline-not-a-date 1', 'leader-missing 1']);
  });

  it('stays where the date that was typed is itself in doubt', async () => {
    const back = await read((await edited()).set(3, '截止日期', '6月前'));
    expect(codes(back)).toContain('deadline-vague 1');
    expect(codes(back)).not.toContain('deadline-not-a-date 1');
  });
});

describe('the label of a date', () => {
  it('that names another time becomes the day', async () => {
    const back = await read((await edited()).set(6, '截止日期', '2018-9-25'));
    expect(spans(back)?.[2]).toBe('9月25日 2018-06-30 2018-09-25');
  });

  it('stays where the officer changed it too, or where it names no time or the same day', async () => {
    const both = (await edited()).set(6, '截止日期', '2018-9-25').set(6, '检查节点', '11月');
    expect(spans(await read(both))?.[2]).toBe('11月 2018-06-30 2018-09-25');
    const named = { ...draft, items: [item('1', '', []), item('2', '', [['终验', '2018-03-01', '2018-10-31']])] };
    const back = await read(new EditedBook(await writeDraftBook(named)).set(4, '截止日期', '2018-9-25'));
    expect(spans(back)).toEqual(['终验 2018-03-01 2018-09-25']);
  });

  it('changed alone is warned about, and the date is kept', async () => {
    const back = await read((await edited()).set(4, '检查节点', '4月'));
    expect(spans(back)?.[0]).toBe('4月 2018-03-01 2018-03-30');
    expect(back.warnings.at(-1)).toMatchObject({
      code: 'checkpoint-label',
      message: '事项2的检查节点已改为“4月”，截止日期仍保留2018-03-30，未作改动，请核对',
    });
  });

  it('moved past the others is put in order, and no spans overlap', async () => {
    expect(spans(await read((await edited()).set(4, '截止日期', '2018-7-13')))).toEqual([
      '6月 2018-03-01 2018-06-29',
      '7月13日 2018-06-30 2018-07-13',
      '10月 2018-07-14 2018-10-31',
    ]);
  });
});

describe('a target without a sign', () => {
  it('is exact', () => {
    expect(targetsOf('80个｜改造小区\n1,200 万元')).toEqual({
      targets: [
        { text: '改造小区', quantity: 80, unit: '个', comparison: 'equal' },
        { text: '1,200万元', quantity: 1200, unit: '万元', comparison: 'equal' },
      ],
      problems: [],
    });
  });

  it.each(['80个以上', '10-15个', '80多个', '80个左右', '6月底', '80个｜改造80个以上'])('is refused: %s', (line) => {
    expect(targetsOf(line).targets).toEqual([]);
  });

  it('that cannot be read is told with its own unit', () => {
    expect(targetsOf('80个以上').problems).toEqual([
      '“80个以上”应写作“≥ 80 个｜说明”，符号可用 ≥ ≤ ＝ ≈，写＝或不写符号即正好为该数，每行一个',
    ]);
  });
});

describe('a day that does not exist', () => {
  it.each(['2026-13-01', '6月31日'])('is quoted as typed: %s', async (typed) => {
    await expect(read((await edited()).set(3, '截止日期', typed))).rejects.toThrow(
      new RegExp(`（截止日期）：“${typed}”没有这样的日期，请核对$`),
    );
  });
});
