import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { draftAsJson, draftAsTable } from '../../documents/print-draft.js';
import { readPlan } from '../../documents/read-plan.js';
import { columnsOf, wrap } from '../../documents/wrap.js';

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
  it('has instants with their offset, and nothing that was not asked for', () => {
    const data = JSON.parse(JSON.stringify(draftAsJson(wuhan, t))) as { items: { checkpoints: unknown[] }[] };
    expect(Object.keys(data)).toEqual(['title', 'issuer', 'principal', 'year', 'items', 'warnings']);
    expect(Object.keys(data.items[0] ?? {})).toEqual([
      ...['code', 'heading', 'title', 'contents', 'measures', 'leader', 'divisions', 'deadlineText'],
      ...['checkpoints', 'targets', 'source'],
    ]);
    expect(data.items[0]?.checkpoints[1]).toEqual({
      label: '9月',
      from: '2017-08-01T00:00:00+08:00',
      due: '2017-09-30T17:30:00+08:00',
      contents: ['提请以市人民政府办公厅名义正式出台。'],
    });
  });
});

describe('wrapping', () => {
  it('counts Chinese as two columns and begins no line with a closing sign', () => {
    expect(wrap('推进教育改革，深化发展', 12)).toBe('推进教育改\n革，深化发展');
    expect(wrap('ab', 12)).toBe('ab');
  });
});
