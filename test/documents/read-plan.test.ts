import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../../documents/read-document.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { DubanError } from '../../domain/errors.js';
import { readTextPlan as readPlan } from './read-text.js';

const WUHAN = readFileSync('samples/wuhan-2017-responsibility-items.txt');
const read = (bytes: Uint8Array, fileName = 'wuhan.txt') => readPlan(bytes, { fileName, calendar });
const wuhan = read(WUHAN);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the Wuhan plan of 2017', () => {
  it('is named, and says who issued it, who answers for it and for which year', () => {
    expect(wuhan).toMatchObject({ title: '市教育局办理方案', issuer: '市教育局', principal: '孟晖', year: 2017 });
  });

  it('has seven items with their leaders, divisions, deadlines and places', () => {
    const rows = wuhan.items.map((item) => [
      item.code,
      item.leader,
      item.divisions.map((division) => `${division.name} ${division.role}`).join(),
      item.deadlineText,
      `${item.source.firstLine}-${item.source.lastLine}`,
    ]);
    expect(rows).toEqual([
      ['1.1', '夏春胤', '基础教育处 lead', '7月、9月', '24-40'],
      ['1.2', '夏春胤', '基础教育处 lead', '3、6、9、12月', '42-60'],
      ['1.3', '王池富', '发展规划处 lead', '6、9月、12月', '62-82'],
      ['2.1', '田文江', '职成教处 lead,高教处 lead', '6月、12月', '84-102'],
      ['2.2', '田文江', '职成教处 lead,高教处 lead', '6月、12月', '104-112'],
      ['3.1', '王池富', '政策法规处 lead', '3月、6月、9月、12月', '114-140'],
      ['3.2', '王池富', '政策法规处 lead', '3月、6月、9月、11月、12月', '142-166'],
    ]);
  });

  it('has twenty-two checkpoints, due on the last working days of their months', () => {
    expect(wuhan.items.flatMap((item) => item.checkpoints)).toHaveLength(22);
    expect(wuhan.items.map((item) => item.checkpoints.map((checkpoint) => checkpoint.due.slice(5)).join(' '))).toEqual([
      '07-31 09-30',
      '03-31 06-30 09-30 12-29',
      '06-30 09-30 12-29',
      '06-30 12-29',
      '06-30 12-29',
      '03-31 06-30 09-30 12-29',
      '03-31 06-30 09-30 11-30 12-29',
    ]);
    expect(wuhan.items[1]?.checkpoints.map((checkpoint) => checkpoint.from)).toEqual([
      '2017-03-01',
      '2017-04-01',
      '2017-07-01',
      '2017-10-01',
    ]);
  });

  it('shares a heading within a group, which serves as title where there is none', () => {
    const [first, second, third] = wuhan.items;
    expect(first?.title).toBe(first?.heading);
    expect(second?.heading).toBe(first?.heading);
    expect(second?.title).toBe('深化推进学区制管理;深入推进委托管理工作;深入推进全市义务教育小班化教学');
    expect(third?.title).toBe('缓解新建小区居民子女就近入园入学难');
    expect(wuhan.items[3]).toMatchObject({
      heading: '加快发展现代职业教育',
      title: '完善职业教育与武汉产业发展的融合机制',
    });
  });

  it('pairs contents with checkpoints where their numbers agree, and only there', () => {
    const paired = wuhan.items.map((item) => item.checkpoints.map((checkpoint) => checkpoint.contents.length).join(''));
    expect(paired).toEqual(['11', '1111', '000', '00', '00', '1111', '00000']);
    expect(wuhan.items[1]?.checkpoints[2]?.contents).toEqual(['督促落实开展中期评估。']);
  });

  it('tells contents from measures and warns at the line where it cannot', () => {
    expect(wuhan.items.map((item) => [item.contents.length, item.measures.length])).toEqual([
      [2, 1],
      [4, 1],
      [2, 3],
      [0, 2],
      [0, 2],
      [4, 1],
      [4, 3],
    ]);
    expect(wuhan.warnings.map(({ code, at }) => [code, at.item, at.firstLine, at.lastLine])).toEqual([
      ['contents-checkpoints-mismatch', '1.3', 62, 82],
      ['contents-unclear', '2.1', 90, 92],
      ['contents-unclear', '2.2', 106, 108],
      ['contents-checkpoints-mismatch', '3.2', 142, 166],
      ['measure-like-title', '3.2', 152, 152],
    ]);
  });

  it('finds the figures it sets', () => {
    const targets = wuhan.items.map((item) => item.targets.map(({ quantity, unit }) => `${quantity}${unit}`).join(' '));
    expect(targets).toEqual(['', '', '30所 4800个 20所 18000个', '', '', '70所', '50% 10%']);
    expect(wuhan.items[2]?.targets[0]).toEqual({
      text: '新改扩建公益普惠性幼儿园30所',
      quantity: 30,
      unit: '所',
      comparison: 'equal',
    });
  });

  it('reads the same from GB18030, with a BOM, with CRLF', () => {
    const text = WUHAN.toString('utf8');
    expect(read(utf8(`\ufeff${text}`))).toEqual(wuhan);
    expect(read(utf8(text.replace(/\n/g, '\r\n')))).toEqual(wuhan);
    expect(read(readFileSync('test/documents/wuhan-excerpt.gb18030.txt')).items[0]).toMatchObject({
      code: '1.1',
      leader: '夏春胤',
      deadlineText: '7月、9月',
    });
  });

  it('reads the same items without blank lines and with more of them', () => {
    const text = WUHAN.toString('utf8');
    const bare = (bytes: Uint8Array) => read(bytes).items.map((item) => ({ ...item, source: null }));
    const expected = wuhan.items.map((item) => ({ ...item, source: null }));
    expect(bare(utf8(text.replace(/\n+/g, '\n')))).toEqual(expected);
    expect(bare(utf8(text.replace(/\n/g, '\n\u00a0\n\n\u3000\n')))).toEqual(expected);
  });

  it('moves to another year with every checkpoint, says so, and leaves the texts alone', () => {
    const moved = readPlan(WUHAN, { fileName: 'wuhan.txt', calendar, year: 2026 });
    expect(moved.year).toBe(2026);
    expect(moved.items.flatMap((item) => item.checkpoints).every(({ due }) => due.startsWith('2026-'))).toBe(true);
    expect(moved.items.map((item) => item.contents)).toEqual(wuhan.items.map((item) => item.contents));
    expect(moved.warnings[0]).toMatchObject({
      code: 'year-moved',
      message: '方案原为2017年，现按2026年排定节点；事项文字未作改动',
    });
  });

  it('says so when the year it moves to has no holiday notice yet', () => {
    const moved = readPlan(WUHAN, { fileName: 'wuhan.txt', calendar, year: 2090 });
    expect(moved.warnings.map((warning) => warning.code)).toContain('calendar-unpublished');
    expect(moved.items[0]?.checkpoints[0]?.mark).toBe('calendar-unpublished');
  });
});

