import type { Command } from 'commander';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { DubanError } from '../../domain/errors.js';
import { promptRelease } from '../../domain/schedule.js';
import { timekeepingOf } from '../../register/queries/timekeeping.js';
import type { Doing } from '../act.js';
import { insist } from '../assignment.js';
import type { Duban } from '../duban.js';
import { consentExtension, decideExtension } from '../extend.js';
import { accept, close, giveBack, reopen } from '../review.js';
import { instruct, nudge } from '../speak.js';
import { acting, addAct, oneOf } from './act.js';
import type { CliContext } from './context.js';
import { checkpointOption, dayOption, reasonOption, wordsOption } from './options.js';

const office = '督查室';

/** The office's answers, its words and the leaders': accept, return, insist, extensions, nudge, instruct, close, reopen. */
export function addReviews(program: Command, context: CliContext): void {
  addAct(program, 'accept', office)
    .description('审核通过（督查室）')
    .option('--note <意见>', '审核意见')
    .addOption(checkpointOption())
    .action(acting(context, '已审核通过', accept));

  addAct(program, 'return', office)
    .description('退回重报（督查室）')
    .addOption(reasonOption('退回理由'))
    .addOption(checkpointOption())
    .action(acting(context, '已退回', giveBack));

  addAct(program, 'insist', office)
    .description('答复调整申请：不予调整（督查室）；同意的另办调整')
    .option('--division <处室>', '答复哪个处室；只有一个处室申请时不必填')
    .addOption(reasonOption())
    .action(acting(context, '已答复：不予调整', insist));

  addAct(program, 'consent-extension', '夏春胤')
    .description('延期会签（分管负责人）')
    .option('--agree', '同意，报督查室审定')
    .option('--refuse', '不同意，须写明理由')
    .option('--reason <理由>', '意见')
    .addOption(checkpointOption('哪个检查节点；不填则为最早申请延期的节点'))
    .action(
      acting(context, consented, (duban, doing, options) => {
        const agree = oneOf(options, ['--agree', '--refuse'], '是否同意延期');
        return consentExtension(duban, doing, { ...options, agree, reason: options.reason });
      }),
    );

  addAct(program, 'decide-extension', office)
    .description('延期审批（督查室）')
    .option('--grant', '批准')
    .addOption(dayOption('--to <日期>', '批准延至的日期；不填则按申请的日期'))
    .option('--refuse', '不批准，须写明理由')
    .option('--reason <理由>', '意见')
    .addOption(checkpointOption('哪个检查节点；不填则为最早申请延期的节点'))
    .action(
      acting(context, extended, (duban, doing, options) => {
        const grant = oneOf(options, ['--grant', '--refuse'], '是否批准延期');
        const due = options.to;
        if (!grant && due !== undefined) throw new DubanError('choose-one', '不批准延期时不填 --to。');
        return decideExtension(duban, doing, { ...options, grant, due, reason: options.reason });
      }),
    );

  addAct(program, 'nudge', office)
    .description('催办（督查室）')
    .addOption(wordsOption('催办内容'))
    .addOption(checkpointOption('就哪个检查节点催办；不填则为整个事项'))
    .action(acting(context, async (_, done) => `已催办，邮件${await leaving(done)}`, nudge));

  addAct(program, 'instruct', '夏春胤')
    .description('批示（分管负责人、总责任人；督查室可代为登记）')
    .addOption(wordsOption('批示内容'))
    .action(acting(context, async (_, done) => `批示已登记，邮件${await leaving(done)}`, instruct));

  addAct(program, 'close', office)
    .description('办结销号（督查室）')
    .option('--note <意见>', '办结意见')
    .action(acting(context, '已办结销号', close));

  addAct(program, 'reopen', office)
    .description('回退：已通过的节点或已办结的事项须重新办理（督查室）')
    .addOption(dayOption('--due <日期>', '重报期限，如 2027-06-30（必填）').makeOptionMandatory())
    .addOption(reasonOption('回退理由'))
    .addOption(checkpointOption('哪个检查节点；不填则为最后通过的节点'))
    .action(acting(context, '已回退', reopen));
}

/** When what cannot wait for the morning goes out: at once in the campaign's hours, else at its next release. */
async function leaving({ duban, doing: { item, now } }: { duban: Duban; doing: Doing }): Promise<string> {
  const t = (await timekeepingOf(duban.db, item.campaignId, duban.calendar)) ?? duban;
  const release = promptRelease(now, t);
  const when = release > now ? `将于${chineseDateTime(release, { zone: t.policy.zone, now })}` : '即时';
  return `${when}发往责任处室`;
}

function consented(options: object): string {
  return 'agree' in options ? '延期已同意，报督查室审定' : '未同意延期，期限不变';
}

function extended(options: object): string {
  return 'grant' in options ? '已批准延期' : '未批准延期，期限不变';
}
