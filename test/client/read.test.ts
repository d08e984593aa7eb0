import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CliContext } from '../../client/cli/context.js';
import { isDraftBook } from '../../documents/draft-book/open-draft-book.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { DubanError } from '../../domain/errors.js';
import type { PlanDraft } from '../../domain/plan.js';
import { readTextPlan } from '../documents/read-text.js';

const PLAN = 'samples/wuhan-2017-responsibility-items.txt';
let delay = 0;

// The reading thread runs compiled code, which a test of the sources has not.
jest.unstable_mockModule('../../documents/read-plan.js', () => ({
  readPlan: async (bytes: Uint8Array, options: { fileName: string }): Promise<PlanDraft> => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    return readTextPlan(bytes, { fileName: options.fileName, calendar });
  },
}));

const { addRead } = await import('../../client/cli/read.js');
const { chineseProgram } = await import('../../client/cli/chinese.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'duban-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function duban(...args: string[]) {
  const [printed, remarked]: [string[], string[]] = [[], []];
  const program = chineseProgram('duban', '督办');
  addRead(program, {
    columns: 100,
    print: (text: string) => void printed.push(text),
    remark: (text: string) => void remarked.push(text),
  } as CliContext);
  const code = await program.parseAsync(['read', ...args], { from: 'user' }).then(
    () => 'done',
    (error: DubanError) => error.code,
  );
  return { code, printed: printed.join('\n'), remarked: remarked.join('\n') };
}

describe('duban read', () => {
  it('prints the table and what was left out', async () => {
    const { printed } = await duban(PLAN);
    expect(printed).toContain('│ 1.1');
    expect(printed).toMatch(/原文段落和表格行共\d+处：\d+处列入事项/);
  });

  it('writes the draft as a workbook, and says where and what to do next', async () => {
    const file = path.join(folder, 'a.xlsx');
    const { printed } = await duban(PLAN, '-o', file);
    expect(await isDraftBook(readFileSync(file))).toBe(true);
    expect(printed).toContain(`台账草稿已写入 ${file}`);
    expect(printed).toContain(`duban launch ${file} --roster 名册.csv`);
    expect(printed).not.toContain('│ 1.1');
  });

  it('writes the draft as data', async () => {
    const file = path.join(folder, 'a.json');
    await duban(PLAN, '-o', file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('items.0.checkpoints.0.why');
  });

  it('overwrites nothing unless it is told to', async () => {
    const file = path.join(folder, 'b.xlsx');
    writeFileSync(file, 'mine');
    expect((await duban(PLAN, '-o', file)).code).toBe('output-exists');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await duban(PLAN, '-o', file, '--force')).code).toBe('done');
    expect(await isDraftBook(readFileSync(file))).toBe(true);
  });

  it('never overwrites the document that it reads', async () => {
    const file = path.join(folder, 'plan.xlsx');
    writeFileSync(file, readFileSync(PLAN));
    expect((await duban(file, '-o', path.join(folder, '.', 'plan.xlsx'), '--force')).code).toBe('output-is-input');
    expect(readFileSync(file)).toEqual(readFileSync(PLAN));
  });

  it.each([
    ['draft.doc', 'output-format'],
    ['nowhere/draft.xlsx', 'output-unwritable'],
  ])('refuses to write %s', async (name, code) => {
    expect((await duban(PLAN, '-o', path.join(folder, name))).code).toBe(code);
  });

  it('takes the names of the roster', async () => {
    const roster = path.join(folder, 'roster.csv');
    writeFileSync(
      roster,
      '岗位类别,岗位名称,姓名,邮箱,别名\n责任处室,基教处,张三,zhang@example.org,基础教育处\n督查室,督查室,李四,li@example.org,\n',
    );
    const file = path.join(folder, 'named.json');
    await duban(PLAN, '-o', file, '--roster', roster);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('items.0.divisions.0', {
      ...{ name: '基教处', role: 'lead', written: '基础教育处' },
    });
  });

  it('says that it is at work when that takes over two seconds, and not before', async () => {
    expect((await duban(PLAN)).remarked).toBe('');
    delay = 2200;
    expect((await duban(PLAN)).remarked).toBe('正在读取“wuhan-2017-responsibility-items.txt”，文件较大，请稍候…');
    delay = 0;
  });

  it('keeps data for another program free of remarks', async () => {
    const { printed, remarked } = await duban(PLAN, '--json', '-o', path.join(folder, 'c.xlsx'));
    expect(JSON.parse(printed)).toHaveProperty('span.name', '2017年');
    expect(remarked).toContain('台账草稿已写入');
  });
});
