import type { Command } from 'commander';
import { formDocx } from '../../documents/forms/form-docx.js';
import { formPage } from '../../documents/forms/form-page.js';
import { campaignTime } from '../add-item.js';
import { chooseRunning } from '../find.js';
import { specialReportOf } from '../special-report.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { campaignOption } from './options.js';
import { outputFile, writeOutputFile } from './output-file.js';

interface Options {
  campaign?: string;
  leader?: string;
  output: string;
  force?: true;
}

/** `duban special-report`: 督查专报 to a leader or to the principal. */
export function addSpecialReport(program: Command, context: CliContext): void {
  addCommand(program, 'special-report')
    .description('督查专报：向分管负责人或总责任人报告落实情况、逾期、督办和建议')
    .option('--leader <负责人>', '报哪位分管负责人，只含其分管事项；不填则报总责任人，含全部事项')
    .addOption(campaignOption())
    .requiredOption('-o, --output <文件>', '写成公文（.docx）或网页（.html）（必填）')
    .option('--force', '输出文件已存在时覆盖')
    .action((options: Options) => write(options, context));
}

async function write(
  { campaign: id, leader, ...options }: Options,
  { now, print, withDuban }: CliContext,
): Promise<void> {
  const output = await outputFile(options.output, { docx: '公文', html: '网页' }, options.force === true);
  await withDuban(async (duban) => {
    const campaign = await chooseRunning(duban, id);
    const t = await campaignTime(duban, campaign);
    const form = await specialReportOf(duban.db, campaign, { leader, asOf: now, t });
    await writeOutputFile(output, output.format === 'docx' ? await formDocx(form) : formPage(form));
    print(`${form.title} 已写入 ${output.file}。`);
  });
}
