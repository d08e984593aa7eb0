import type { Command } from 'commander';
import { padTo, wrap } from '../../documents/draft/wrap.js';
import { checkpointStatusNames } from '../../domain/light.js';
import { chineseDateTime, type DateReader } from '../../domain/calendar/chinese-date.js';
import { DubanError } from '../../domain/errors.js';
import { whyText } from '../../domain/why.js';
import { findItem, type CheckpointRow, type ItemRow } from '../../register/queries/items.js';
import { listPosts } from '../../register/queries/posts.js';
import { submissionsOf, timelineOf, type SubmissionRow, type TimelineEntry } from '../../register/queries/timeline.js';
import { campaignTime } from '../add-item.js';
import type { Duban } from '../duban.js';
import { chooseCampaign, chooseItem } from '../find.js';
import { targetLines } from '../figures.js';
import { dateNotes, originNames, reachedFigures, standingLines } from '../item-words.js';
import { checkpointLit, itemLit, latenessText, type LitContext } from '../lit.js';
import { timelineText } from '../timeline-text.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { lamps } from './lamp.js';
import { campaignOption } from './options.js';

interface Options {
  campaign?: string;
  why?: true;
}

/** `duban item CODE`: one item and its timeline. */
export function addItem(program: Command, { now, columns, print, withDuban }: CliContext): void {
  addCommand(program, 'item', { name: '编号', description: '事项编号，如 1.2' })
    .description('查看一个事项及其办理全过程')
    .option('--why', '每条通知注明为何发出')
    .addOption(campaignOption())
    .action((code: string, options: Options) =>
      withDuban(async (duban) => {
        const item = await chooseItem(duban, code, options);
        const campaign = await chooseCampaign(duban, item.campaignId);
        const reader = { zone: campaign.zone, now };
        const context = { now, status: item.status, t: await campaignTime(duban, campaign) };
        print(`《${campaign.title}》（${campaign.span}）  编号 ${campaign.id.slice(0, 8)}`);
        const submissions = await submissionsOf(duban.db, item.id);
        const facts = [
          ...factLines(item, now),
          ...figureLines(item, submissions),
          ...(await carriedLines(duban, item)),
        ];
        for (const line of facts) print(wrap(line, columns));
        for (const line of await standingLines(duban.db, item, reader)) print(wrap(`● ${line}`, columns));
        print('');
        for (const checkpoint of item.checkpoints) {
          print(checkpointLine(checkpoint, reader, context));
          for (const note of dateNotes(checkpoint, reader)) print(indented(note, 14, columns));
          for (const content of checkpoint.contents) print(indented(content, 5, columns));
        }
        print('');
        const labels = new Map(item.checkpoints.map((checkpoint) => [checkpoint.n, checkpoint.label]));
        const posts = new Map((await listPosts(duban.db)).map(({ id, name }) => [id, name]));
        for (const entry of await timelineOf(duban.db, item.id)) {
          const at = padTo(chineseDateTime(entry.at, reader), 22);
          const text = timelineText(entry, { labels, posts, reader });
          print(indented(text, 24, columns).replace(/^ {24}/, `${at}  `));
          if (options.why === true) for (const line of whyLines(entry, reader)) print(indented(line, 26, columns));
        }
      }),
    );
}

/** 为何收到此通知. */
function whyLines(entry: TimelineEntry, reader: DateReader): string[] {
  return entry.kind === 'notice' ? [`缘由：${whyText(entry, reader)}`] : [];
}

function factLines(item: ItemRow, now: number): string[] {
  const posts = (role: string, acknowledges = false): string =>
    item.posts
      .filter((post) => post.role === role)
      .map((post) => post.name + (acknowledges ? (post.acknowledgedAt === null ? '（未签收）' : '（已签收）') : ''))
      .join('、') || '—';
  const { light, word } = itemLit(item, now);
  const marks = [originNames[item.origin], item.status === 'active' ? '' : word].filter((mark) => mark !== '');
  return [
    `${item.code}  ${lamps[light]} ${item.title}${marks.map((mark) => `  【${mark}】`).join('')}`,
    ...(item.heading === item.title ? [] : [`责任事项：${item.heading}`]),
    `牵头：${posts('lead', true)}  配合：${posts('supporting', true)}  分管负责人：${posts('leader')}`,
    ...(item.checkpoints.length === 0 ? ['检查节点待定：方案没有写明完成时限。'] : []),
    ...(item.flagged === null ? [] : [`须人工核查：${item.flagged}`]),
  ];
}

function figureLines({ targets }: ItemRow, submissions: SubmissionRow[]): string[] {
  const reached = reachedFigures(submissions);
  return targetLines(targets).map((line, index) => {
    const value = reached.get(index);
    return value === undefined ? line : `${line}（已报完成${value}${targets[index]?.unit ?? ''}）`;
  });
}

/** Its history before this year. */
async function carriedLines(duban: Duban, { carriedFrom }: ItemRow): Promise<string[]> {
  if (carriedFrom === null) return [];
  const old = await findItem(duban.db, carriedFrom);
  if (old === null) throw new DubanError('no-such-item', `台账中没有结转前的事项（${carriedFrom}）。`);
  const { id, title, span } = await chooseCampaign(duban, old.campaignId);
  return [`结转自《${title}》（${span}）事项 ${old.code}：duban item ${old.code} --campaign ${id.slice(0, 8)}`];
}

function checkpointLine(checkpoint: CheckpointRow, reader: DateReader, context: LitContext): string {
  const { light, word } = checkpointLit(checkpoint, context);
  const late = latenessText(checkpoint, context);
  const name = padTo(`${lamps[light]} ${checkpoint.n}. ${checkpoint.label}`, 12);
  const marks = [
    checkpointStatusNames[checkpoint.status],
    ...(context.status === 'active' || light !== 'grey' ? [] : [word]),
    ...(late === null ? [] : [late]),
    ...(checkpoint.behind ? ['落后于序时进度'] : []),
  ];
  return `${name}  ${chineseDateTime(checkpoint.due, reader)}截止  ${[...new Set(marks)].join('，')}`;
}

function indented(text: string, margin: number, columns: number): string {
  return wrap(text, columns - margin).replace(/^/gm, ' '.repeat(margin));
}
