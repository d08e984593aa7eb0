import type { Command } from 'commander';
import type { CommandBody } from '../../domain/command.js';
import { DubanError } from '../../domain/errors.js';
import type { ItemRow } from '../../register/queries/items.js';
import { act, keepFiles } from '../act.js';
import type { Duban } from '../duban.js';
import { checkpointToReview, checkpointToSubmit, choosePost, chooseItem, namedCheckpoint } from '../find.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { asOption, campaignOption, checkpointOption, fileOption } from './options.js';

interface Common {
  as: string;
  campaign?: string;
  checkpoint?: string;
}

/** The commands that move an item: acknowledge, submit, accept, return, close. */
export function addActs(program: Command, context: CliContext): void {
  const { now, print, withDuban } = context;

  function run<O extends Common>(
    done: string,
    body: (duban: Duban, item: ItemRow, options: O) => Promise<CommandBody>,
  ) {
    return (code: string, options: O): Promise<void> =>
      withDuban(async (duban) => {
        const item = await chooseItem(duban, code, options);
        // Before files are kept for somebody who does not exist.
        await choosePost(duban, options.as, item);
        const made = await body(duban, item, options);
        const outcome = await act(duban, { item, as: options.as, body: made, now });
        if (outcome.kind === 'refused') throw new DubanError(outcome.code, outcome.message);
        const label = 'checkpoint' in made ? `“${item.checkpoints[made.checkpoint - 1]?.label ?? ''}”节点` : '';
        print(
          outcome.kind === 'done'
            ? `${item.code} ${label}${done}。`
            : `已收到，编号 ${outcome.id}。系统恢复后自动办理，以本次提交时间为准，无须重复提交；请稍后用 duban item ${item.code} 核对结果。`,
        );
      });
  }

  function addAct(name: string, office: boolean): Command {
    return addCommand(program, name, { name: '编号', description: '事项编号，如 1.2' }).addOption(
      asOption(office ? '督查室' : '基础教育处'),
    );
  }

  addAct('acknowledge', false)
    .description('签收事项')
    .addOption(campaignOption())
    .action(run('已签收', () => Promise.resolve({ kind: 'acknowledge' })));

  addAct('submit', false)
    .description('报送检查节点的完成情况与佐证材料')
    .option('--text <说明>', '完成情况说明')
    .addOption(fileOption())
    .addOption(checkpointOption())
    .addOption(campaignOption())
    .action(
      run('已报送', async (duban, item, options: Common & { text?: string; file?: string[] }) => {
        const text = options.text?.trim() ?? '';
        if (text === '' && options.file === undefined) {
          throw new DubanError('nothing-to-submit', '没有报送内容：请写完成情况说明（--text）或附佐证材料（--file）。');
        }
        const checkpoint = chosen(item, options) ?? checkpointToSubmit(item);
        return { kind: 'submit', checkpoint, text, files: await keepFiles(duban, options.file ?? []) };
      }),
    );

  addAct('accept', true)
    .description('审核通过（督查室）')
    .option('--note <意见>', '审核意见')
    .addOption(checkpointOption())
    .addOption(campaignOption())
    .action(
      run('已审核通过', async (_duban, item, options: Common & { note?: string }) => ({
        kind: 'accept',
        checkpoint: chosen(item, options) ?? checkpointToReview(item),
        note: options.note ?? '',
      })),
    );

  addAct('return', true)
    .description('退回重报（督查室）')
    .requiredOption('--reason <理由>', '退回理由（必填）')
    .addOption(checkpointOption())
    .addOption(campaignOption())
    .action(
      run('已退回', async (_duban, item, options: Common & { reason: string }) => ({
        kind: 'return',
        checkpoint: chosen(item, options) ?? checkpointToReview(item),
        reason: options.reason.trim(),
      })),
    );

  addAct('close', true)
    .description('办结销号（督查室）')
    .option('--note <意见>', '办结意见')
    .addOption(campaignOption())
    .action(
      run('已办结销号', async (_duban, _item, options: Common & { note?: string }) => ({
        kind: 'close',
        note: options.note ?? '',
      })),
    );
}

function chosen(item: ItemRow, { checkpoint }: Common): number | undefined {
  return checkpoint === undefined ? undefined : namedCheckpoint(item, checkpoint);
}
