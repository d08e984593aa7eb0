import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { draftAsJson, draftAsTable } from '../../documents/print-draft.js';
import { readPlan } from '../../documents/read-plan.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { DubanError } from '../../domain/errors.js';
import { defaultPolicy } from '../../domain/policy.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { yearOption } from './options.js';

/** `duban read FILE`: what the document says, before anything is launched. */
export function addRead(program: Command, { print, columns }: CliContext): void {
  addCommand(program, 'read', { name: '方案文件', description: '方案文件（.txt）' })
    .description('读取方案，列出事项与检查节点（不启动）')
    .option('--json', '输出 JSON 数据，供其他程序使用')
    .addOption(yearOption())
    .action(async (file: string, options: { json?: true; year?: number }) => {
      const t = { policy: defaultPolicy, calendar: stateCouncilCalendar };
      const year = options.year === undefined ? {} : { year: options.year };
      const bytes = await readInput(file, '方案');
      const draft = readPlan(bytes, { fileName: path.basename(file), calendar: t.calendar, ...year });
      print(options.json === true ? JSON.stringify(draftAsJson(draft, t), null, 2) : draftAsTable(draft, t, columns));
    });
}

const reasons: Record<string, string> = {
  ENOENT: '没有这个文件',
  EISDIR: '这是文件夹，不是文件',
  EACCES: '没有读取权限',
  EPERM: '没有读取权限',
};

export async function readInput(file: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = reasons[code ?? ''] ?? message;
    throw new DubanError('file-unreadable', `读不到${what}“${file}”：${why}；请核对路径。`, { file }, { cause });
  }
}