describe('what is no plan', () => {
  it.each([
    { what: 'an empty file', bytes: utf8(''), fileName: 'a.txt', code: 'file-no-text', why: '没有文字' },
    { what: 'blank lines', bytes: utf8('\n\u00a0\n'), fileName: 'a.txt', code: 'file-no-text', why: '没有文字' },
    {
      what: 'an empty page',
      bytes: utf8('<!DOCTYPE html><html></html>'),
      fileName: 'a.txt',
      code: 'file-no-text',
      why: '没有文字',
    },
    {
      what: 'prose',
      bytes: utf8('今天天气很好。\n我们去春游。'),
      fileName: 'a.txt',
      code: 'plan-unrecognised',
      why: '任务分解表',
    },
    {
      what: 'a zip under the name of a text',
      bytes: Uint8Array.of(0x50, 0x4b, 3, 4, 0),
      fileName: 'a.txt',
      code: 'file-unreadable',
      why: '损坏',
    },
    {
      what: 'binary',
      bytes: Uint8Array.of(1, 2, 3, 0, 255),
      fileName: 'a.txt',
      code: 'file-unreadable',
      why: '纯文本',
    },
    {
      what: 'terminal escapes',
      bytes: utf8('序号\u001b[2J'),
      fileName: 'a.txt',
      code: 'file-unreadable',
      why: '纯文本',
    },
    {
      what: 'bytes of no encoding',
      bytes: Uint8Array.of(0xb5, 0xd8, 0xff),
      fileName: 'a.txt',
      code: 'file-unreadable',
      why: '纯文本',
    },
  ])('$what is refused by name', async ({ bytes, fileName, code, why }) => {
    const error: unknown = await readDocument(bytes, fileName).catch((cause: unknown) => cause);
    if (!(error instanceof DubanError)) throw new Error('was read', { cause: error });
    expect(error.code).toBe(code);
    expect(error.message).toContain(fileName);
    expect(error.message).toContain(why);
    expect(error.data.fileName).toBe(fileName);
  });

  it('a year that is none is refused', () => {
    expect(() => readPlan(WUHAN, { fileName: 'a.txt', calendar, year: 17 })).toThrow('年份“17”无效');
  });
});
