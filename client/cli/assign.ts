import { InvalidArgumentError, Option, type Command } from 'commander';
import { isDay } from '../../domain/clocks.js';
import { dayName } from '../../domain/deadline/why.js';
import type { Day } from '../../domain/instant.js';
import { assign, kindNames, type HandMade } from '../add-item.js';
import { carry } from '../carry.js';
import { chooseCampaign, chooseRunning } from '../find.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { asOption, campaignOption, dayOption, variadic } from './options.js';

interface Assigned {
  as: string;
  campaign?: string;
  kind: HandMade['kind'];
  title: string;
  lead: string;
  supporting?: string;
  leader?: string;
  due: HandMade['due'];
  content?: string[];
}

interface Carried {
  as: string;
  fromCampaign: string;
  toCampaign: string;
  due?: Day;
}

/** Items that no document names: made by hand, or carried over from the year before. */
export function addAssignments(program: Command, { now, print, withDuban }: CliContext): void {
  addCommand(program, 'assign')
    .description('交办方案以外的事项（督查室）：领导批示件、交办件')
    .addOption(asOption('督查室'))
    .addOption(kindOption())
    .requiredOption('--title <事项>', '事项名称（必填）')
    .requiredOption('--lead <处室>', '牵头处室，联合牵头的以顿号或逗号分隔（必填）')
    .option('--supporting <处室>', '配合处室')
    .option('--leader <姓名>', '分管负责人')
    .addOption(duesOption())
    .addOption(variadic('--content <内容...>', '办理要求，可写多条'))
    .addOption(campaignOption())
    .action(({ campaign: id, as, content = [], ...options }: Assigned) =>
      withDuban(async (duban) => {
        await duban.requireEngine();
        const campaign = await chooseRunning(duban, id);
        const code = await assign(duban, { campaign, as, now }, { ...options, contents: content });
        print(`已交办${kindNames[options.kind]}，编号 ${code}，列入《${campaign.title}》（${campaign.span}）。`);
        print(`用 duban item ${code} 查看。`);
      }),
    );

  addCommand(program, 'carry')
    .description('跨年结转（督查室）：把一个专项未办结的事项转入另一个专项')
    .addOption(asOption('督查室'))
    .requiredOption('--from-campaign <专项编号>', '从哪个专项（必填）')
    .requiredOption('--to-campaign <专项编号>', '转入哪个专项（必填）')
    .addOption(dayOption('--due <日期>', '统一的办理期限，如 2028-03-31；不填则为转入专项的下几个季度末'))
    .action(({ as, fromCampaign, toCampaign, due }: Carried) =>
      withDuban(async (duban) => {
        await duban.requireEngine();
        const [from, to] = [await chooseCampaign(duban, fromCampaign), await chooseCampaign(duban, toCampaign)];
        const carried = await carry(duban, { from, to, as, now, due });
        print(`${carried.length}个事项由《${from.title}》（${from.span}）结转至《${to.title}》（${to.span}）：`);
        for (const { code, title, as: fresh, checkpoints } of carried) {
          print(`  ${code} → ${fresh}  ${title}（${checkpoints.map((one) => dayName(one.due)).join('、')}）`);
        }
      }),
    );
}

function kindOption(): Option {
  const kinds = Object.entries(kindNames) as [HandMade['kind'], string][];
  return new Option('--kind <类别>', `${kinds.map(([, name]) => name).join('或')}（必填）`)
    .argParser((text): HandMade['kind'] => {
      const found = kinds.find(([, name]) => name === text.trim().replace(/^领导/, ''));
      if (found !== undefined) return found[0];
      throw new InvalidArgumentError(`--kind “${text}”应为 ${kinds.map(([, name]) => name).join(' 或 ')}。`);
    })
    .makeOptionMandatory();
}

function duesOption(): Option {
  return variadic('--due <期限...>', '期限，可写多个，须为工作日，可加节点名称，如 2027-06-30:中期（必填）')
    .argParser((text, before: HandMade['due'] | undefined): HandMade['due'] => {
      const [day = '', label = ''] = text.split(/[:：]/).map((part) => part.trim());
      if (isDay(day)) return [...(before ?? []), { day, label: label === '' ? dayName(day) : label }];
      throw new InvalidArgumentError(`--due “${text}”不是日期；应写为 年-月-日 或 年-月-日:名称，如 2027-06-30:中期。`);
    })
    .makeOptionMandatory();
}
