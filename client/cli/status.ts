import Table from 'cli-table3';
import type { Command } from 'commander';
import { checkpointLight, itemLight, lightNames, type Light } from '../../domain/light.js';
import { chineseDate } from '../../mail/chinese-date.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { chooseCampaign } from '../find.js';
import type { CliContext } from './context.js';
import { campaignOption } from './options.js';

/** `duban status`: the campaign with its lights. */
export function addStatus(program: Command, { now, print, withDuban }: CliContext): void {
  program
    .command('status')
    .description('查看督办专项的进展与亮灯')
    .addOption(campaignOption())
    .action((options: { campaign?: string }) =>
      withDuban(async (duban) => {
        const campaign = await chooseCampaign(duban, options.campaign);
        const items = await itemsOf(duban.db, campaign.id);
        const reader = { zone: campaign.zone, now };
        const table = new Table({
          head: ['编号', '事项', '牵头处室', '亮灯', '检查节点', '下一期限'],
          colWidths: [6, 34, 14, 10, 34, 16],
          wordWrap: true,
          wrapOnWordBoundary: false,
          style: { head: [], border: [] },
        });
        for (const item of items) {
          const next = item.checkpoints.find((checkpoint) => ['ahead', 'open', 'returned'].includes(checkpoint.status));
          table.push([
            item.code,
            item.title,
            item.posts.filter((post) => post.role === 'lead').map((post) => post.name).join('、'),
            lamp(itemLight(item, now)),
            item.checkpoints.map((checkpoint) => `${dots[checkpointLight(checkpoint, now)]}${checkpoint.label}`).join(' '),
            next === undefined ? '—' : chineseDate(next.due, reader),
          ]);
        }
        print(`《${campaign.title}》 ${String(campaign.year)}年  编号 ${campaign.id.slice(0, 8)}  总责任人 ${campaign.principal || '—'}`);
        print(`${String(campaign.items)}个事项：${lightCounts(items, now)}`);
        print(table.toString());
        for (const item of items) if (item.flagged !== null) print(`须人工核查 ${item.code}：${item.flagged}`);
        print(`● 正常  ◐ 预警或补报  ✖ 逾期  ○ 未开始或不跟踪  ✔ 办结`);
      }),
    );
}

const dots: Record<Light, string> = { green: '●', yellow: '◐', red: '✖', grey: '○', done: '✔' };

function lamp(light: Light): string {
  return `${dots[light]} ${lightNames[light]}`;
}

function lightCounts(items: ItemRow[], now: number): string {
  const lights = items.map((item) => itemLight(item, now));
  return (['red', 'yellow', 'green', 'grey', 'done'] as const)
    .map((light) => `${lightNames[light]}${String(lights.filter((shown) => shown === light).length)}`)
    .join('  ');
}
