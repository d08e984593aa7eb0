import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { writeDraftBook } from '../../documents/draft-book/write-draft-book.js';
import { draftAsJson, draftAsTable, draftSummary } from '../../documents/draft/print-draft.js';
import { resolveNames } from '../../documents/names/roster-names.js';
import { readRoster, type Roster } from '../../documents/names/roster.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { DubanError } from '../../domain/errors.js';
import type { PlanDraft } from '../../domain/plan.js';
import { defaultPolicy } from '../../domain/policy.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { outputFile, writeOutputFile, type OutputFile } from './output-file.js';
import { readingOptions, schoolDatesOption, yearOption, type ReadingOptions } from './options.js';
import { planArgument, readPlanFile } from './plan-file.js';

interface Options extends ReadingOptions {
  output?: string;
  force?: true;
  roster?: string;
  json?: true;
}

/** `duban read FILE`: what the document says, before anything is launched. */
export function addRead(program: Command, context: CliContext): void {
  addCommand(program, 'read', planArgument)
    .description('读取方案，列出事项与检查节点（不启动）')
    .option('-o, --output <文件>', '写成台账草稿（.xlsx），供核对修改；或写成数据（.json）')
    .option('--force', '输出文件已存在时覆盖')
    .option('--roster <名册>', '名册文件（.csv），用于统一名称、提供下拉选项')
    .option('--json', '输出 JSON 数据，供其他程序使用')
    .addOption(yearOption())
    .addOption(schoolDatesOption())
    .action((file: string, options: Options) => read(file, options, context));
}

async function read(file: string, options: Options, { print, remark, columns }: CliContext): Promise<void> {
  const t = { policy: defaultPolicy, calendar: stateCouncilCalendar };
  const output = options.output === undefined ? null : await outputOf(options.output, file, options.force === true);
  const bytes = await readInput(file, '方案');
  const roster = options.roster === undefined ? undefined : await rosterOf(options.roster);
  const context = { calendar: t.calendar, ...readingOptions(options) };
  const found = await readPlanFile({ file, bytes }, context, remark);
  const draft = roster ? resolveNames(found, roster) : found;
  const data = () => JSON.stringify(draftAsJson(draft, t), null, 2);
  if (!output) return print(options.json === true ? data() : draftAsTable(draft, t, columns));
  await writeOutputFile(output, output.format === 'json' ? `${data()}\n` : await writeDraftBook(draft, roster));
  print(options.json === true ? data() : draftSummary(draft, t, columns));
  // Data for another program stands alone.
  const tell = options.json === true ? remark : print;
  for (const line of nextSteps(draft, output)) tell(line);
}

async function rosterOf(file: string): Promise<Roster> {
  return readRoster(await readInput(file, '名册'), path.basename(file));
}

function nextSteps({ warnings }: PlanDraft, { file, format }: OutputFile<string>): string[] {
  if (format === 'json') return [`已写入 ${file}`];
  const doubts = warnings.length > 0 ? `，其中${warnings.length}处提醒见黄色格的批注和“提醒”表` : '';
  const name = /\s/.test(file) ? `"${file}"` : file;
  return [
    `台账草稿已写入 ${file}${doubts}`,
    '下一步：用 Excel 或 WPS 打开核对、修改并保存，然后',
    `  duban read ${name}　　查看修改后的结果`,
    `  duban launch ${name} --roster 名册.csv --as 督查室　　启动督办`,
  ];
}

const formats = { xlsx: '台账草稿', json: '数据' };

async function outputOf(file: string, input: string, force: boolean): Promise<OutputFile<keyof typeof formats>> {
  if (path.resolve(file) === path.resolve(input)) {
    throw new DubanError('output-is-input', `-o “${file}”就是要读取的文件，不能覆盖；请换一个文件名。`, { file });
  }
  return outputFile(file, formats, force);
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
