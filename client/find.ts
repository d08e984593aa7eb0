import { DubanError } from '../domain/errors.js';
import type { ItemRow } from '../register/queries/items.js';
import { itemsByCode } from '../register/queries/items.js';
import { listCampaigns, type CampaignRow } from '../register/queries/campaigns.js';
import { listPosts, postsNamed } from '../register/queries/posts.js';
import type { Duban } from './duban.js';

/** The campaign meant by `--campaign`: the beginning of its id. Without one, the newest that is not finished, else the newest. */
export async function chooseCampaign(duban: Duban, id?: string): Promise<CampaignRow> {
  const campaigns = await listCampaigns(duban.db);
  if (campaigns.length === 0) throw new DubanError('no-campaign', '台账中还没有督办专项；请先用 duban launch 启动一个方案。');
  if (id === undefined) return campaigns.find((campaign) => campaign.closed < campaign.items) ?? (campaigns[0] as CampaignRow);
  const found = campaigns.filter((campaign) => campaign.id.startsWith(id));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const known = campaigns.map((campaign) => `  ${campaign.id.slice(0, 8)}  ${campaign.title}（${String(campaign.year)}年）`).join('\n');
  throw new DubanError('no-such-campaign', `没有唯一对应“${id}”的督办专项。现有：\n${known}`, { id });
}

export async function chooseItem(duban: Duban, code: string, campaignId?: string): Promise<ItemRow> {
  const campaign = await chooseCampaign(duban, campaignId);
  const [item] = await itemsByCode(duban.db, code, campaign.id);
  if (item === undefined) {
    throw new DubanError('no-such-item', `《${campaign.title}》（${String(campaign.year)}年）中没有编号为“${code}”的事项；用 duban status 查看全部编号。`, { code });
  }
  return item;
}

/** The id of the post meant by `--as`; where several share the name, the one that has to do with the item. */
export async function choosePost(duban: Duban, name: string, item: ItemRow): Promise<string> {
  const named = await postsNamed(duban.db, name);
  const own = named.filter((post) => item.posts.some((candidate) => candidate.id === post.id));
  const [post] = own.length > 0 ? own : named;
  if (post !== undefined) return post.id;
  const known = (await listPosts(duban.db)).map((candidate) => candidate.name);
  throw new DubanError('unknown-post', `没有名为“${name}”的岗位；--as 可填：${[...new Set(known)].join('、')}。`, { as: name });
}

/** The checkpoint meant by `which` (its number or its label); without one, the first that `fits`. */
export function chooseCheckpoint(item: ItemRow, which: string | undefined, fits: (status: string) => boolean): number {
  const labels = item.checkpoints.map((checkpoint) => checkpoint.label).join('、');
  if (which === undefined) {
    const first = item.checkpoints.find((checkpoint) => fits(checkpoint.status));
    if (first === undefined) throw new DubanError('no-checkpoint', `事项 ${item.code} 目前没有可办理的检查节点（${labels}）；用 duban item ${item.code} 查看进展。`);
    return first.n;
  }
  const found = item.checkpoints.find((checkpoint) => checkpoint.label === which || String(checkpoint.n) === which);
  if (found === undefined) throw new DubanError('no-such-checkpoint', `事项 ${item.code} 没有“${which}”节点；可填：${labels}，或其序号。`, { which });
  return found.n;
}
