import type { ReportedCampaign } from '../../domain/bulletin-report.js';
import type { Figures } from '../../domain/counted-checkpoint.js';
import type { Instant } from '../../domain/instant.js';
import { dateIn, outcome } from '../bulletin/bulletin-words.js';
import type { Form } from '../forms/form.js';
import { standingTable, type ItemLine } from './item-lines.js';

/** What one leader or division has to do with a campaign. */
export interface PostFacts {
  campaign: ReportedCampaign;
  asOf: Instant;
  kind: 'leader' | 'division';
  name: string;
  /** `null` where nothing of it is counted. */
  figures: Figures | null;
  items: ItemLine[];
}

export function postTitle({ kind, name }: Pick<PostFacts, 'kind' | 'name'>): string {
  return kind === 'leader' ? `${name}分管督办事项办理情况` : `${name}承办督办事项办理情况`;
}

/** How its checkpoints went, and what is late now. */
export function postSentence({ campaign, asOf, kind, name, figures, items }: PostFacts): string {
  const does = kind === 'leader' ? '分管' : '牵头或配合';
  const whole = `截至${dateIn(asOf, campaign)}，${name}${does}《${campaign.title}》（${campaign.span}）督办事项${items.length}个。`;
  if (figures === null || figures.due === 0) return `${whole}没有计入统计的检查节点。`;
  const counted = kind === 'leader' ? '应报检查节点' : '牵头事项应报检查节点';
  return `${whole}${counted}${figures.due}个。${outcome(figures)}`;
}

/** The sheet of a leader or a division: their items, lights, next dates, and what is waited for. */
export function postForm(facts: PostFacts): Form {
  const { campaign, asOf, items } = facts;
  return {
    title: postTitle(facts),
    at: asOf,
    orientation: 'landscape',
    blocks: [
      { kind: 'title', text: postTitle(facts) },
      { kind: 'paragraph', text: postSentence(facts) },
      standingTable(items, campaign),
    ],
  };
}
