import type { Command } from 'commander';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import { dayOf, instantOf } from '../../domain/calendar/zoned.js';
import { DubanError } from '../../domain/errors.js';
import type { Day } from '../../domain/instant.js';
import type { Doing } from '../act.js';
import { reassign } from '../assignment.js';
import { addCheckpoint, changeCheckpoint, dropCheckpoint } from '../dates.js';
import type { Duban } from '../duban.js';
import { chooseCampaign } from '../find.js';
import { acting, addAct, type Chosen } from './act.js';
import type { CliContext } from './context.js';
import { checkpointOption, dayOption, reasonOption, variadic } from './options.js';

const office = '督查室';

/** What the office changes of a running item: who answers for it, and its checkpoints. */
export function addChanges(program: Command, context: CliContext): void {
  addAct(program, 'reassign', office)
    .description('调整责任单位（督查室）')
    .requiredOption('--to <处室>', '新的牵头处室，联合牵头的以顿号或逗号分隔（必填）')
    .option('--supporting <处室>', '新的配合处室；不填则不变')
    .option('--leader <姓名>', '新的分管负责人；不填则不变')
    .addOption(dayOption('--from <日期>', '自哪一天起，如 2027-06-01；不填则立即'))
    .addOption(reasonOption())
    .action(
      acting(context, reassigned, async (duban, doing, { to = '', ...options }) => {
        await refusePast(options.from, { duban, doing });
        return reassign(duban, doing, { ...options, leads: to });
      }),
    );

  addAct(program, 'add-checkpoint', office)
    .description('增加检查节点（督查室）：时间待定的已经明确，或方案有调整')
    .requiredOption('--label <名称>', '节点名称，如 11月（必填）')
    .addOption(dayOption('--due <日期>', '期限，须为工作日，如 2027-11-30（必填）').makeOptionMandatory())
    .addOption(dayOption('--from <日期>', '从哪一天起办理；不填则为今天'))
    .addOption(variadic('--content <内容...>', '应报送的内容，可写多条'))
    .addOption(reasonOption())
    .action(
      acting(context, added, async (duban, doing, { label = '', due, from, content = [], reason }) => {
        const { zone } = await chooseCampaign(duban, doing.item.campaignId);
        const begins = from ?? dayOf(doing.now, zone);
        return addCheckpoint(duban, doing, { label, due, from: begins, contents: content, reason });
      }),
    );

  addAct(program, 'change-checkpoint', office)
    .description('调整检查节点的期限（督查室）；对启动时已过期的节点即为补报期限')
    .addOption(checkpointOption('哪个检查节点，如 9月（必填）').makeOptionMandatory())
    .addOption(dayOption('--due <日期>', '新的期限，须为工作日，如 2027-11-30（必填）').makeOptionMandatory())
    .addOption(dayOption('--from <日期>', '从哪一天起办理；不填则不变'))
    .option('--label <名称>', '新的节点名称；不填则不变')
    .addOption(reasonOption())
    .action(
      acting(context, changed, (duban, doing, options) =>
        changeCheckpoint(duban, doing, { ...options, checkpoint: named(options) }),
      ),
    );

  addAct(program, 'drop-checkpoint', office)
    .description('取消检查节点（督查室）')
    .addOption(checkpointOption('哪个检查节点，如 9月（必填）').makeOptionMandatory())
    .addOption(reasonOption())
    .action(
      acting(context, '已取消', (duban, doing, options) =>
        dropCheckpoint(duban, doing, { ...options, checkpoint: named(options) }),
      ),
    );
}

interface Made {
  duban: Duban;
  doing: Doing;
}

async function reassigned({ from }: Chosen, made: Made): Promise<string> {
  const what = from === undefined ? '责任单位已调整' : `责任单位自${await dateName(from, made)}起调整`;
  return `${what}，并通知有关各方`;
}

async function added({ label = '', due }: Chosen, made: Made): Promise<string> {
  return `已增加“${label}”节点，期限${await dateName(due, made)}`;
}

async function changed({ due }: Chosen, made: Made): Promise<string> {
  return `期限已调整为${await dateName(due, made)}`;
}

async function dateName(day: Day, { duban, doing: { item, now } }: Made): Promise<string> {
  const { zone } = await chooseCampaign(duban, item.campaignId);
  return chineseDate(instantOf(day, '00:00', zone), { zone, now });
}

/** Nobody can be made answerable for days that are over. */
async function refusePast(from: Day | undefined, { duban, doing: { item, now } }: Made): Promise<void> {
  const { zone } = await chooseCampaign(duban, item.campaignId);
  if (from === undefined || from >= dayOf(now, zone)) return;
  const message = `--from ${from} 已过；请写今天以后的日期，立即调整的不填 --from。`;
  throw new DubanError('from-past', message, { from });
}

function named({ checkpoint }: { checkpoint: number | undefined }): number {
  if (checkpoint === undefined) throw new DubanError('no-checkpoint', '请用 --checkpoint 写明哪个检查节点。');
  return checkpoint;
}
