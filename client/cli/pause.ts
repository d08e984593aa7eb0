import type { Command } from 'commander';
import { DubanError } from '../../domain/errors.js';
import type { Acted, Doing } from '../act.js';
import type { Duban } from '../duban.js';
import { chooseCampaign } from '../find.js';
import { cancel, decideCancel, freeze, pauseAll, resume, type WholeCampaign } from '../pause.js';
import { acting, addAct, oneOf, type ActOptions } from './act.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { asOption, campaignOption, reasonOption } from './options.js';

const office = '督查室';

/** Freeze and resume, of an item or of a whole campaign; cancel, and its approval. */
export function addPauses(program: Command, context: CliContext): void {
  addPause('freeze')
    .description('冻结：恢复前不发任何通知（督查室）')
    .action(
      either(
        acting(context, '已冻结', (duban, doing, options) => freeze(duban, doing, options)),
        ({ reason }) => ({ kind: 'freeze', reason }),
      ),
    );

  addPause('resume')
    .description('恢复已冻结的事项（督查室），期限顺延或不变')
    .option('--shift', '期限按冻结的工作日顺延')
    .option('--keep-dates', '期限不变')
    .action(
      either(
        acting(context, '已恢复', (duban: Duban, doing: Doing, options): Promise<Acted> =>
          resume(duban, doing, { shift: shifts(options), reason: options.reason }),
        ),
        (options) => ({ kind: 'resume', shift: shifts(options), reason: options.reason }),
      ),
    );

  addAct(program, 'cancel', office)
    .description('撤销事项：由督查室申请，总责任人（未明确的，由分管负责人）批准')
    .addOption(reasonOption('撤销理由'))
    .action(acting(context, '已提出撤销，须经批准的待批准后生效', cancel));

  addAct(program, 'decide-cancel', '孟晖')
    .description('撤销审批（总责任人，未明确的由分管负责人）')
    .option('--agree', '同意撤销')
    .option('--refuse', '不同意，须写明理由')
    .option('--reason <理由>', '意见')
    .action(
      acting(context, decided, (duban, doing, options) => {
        const agree = oneOf(options, ['--agree', '--refuse'], '是否同意撤销');
        return decideCancel(duban, doing, { agree, reason: options.reason });
      }),
    );

  function addPause(name: string): Command {
    return addCommand(program, name, {
      name: '编号',
      description: '事项编号，如 1.2；整个专项用 --all',
      optional: true,
    })
      .addOption(asOption(office))
      .option('--all', '整个专项的全部事项，须用 --campaign 写明专项')
      .addOption(campaignOption())
      .addOption(reasonOption());
  }

  type PauseOptions = ActOptions & { all?: true };

  function either(
    one: (code: string, options: ActOptions) => Promise<void>,
    bodyOf: (options: ActOptions) => WholeCampaign['body'],
  ): (code: string | undefined, options: PauseOptions) => Promise<void> {
    const { now, print, withDuban } = context;
    return (code, options) => {
      if ((code === undefined) !== (options.all === true)) {
        throw new DubanError('choose-one', '请写明事项编号，或用 --campaign 专项编号 --all 办理整个专项，二者选一。');
      }
      if (code !== undefined) return one(code, options);
      const { as, campaign: id } = options;
      if (id === undefined) throw new DubanError('which-campaign', '办理整个专项须用 --campaign 写明专项编号。');
      const body = bodyOf(options);
      return withDuban(async (duban) => {
        const campaign = await chooseCampaign(duban, id);
        const count = await pauseAll(duban, { campaignId: campaign.id, as, now, body });
        const done = body.kind === 'freeze' ? '冻结' : '恢复';
        print(
          `《${campaign.title}》（${campaign.span}）${count}个事项正在逐项${done}；请稍后用 duban status 核对结果。`,
        );
      });
    };
  }
}

function shifts(options: object): boolean {
  return oneOf(options, ['--shift', '--keep-dates'], '期限顺延还是不变');
}

function decided(options: object): string {
  return 'agree' in options ? '已批准撤销，不再督办' : '未批准撤销，继续督办';
}
