import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { resolveNames } from '../../documents/names/roster-names.js';
import { readRoster, type Roster } from '../../documents/names/roster.js';
import { readBehaviour } from '../../documents/rehearsal/read-behaviour.js';
import { writeRehearsalBook } from '../../documents/rehearsal/rehearsal-book.js';
import { rehearsalAsJson } from '../../documents/rehearsal/rehearsal-json.js';
import { rehearsalPage } from '../../documents/rehearsal/rehearsal-page.js';
import { rehearsalSummary } from '../../documents/rehearsal/rehearsal-text.js';
import type { RehearsalContext } from '../../documents/rehearsal/words.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { isDay } from '../../domain/clocks.js';
import type { Day } from '../../domain/instant.js';
import type { PlanDraft } from '../../domain/plan.js';
import { defaultPolicy } from '../../domain/policy.js';
import type { Behaviour } from '../../domain/rehearsal/deed.js';
import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';
import { rehearsalContext, rehearsePlan } from '../rehearse.js';
import { amendPolicy } from '../replan.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { readingOptions, schoolDatesOption, yearOption, type ReadingOptions } from './options.js';
import { outputFile, writeOutput, type OutputFile } from './output-file.js';
import { planArgument, readPlanFile } from './plan-file.js';
import { readInput } from './read.js';
import { policyOf } from './replan.js';

interface Options extends ReadingOptions {
  roster: string;
  from?: Day;
  behaviour: string;
  policy?: string;
  json?: true;
  output?: string;
  force?: true;
}

/** `duban rehearse FILE`: every notice of the year, before anything is launched. Needs no server and no database. */
export function addRehearse(program: Command, context: CliContext): void {
  addCommand(program, 'rehearse', planArgument)
    .description('演练：启动之前，列出全年将要发出的每一条通知（不启动，不发送）')
    .requiredOption('--roster <名册>', '名册文件（.csv），各栏为 岗位类别,岗位名称,姓名,邮箱（必填）')
    .addOption(fromOption())
    .option(
      '--behaviour <办理情况>',
      'silent：假定无人办理，看最多会发出多少（默认）；punctual：假定都按时办理；或写明谁在何时办理的文件（.json）',
      'silent',
    )
    .option('--policy <文件>', '督办规则（.json），只写与默认不同的项；与启动时用的相同')
    .option('--json', '输出 JSON 数据，供其他程序使用')
    .option('-o, --output <文件>', '写成完整清单（.xlsx），或供送审的年历（.html）')
    .option('--force', '输出文件已存在时覆盖')
    .addOption(yearOption())
    .addOption(schoolDatesOption())
    .action((file: string, options: Options) => run(file, options, context));
}

const calendar = stateCouncilCalendar;

async function run(file: string, options: Options, context: CliContext): Promise<void> {
  const { print, remark, columns } = context;
  const output =
    options.output === undefined ? null : await outputFile(options.output, outputs, options.force === true);
  const roster = readRoster(await readInput(options.roster, '名册'), path.basename(options.roster));
  const behaviour = await behaviourOf(options.behaviour);
  const policy = amendPolicy(
    defaultPolicy,
    options.policy === undefined ? {} : await policyOf(options.policy),
    context.now,
  );
  const t = { policy, calendar };
  const draft = await planOf(file, { options, roster, remark });
  // The rehearsal leaves no turn to tell it later.
  if (draft.items.length > MANY) remark(`正在演练${draft.items.length}个事项的全年通知，请稍候…`);
  const from = options.from === undefined ? {} : { from: options.from };
  const rehearsal = rehearsePlan({ draft, roster, behaviour, ...from }, t);
  const written = rehearsalContext(draft, behaviour, t);
  if (output !== null) await writeOutput(output, await formats[output.format](rehearsal, written));
  if (options.json === true) {
    for (const lines of rehearsalAsJson(rehearsal)) print(lines);
    return;
  }
  print(rehearsalSummary(rehearsal, written, columns));
  print(`\n${nextStep(output)}`);
}

/** So many items take longer than two seconds. */
const MANY = 1000;

function fromOption(): Option {
  return new Option('--from <日期>', '启动日期，如 2027-01-04；不填则为方案期间的第一天').argParser((text): Day => {
    if (!isDay(text)) throw new InvalidArgumentError(`--from “${text}”不是日期；应如 2027-01-04。`);
    return text;
  });
}

async function behaviourOf(given: string): Promise<Behaviour> {
  if (given === 'silent' || given === 'punctual') return { default: given, deeds: [] };
  return readBehaviour(await readInput(given, '办理情况文件'), path.basename(given));
}

/** Dates that count from the launch need its day, which, where it is not given, is the plan's first. */
async function planOf(
  file: string,
  { options, roster, remark }: { options: Options; roster: Roster; remark: (text: string) => void },
): Promise<PlanDraft> {
  const bytes = await readInput(file, '方案');
  const read = (launchDay?: Day): Promise<PlanDraft> => {
    const context = { calendar, ...(launchDay === undefined ? {} : { launchDay }) };
    return readPlanFile({ file, bytes }, { ...context, ...readingOptions(options) }, remark);
  };
  const draft = await read(options.from);
  const waits = options.from === undefined && draft.warnings.some(({ code }) => code === 'deadline-from-launch');
  return resolveNames(waits ? await read(draft.span.first) : draft, roster);
}

const formats = {
  xlsx: writeRehearsalBook,
  html: (rehearsal: Rehearsal, context: RehearsalContext): string => rehearsalPage(rehearsal, context),
};

const outputs = { xlsx: '完整清单', html: '年历' };

function nextStep(output: OutputFile<'xlsx' | 'html'> | null): string {
  if (output !== null) return `已写入 ${output.file}。`;
  return '完整清单：加 -o 演练.xlsx（表格）、-o 演练.html（年历，供送审）或 --json（数据）。';
}
