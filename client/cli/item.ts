import type { Command } from 'commander';
import { padTo, wrap } from '../../documents/draft/wrap.js';
import { checkpointLight, checkpointStatusNames } from '../../domain/light.js';
import { chineseDateTime, type DateReader } from '../../domain/calendar/chinese-date.js';
import type { CheckpointRow, ItemRow } from '../../register/queries/items.js';
import { timelineOf } from '../../register/queries/timeline.js';
import { chooseCampaign, chooseItem } from '../find.js';
import { timelineText } from '../timeline-text.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { lamps } from './lamp.js';
import { campaignOption } from './options.js';

/** `duban item CODE`: one item and its timeline. */
export function addItem(program: Command, { now, columns, print, withDuban }: CliContext): void {
  addCommand(program, 'item', { name: '编号', description: '事项编号，如 1.2' })
    .description('查看一个事项及其办理全过程')
    .addOption(campaignOption())
    .action((code: string, options: { campaign?: string }) =>
      withDuban(async (duban) => {
        const item = await chooseItem(duban, code, options);
        const campaign = await chooseCampaign(duban, item.campaignId);
        const reader = { zone: campaign.zone, now };
        print(`《${campaign.title}》（${campaign.span}）  编号 ${campaign.id.slice(0, 8)}`);
        for (const line of factLines(item)) print(wrap(line, columns));
        print('');
        for (const checkpoint of item.checkpoints) {
          print(checkpointLine(checkpoint, reader));
          for (const content of checkpoint.contents) print(indented(content, 5, columns));
        }
        print('');
        const labels = new Map(item.checkpoints.map((checkpoint) => [checkpoint.n, checkpoint.label]));
        for (const entry of await timelineOf(duban.db, item.id)) {
          const at = padTo(chineseDateTime(entry.at, reader), 22);
          print(indented(timelineText(entry, { labels, reader }), 24, columns).replace(/^ {24}/, `${at}  `));
        }
      }),
    );
}

function factLines(item: ItemRow): string[] {
  const posts = (role: string, acknowledges = false): string =>
    item.posts
      .filter((post) => post.role === role)
      .map((post) => post.name + (acknowledges ? (post.acknowledgedAt === null ? '（未签收）' : '（已签收）') : ''))
      .join('、') || '—';
  return [
    `${item.code}  ${item.title}${item.closed ? '  【已办结】' : ''}`,
    ...(item.heading === item.title ? [] : [`责任事项：${item.heading}`]),
    `牵头：${posts('lead', true)}  配合：${posts('supporting', true)}  分管负责人：${posts('leader')}`,
    ...(item.checkpoints.length === 0 ? ['检查节点待定：方案没有写明完成时限。'] : []),
    ...(item.flagged === null ? [] : [`须人工核查：${item.flagged}`]),
  ];
}

function checkpointLine(checkpoint: CheckpointRow, reader: DateReader): string {
  const light = checkpointLight(checkpoint, reader.now);
  const late = light === 'red' ? '，已逾期' : checkpoint.late ? '，曾逾期' : '';
  const name = padTo(`${lamps[light]} ${checkpoint.n}. ${checkpoint.label}`, 12);
  return `${name}  ${chineseDateTime(checkpoint.due, reader)}截止  ${checkpointStatusNames[checkpoint.status]}${late}`;
}

function indented(text: string, margin: number, columns: number): string {
  return wrap(text, columns - margin).replace(/^/gm, ' '.repeat(margin));
}
