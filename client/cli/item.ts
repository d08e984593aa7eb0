import type { Command } from 'commander';
import { checkpointLight, lightNames } from '../../domain/light.js';
import { chineseDateTime } from '../../mail/chinese-date.js';
import { timelineOf } from '../../register/queries/timeline.js';
import { chooseCampaign, chooseItem } from '../find.js';
import { timelineText } from '../timeline-text.js';
import type { CliContext } from './context.js';
import { campaignOption } from './options.js';

/** `duban item CODE`: one item and its timeline. */
export function addItem(program: Command, { now, print, withDuban }: CliContext): void {
  program
    .command('item')
    .description('查看一个事项及其全过程')
    .argument('<code>', '事项编号，如 1.2')
    .addOption(campaignOption())
    .action((code: string, options: { campaign?: string }) =>
      withDuban(async (duban) => {
        const campaign = await chooseCampaign(duban, options.campaign);
        const item = await chooseItem(duban, code, campaign.id);
        const reader = { zone: campaign.zone, now };
        const posts = (role: string): string => item.posts.filter((post) => post.role === role).map((post) => post.name).join('、') || '—';
        print(`${item.code}  ${item.title}${item.closed ? '  【已办结】' : ''}`);
        if (item.heading !== item.title) print(`责任事项：${item.heading}`);
        print(`牵头：${posts('lead')}  配合：${posts('supporting')}  分管负责人：${posts('leader')}`);
        if (item.flagged !== null) print(`须人工核查：${item.flagged}`);
        print('');
        for (const checkpoint of item.checkpoints) {
          const light = lightNames[checkpointLight(checkpoint, now)];
          print(`  ${String(checkpoint.n)}. ${checkpoint.label}  ${chineseDateTime(checkpoint.due, reader)}  ${statusNames[checkpoint.status]}${checkpoint.late ? '（逾期报送）' : ''}  ${light}`);
          for (const content of checkpoint.contents) print(`     ${content}`);
        }
        print('');
        const labels = new Map(item.checkpoints.map((checkpoint) => [checkpoint.n, checkpoint.label]));
        for (const entry of await timelineOf(duban.db, item.id)) {
          print(`${chineseDateTime(entry.at, reader)}  ${timelineText(entry, { labels, reader })}`);
        }
      }),
    );
}

export const statusNames = {
  past: '已过，不跟踪',
  ahead: '未开始',
  open: '办理中',
  submitted: '待审核',
  returned: '已退回，待重报',
  accepted: '已通过',
} as const;
