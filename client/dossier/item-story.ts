import type { ItemStory } from '../../documents/dossier/item-page.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { checkpointStatusNames } from '../../domain/light.js';
import type { Instant } from '../../domain/instant.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { Tx } from '../../register/database.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import type { ItemRow } from '../../register/queries/items.js';
import { submissionsOf, timelineOf, type SubmissionRow } from '../../register/queries/timeline.js';
import { headName } from '../event-text.js';
import { targetLines } from '../figures.js';
import { dateNotes, originNames, standingLines } from '../item-words.js';
import { itemLit, latenessText } from '../lit.js';
import { timelineText } from '../timeline-text.js';
import { dated } from './dossier-names.js';

export interface StoryContext {
  tx: Tx;
  campaign: CampaignRow;
  t: Timekeeping;
  /** By which lights and lateness are told: when the dossier is made. */
  now: Instant;
  /** Posts by id. */
  posts: Map<string, string>;
  /** Where in the dossier a file lies, by its SHA-256. */
  pathOf: (sha256: string) => string;
}

/** All that the register says of an item, in the words of its timeline. */
export async function itemStory(item: ItemRow, context: StoryContext): Promise<ItemStory> {
  const { tx, campaign, t, now, posts } = context;
  const reader = dated(campaign.zone);
  const labels = new Map(item.checkpoints.map(({ n, label }) => [n, label]));
  const submissions = await submissionsOf(tx, item.id);
  const timeline = await timelineOf(tx, item.id);
  return {
    campaign: `《${campaign.title}》（${campaign.span}）`,
    code: item.code,
    title: item.title,
    light: itemLit(item, now).word,
    facts: [
      ...facts(item),
      ...(await standingLines(tx, item, { ...reader, now })).map((line): [string, string] => ['待办', line]),
    ],
    checkpoints: item.checkpoints.map((checkpoint) => ({
      label: checkpoint.label,
      due: chineseDateTime(checkpoint.due, reader),
      status: checkpointStatusNames[checkpoint.status],
      submitted: checkpoint.submittedAt === null ? '' : chineseDateTime(checkpoint.submittedAt, reader),
      note: [latenessText(checkpoint, { now, t, status: item.status }), ...dateNotes(checkpoint, reader)]
        .filter((note) => note !== null)
        .join('；'),
    })),
    submissions: submissions.map((row) => submission(row, { ...context, labels })),
    timeline: timeline.map((entry) => ({
      at: chineseDateTime(entry.at, reader),
      text: timelineText(entry, { labels, posts, reader }),
      told: entry.kind === 'notice',
    })),
  };
}

function facts(item: ItemRow): [string, string][] {
  const named = (role: string): string =>
    item.posts
      .filter((post) => post.role === role)
      .map(({ name }) => name)
      .join('、');
  const all: [string, string][] = [
    ['责任事项', item.heading === item.title ? '' : item.heading],
    ['来源', originNames[item.origin]],
    ['牵头单位', named('lead')],
    ['配合单位', named('supporting')],
    ['分管负责人', named('leader')],
    ['工作内容', item.contents.join('\n')],
    ['工作措施', item.measures.join('\n')],
    ['完成时限', item.deadlineText],
    ['量化指标', targetLines(item.targets).join('\n')],
    ['须人工核查', item.flagged ?? ''],
  ];
  return all.filter(([, text]) => text !== '');
}

const kinds: Record<SubmissionRow['kind'], string> = { report: '报送', draft: '待审签', contribution: '补充材料' };

function submission(row: SubmissionRow, { labels, campaign, pathOf }: StoryContext & { labels: Map<number, string> }) {
  const reader = dated(campaign.zone);
  const signed =
    row.confirmedBy === null || row.confirmedAt === null
      ? ''
      : `，${headName(row.confirmedBy)}${chineseDateTime(row.confirmedAt, reader)}审签`;
  const reached = row.figures.map(({ target, value }) => `指标${target + 1}完成${value}`);
  return {
    at: chineseDateTime(row.at, reader),
    who: row.actor,
    what: `${labels.get(row.checkpoint) ?? row.checkpoint}${kinds[row.kind]}${row.late ? '（逾期）' : ''}${signed}`,
    text: [row.text, reached.join('、')].filter((part) => part !== '').join('\n'),
    files: row.files.map(({ name, size, sha256 }) => ({ name, size: sizeText(size), path: pathOf(sha256) })),
  };
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
