import type { Command } from 'commander';
import { chooseLatest } from '../find.js';
import { exportLedger } from '../ledger.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { outputFile, writeOutputFile } from './output-file.js';

const formats = { xlsx: '台账表格', csv: '同样的行，供其他程序读取', json: '数据' };

/** `duban export [CAMPAIGN] -o FILE`: the register (台账) as offices keep it. */
export function addExport(program: Command, { now, print, withDuban }: CliContext): void {
  const argument = { name: '专项编号', description: '可只写开头几位；只有一个在办时不必填', optional: true };
  addCommand(program, 'export', argument)
    .description('导出台账：可直接打印的表格（.xlsx），或 .csv、.json')
    .requiredOption('-o, --output <文件>', '写到哪个文件，以 .xlsx、.csv 或 .json 结尾（必填）')
    .option('--by <制表人>', '表头所写的制表单位或人；不填则为督查室')
    .option('--force', '输出文件已存在时覆盖')
    .action(async (id: string | undefined, options: { output: string; by?: string; force?: true }) => {
      const output = await outputFile(options.output, formats, options.force === true);
      await withDuban(async (duban) => {
        const campaign = await chooseLatest(duban, id);
        const ledger = { campaign, now, calendar: duban.calendar, by: options.by };
        await writeOutputFile(output, (await exportLedger(duban.db, ledger, output.format)).pieces);
        print(`已将《${campaign.title}》（${campaign.span}）的台账（${campaign.items}个事项）写入 ${output.file}。`);
      });
    });
}
