import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../../../domain/policy.js';
import { draftAsJson, draftAsTable, draftSummary } from '../../../documents/draft/print-draft.js';
import type { PlanDraft } from '../../../domain/plan.js';
import { schoolYear } from '../../../domain/plan-span.js';
import { readTextPlan as readPlan } from '../read-text.js';
import { columnsOf, wrap } from '../../../documents/draft/wrap.js';

const bytes = readFileSync('samples/wuhan-2017-responsibility-items.txt');
const wuhan = readPlan(bytes, { fileName: 'a.txt', calendar });
const t = { policy, calendar };

describe('the draft as a table', () => {
  const lines = draftAsTable(wuhan, t).split('\n');

  it('begins with the plan and its counts', () => {
    expect(lines[0]).toBe(
      '《市教育局办理方案》  制定单位：市教育局  总责任人：孟晖  2017年  事项7项  检查节点22个  提醒5条',
    );
  });

  it('shows each checkpoint with its day and weekday', () => {
    const row = lines.find((line) => line.includes('│ 1.1'));
    expect(row).toMatch(/7月 → 7月31日（周一）.*夏春胤.*基础教育处/);
    expect(lines.filter((line) => line.includes(' → '))).toHaveLength(22);
    expect(lines.join('\n')).toContain('9月 → 9月30日（周六）');
  });

  it('is 120 columns wide, every border in its place, nothing cut off', () => {
    const drawn = lines.filter((line) => /^[┌│├└]/.test(line));
    expect(new Set(drawn.map(columnsOf))).toEqual(new Set([120]));
    expect(lines.every((line) => columnsOf(line) <= 120)).toBe(true);
    expect(drawn.join('')).not.toContain('…');
  });

  it('lists the warnings with their lines', () => {
    expect(lines.find((line) => line.includes('第152行'))).toContain('推进农村中小学');
  });

  it('marks dates of a year whose holidays are not published', () => {
    const moved = draftAsTable(readPlan(bytes, { fileName: 'a.txt', calendar, year: 2090 }), t);
    expect(moved).toMatch(/7月 → 7月31日（周一）※/);
    expect(moved).toContain('※ 放假安排未公布');
  });
});

describe('the draft as data', () => {
  it('has all that the draft has, its instants with their offset', () => {
    const data = JSON.parse(JSON.stringify(draftAsJson(wuhan, t))) as { items: { checkpoints: unknown[] }[] };
    expect(Object.keys(data)).toEqual([
      ...['title', 'issuer', 'number', 'principal', 'span', 'year', 'items', 'warnings', 'tally'],
    ]);
    expect(Object.keys(data.items[0] ?? {})).toEqual([
      ...['code', 'heading', 'title', 'contents', 'measures', 'leader', 'divisions', 'deadlineText'],
      ...['checkpoints', 'targets', 'source'],
    ]);
    expect(data.items[0]?.checkpoints[1]).toEqual({
      label: '9月',
      from: '2017-08-01T00:00:00+08:00',
      due: '2017-09-30T17:30:00+08:00',
      why: wuhan.items[0]?.checkpoints[1]?.why,
      contents: ['提请以市人民政府办公厅名义正式出台。'],
    });
    expect(data).toMatchObject({ span: { kind: 'year', name: '2017年' }, tally: wuhan.tally });
    expect(data).toHaveProperty('warnings.0.place', '第62—82行');
  });
});

describe('the draft in short', () => {
  const plan = { ...wuhan, tally: { used: 30, skipped: [] as PlanDraft['tally']['skipped'] } };
  const at = { firstLine: 1, lastLine: 1 };

  it('names the span as an official does, and the document’s number', () => {
    const school = draftSummary({ ...plan, span: schoolYear(2017), number: '武教〔2017〕12号' }, t);
    expect(school.split('\n')[1]).toContain('2017—2018学年度  事项7项');
    expect(school).toContain('武教〔2017〕12号');
  });

  it('says how much of the document was used and why the rest was not, most first', () => {
    const skipped = [
      { at, count: 1, text: '标题', why: '标题' },
      { at, count: 3, text: '首页', why: '网页菜单和页脚' },
      { at, count: 2, text: '版权', why: '网页菜单和页脚' },
    ];
    expect(
      draftSummary({ ...plan, tally: { used: 30, skipped } }, t)
        .split('\n')
        .at(-1),
    ).toBe('原文段落和表格行共36处：30处列入事项，6处未列入（网页菜单和页脚5处、标题1处）');
    expect(draftSummary(plan, t).split('\n').at(-1)).toBe('原文段落和表格行共30处：30处列入事项，0处未列入');
  });

  it('stands under the whole table, and no line is wider than the terminal', () => {
    const long = Array.from({ length: 12 }, (_, n) => ({ at, count: n + 1, text: '', why: `第${n}类原因的说明文字` }));
    const lines = draftAsTable({ ...plan, tally: { used: 1, skipped: long } }, t, 80).split('\n');
    expect(lines.findIndex((line) => line.startsWith('原文段落和表格行共79处'))).toBeGreaterThan(40);
    expect(lines.every((line) => columnsOf(line) <= 80)).toBe(true);
  });

  it('gives a warning’s place as an officer finds it, however long its name', () => {
    const place = {
      ...at,
      table: '工作表“2017年责任事项分解台账（征求意见稿）”',
      rows: [5, 5] as [number, number],
      column: 'B',
    };
    const lines = draftAsTable({ ...wuhan, warnings: [{ code: 'x', message: '请核对该处', at: place }] }, t, 80).split(
      '\n',
    );
    const found = lines.findIndex((line) => line.includes('台账（征求意见稿）'));
    expect(lines[found]?.trim()).toBe('工作表“2017年责任事项分解台账（征求意见稿）”第5行B列');
    expect(lines[found + 1]?.trim()).toBe('请核对该处');
  });
});

describe('wrapping', () => {
  it('counts Chinese as two columns and begins no line with a closing sign', () => {
    expect(wrap('推进教育改革，深化发展', 12)).toBe('推进教育改\n革，深化发展');
    expect(wrap('ab', 12)).toBe('ab');
  });

  it('keeps a weekday, a day and a share in one piece', () => {
    expect(wrap('10月30日（周五）', 12)).toBe('10月30日\n（周五）');
    expect(wrap('就诊率达到90%', 12)).toBe('就诊率达到\n90%');
  });
});
