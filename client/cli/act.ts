import type { Command } from 'commander';
import type { CommandBody } from '../../domain/command.js';
import { DubanError } from '../../domain/errors.js';
import type { ItemRow } from '../../register/queries/items.js';
import { act, keepFiles } from '../act.js';
import type { Duban } from '../duban.js';
import { chooseCheckpoint, chooseItem } from '../find.js';
import type { CliContext } from './context.js';
import { asOption, campaignOption, checkpointOption } from './options.js';

interface Common {
  as: string;
  campaign?: string;
  checkpoint?: string;
}

/** The commands that move an item: acknowledge, submit, accept, return, close. */
export function addActs(program: Command, context: CliContext): void {
  const { now, print, withDuban } = context;

  function run<O extends Common>(done: string, body: (duban: Duban, item: ItemRow, options: O) => Promise<CommandBody>) {
    return (code: string, options: O): Promise<void> =>
      withDuban(async (duban) => {
        const item = await chooseItem(duban, code, options.campaign);
        const made = await body(duban, item, options);
        const outcome = await act(duban, { item, as: options.as, body: made, now });
        if (outcome.kind === 'refused') throw new DubanError(outcome.code, outcome.message);
        const label = 'checkpoint' in made ? `“${item.checkpoints[made.checkpoint - 1]?.label ?? ''}”节点` : '';
        print(
          outcome.kind === 'done'
            ? `${item.code} ${label}${done}。`
            : `已收到，编号 ${outcome.id}；系统恢复后自动办理，以本次提交时间为准。`,
        );
      });
  }

  program
    .command('acknowledge')
    .description('签收事项')
    .argument('<code>', '事项编号')
    .addOption(asOption('基础教育处'))
    .addOption(campaignOption())
    .action(run('已签收', () => Promise.resolve({ kind: 'acknowledge' })));

  program
    .command('submit')
    .description('报送检查节点的完成情况与佐证材料')
    .argument('<code>', '事项编号')
    .addOption(asOption('基础教育处'))
    .option('--text <text>', '完成情况说明', '')
    .option('--file <file...>', '佐证材料，可多个')
    .addOption(checkpointOption())
    .addOption(campaignOption())
    .action(
      run('已报送', async (duban, item, options: Common & { text: string; file?: string[] }) => {
        if (options.text.trim() === '' && options.file === undefined) {
          throw new DubanError('nothing-to-submit', '报送须有完成情况说明（--text）或佐证材料（--file）。');
        }
        const checkpoint = chooseCheckpoint(item, options.checkpoint, (status) => ['ahead', 'open', 'returned'].includes(status));
        return { kind: 'submit', checkpoint, text: options.text, files: await keepFiles(duban, options.file ?? []) };
      }),
    );

  program
    .command('accept')
    .description('审核通过（督查室）')
    .argument('<code>', '事项编号')
    .addOption(asOption('督查室'))
    .option('--note <text>', '审核意见', '')
    .addOption(checkpointOption())
    .addOption(campaignOption())
    .action(
      run('审核通过', (_duban, item, options: Common & { note: string }) =>
        Promise.resolve({ kind: 'accept', checkpoint: submitted(item, options), note: options.note }),
      ),
    );

  program
    .command('return')
    .description('退回重报（督查室）')
    .argument('<code>', '事项编号')
    .addOption(asOption('督查室'))
    .requiredOption('--reason <text>', '退回理由')
    .addOption(checkpointOption())
    .addOption(campaignOption())
    .action(
      run('已退回', (_duban, item, options: Common & { reason: string }) =>
        Promise.resolve({ kind: 'return', checkpoint: submitted(item, options), reason: options.reason }),
      ),
    );

  program
    .command('close')
    .description('办结销号（督查室）')
    .argument('<code>', '事项编号')
    .addOption(asOption('督查室'))
    .option('--note <text>', '办结意见', '')
    .addOption(campaignOption())
    .action(run('已办结销号', (_duban, _item, options: Common & { note: string }) => Promise.resolve({ kind: 'close', note: options.note })));
}

function submitted(item: ItemRow, options: Common): number {
  return chooseCheckpoint(item, options.checkpoint, (status) => status === 'submitted');
}
