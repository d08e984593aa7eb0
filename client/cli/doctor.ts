import type { Command } from 'commander';
import { readSettings, type Settings } from '../../config/settings.js';
import { columnsOf } from '../../documents/draft/wrap.js';
import { DubanError } from '../../domain/errors.js';
import { allChecks } from '../doctor/all-checks.js';
import { examine, type Diagnosis, type Level } from '../doctor/check.js';
import { openRegister } from '../duban.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';

const marks: Record<Level, string> = { ok: '✔', warn: '⚠', bad: '✖', skipped: '–' };
const NAME = 12;

/** `duban doctor`: what is wrong with this installation, and what to do. Changes nothing. */
export function addDoctor(program: Command, { now, print }: CliContext): void {
  addCommand(program, 'doctor')
    .description('检查本系统是否正常，并说明如何处理；有 ✖ 时退出码为 1')
    .option('--deep', '逐份读取佐证材料，核对内容；材料多时很久')
    .option('--json', '以 JSON 输出')
    .action(async ({ deep = false, json = false }: { deep?: boolean; json?: boolean }) => {
      const found: Diagnosis[] = [];
      const tell = (diagnosis: Diagnosis): void => {
        found.push(diagnosis);
        if (!json) print(lineOf(diagnosis));
      };
      const settings = settingsOr(tell);
      if (settings !== null) {
        const duban = openRegister(settings);
        const patient = { duban, settings, clock: Date.now, now };
        const checks = allChecks({ deep, servers: 1 + settings.smtp.others.length });
        for await (const diagnosis of examine(checks, patient)) tell(diagnosis);
        // A check that was given up may still hold a connection.
        void duban.close().catch(() => undefined);
      }
      const count = (level: Level): number => found.filter((each) => each.level === level).length;
      const ok = count('bad') === 0;
      if (!ok) process.exitCode = 1;
      if (json) return print(JSON.stringify({ ok, checks: found }, null, 2));
      const skipped = count('skipped') === 0 ? '' : `，未检查${count('skipped')}`;
      print(`共${found.length}项：正常${count('ok')}，提醒${count('warn')}，异常${count('bad')}${skipped}。`);
    });
}

/** Settings are the first check: without them there is nothing to look at. */
function settingsOr(tell: (diagnosis: Diagnosis) => void): Settings | null {
  const check = { id: 'settings', name: '设置' };
  try {
    const settings = readSettings();
    tell({ ...check, level: 'ok', text: `时区 ${settings.zone ?? '由各专项自定'}，任务队列 ${settings.taskQueue}` });
    return settings;
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    tell({ ...check, level: 'bad', text: error.message });
    return null;
  }
}

function lineOf({ level, name, text, todo }: Diagnosis): string {
  const padding = ' '.repeat(Math.max(0, NAME - columnsOf(name)));
  return `${marks[level]} ${name}${padding}  ${text}${todo === undefined ? '' : `。${todo}`}`;
}
