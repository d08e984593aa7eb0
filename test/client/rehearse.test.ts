import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CliContext } from '../../client/cli/context.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { Day } from '../../domain/instant.js';
import type { PlanDraft } from '../../domain/plan.js';
import { readTextPlan } from '../documents/read-text.js';

const PLAN = 'samples/wuhan-2017-responsibility-items.txt';
const ROSTER = ['--roster', 'samples/roster.csv'];

// The reading thread runs compiled code, which a test of the sources has not.
jest.unstable_mockModule('../../documents/read-plan.js', () => ({
  readPlan: (bytes: Uint8Array, options: { fileName: string; launchDay?: Day; year?: number }): Promise<PlanDraft> =>
    Promise.resolve(readTextPlan(bytes, { ...options, calendar })),
}));

const { addRehearse } = await import('../../client/cli/rehearse.js');
const { chineseProgram } = await import('../../client/cli/chinese.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'duban-rehearse-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function duban(...args: string[]) {
  const printed: string[] = [];
  const program = chineseProgram('duban', '督办');
  addRehearse(program, {
    columns: 120,
    print: (text: string) => void printed.push(text),
    remark: () => undefined,
  } as unknown as CliContext);
  const failed = await program.parseAsync(['rehearse', ...args], { from: 'user' }).then(
    () => null,
    (error: Error & { code: string }) => error,
  );
  return { code: failed?.code ?? 'done', message: failed?.message ?? '', printed: printed.join('\n') };
}

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

interface Shown {
  notices: { item: string; checkpoint: string; kind: string; step: number; release: string }[];
  mails: unknown[];
  warnings: { code: string; message: string }[];
}

async function data(...args: string[]): Promise<Shown> {
  return JSON.parse((await duban(PLAN, ...ROSTER, ...args, '--json')).printed) as Shown;
}

/** Of 1.3's 9月: `reminder 1 09-18`. */
function september({ notices }: Shown): string[] {
  return notices
    .filter(({ item, checkpoint }) => item === '1.3' && checkpoint === '9月')
    .map(({ kind, step, release }) => `${kind} ${step} ${release.slice(5, 10)}`);
}

describe('duban rehearse', () => {
  it('prints the totals, the fullest days and the warnings, and how to get all', async () => {
    const { printed, code } = await duban(PLAN, ...ROSTER);
    expect(code).toBe('done');
    expect(printed).toContain('假定无人签收、无人报送');
    expect(printed).toContain('2017年1月1日启动，任务书1月3日（周二）09:00发出');
    expect(printed).toMatch(/发展规划处（沈国栋）：.*9月3封/);
    expect(printed).toContain('邮件最多的日子');
    expect(printed).toContain('-o 演练.xlsx');
  });

  it('gives the whole as data: reminders and escalations of 1.3 in September 2017', async () => {
    const shown = september(await data());
    expect(shown.filter((line) => /^(reminder|escalation [123]) /.test(line))).toEqual([
      ...['reminder 1 09-18', 'reminder 2 09-27', 'reminder 3 09-29'],
      ...['escalation 1 10-09', 'escalation 2 10-11', 'escalation 3 10-13'],
    ]);
  });

  it('takes all to be punctual where that is asked for', async () => {
    const { notices } = await data('--behaviour', 'punctual');
    expect(notices.some(({ kind }) => kind === 'escalation')).toBe(false);
    expect(notices.filter(({ kind }) => kind === 'closed').length).toBeGreaterThan(0);
  });

  it('takes deeds from a file, and warns of those that are refused', async () => {
    const deeds = file(
      'deeds.json',
      JSON.stringify({
        default: 'punctual',
        deeds: [
          { at: '2017-09-27T15:00', item: '1.3', as: '发展规划处', do: { kind: 'submit', checkpoint: '9月' } },
          { at: '2017-09-28T15:00', item: '1.3', as: '高教处', do: { kind: 'acknowledge' } },
        ],
      }),
    );
    const shown = await data('--behaviour', deeds);
    expect(september(shown).filter((line) => line.startsWith('reminder'))).toEqual([
      'reminder 1 09-18',
      'reminder 2 09-27',
    ]);
    expect(shown.warnings.map(({ code }) => code)).toEqual(['deed-refused']);
    // Its June was never reported; the other items are as punctual as the default says.
    const escalated = shown.notices.filter(({ kind }) => kind === 'escalation').map(({ item }) => item);
    expect(new Set(escalated)).toEqual(new Set(['1.3']));
  });

  it('moves the plan to another year, and the launch to another day', async () => {
    const { notices, warnings } = await data('--year', '2026', '--from', '2026-05-06');
    expect(notices[0]).toMatchObject({ kind: 'assignment', release: '2026-05-06T09:00:00+08:00' });
    expect(warnings.some(({ code }) => code === 'checkpoint-past')).toBe(true);
  });

  it.each(['xlsx', 'html'])('writes %s, and not over what is there', async (format) => {
    const out = path.join(folder, `a.${format}`);
    expect((await duban(PLAN, ...ROSTER, '-o', out)).printed).toContain(`已写入 ${out}`);
    expect(readFileSync(out).length).toBeGreaterThan(5000);
    expect((await duban(PLAN, ...ROSTER, '-o', out)).code).toBe('output-exists');
    expect((await duban(PLAN, ...ROSTER, '-o', out, '--force')).code).toBe('done');
  });

  it.each([
    [['-o', 'a.pdf'], 'output-format', /\.xlsx.*\.html/],
    [['--from', '2017-02-30'], 'commander.invalidArgument', /不是日期/],
    [['--from', '2019-01-01'], 'from-out-of-span', /2017-01-01 至 2017-12-31/],
    [['--behaviour', 'lazy.json'], 'file-unreadable', /办理情况文件“lazy.json”/],
  ])('refuses %j', async (args, code, message) => {
    const found = await duban(PLAN, ...ROSTER, ...args);
    expect(found.code).toBe(code);
    expect(found.message).toMatch(message);
  });

  it('names what a file of deeds has wrong', async () => {
    const wrong = JSON.stringify({ deeds: [{ at: '2017-03-05T10:00', item: '8.8', do: { kind: 'close' } }] });
    const { code, message } = await duban(PLAN, ...ROSTER, '--behaviour', file('wrong.json', wrong));
    expect(code).toBe('deeds-invalid');
    expect(message).toContain('deeds 第1条：没有事项“8.8”，方案中的事项为 1.1、');
  });
});
