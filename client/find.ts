import { DubanError } from '../domain/errors.js';
import type { PostKind } from '../domain/notice.js';
import { checkpointStatusNames } from '../domain/light.js';
import { listCampaigns, type CampaignRow } from '../register/queries/campaigns.js';
import { itemsByCode, type ItemRow } from '../register/queries/items.js';
import { listPosts, postsNamed, type PostRow } from '../register/queries/posts.js';
import type { Duban } from './duban.js';

/** The campaign meant by `--campaign`: the beginning of its id. Throws `no-campaign`, `no-such-campaign` or `which-campaign`. */
export async function chooseCampaign(duban: Duban, id: string): Promise<CampaignRow> {
  const campaigns = await knownCampaigns(duban);
  const found = campaigns.filter((campaign) => campaign.id.startsWith(id.toLowerCase()));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw found.length === 0
    ? new DubanError('no-such-campaign', `没有编号为“${id}”的督办专项；现有：\n${campaignLines(campaigns)}`, { id })
    : new DubanError('which-campaign', `编号以“${id}”开头的督办专项不止一个，请写全：\n${campaignLines(found, 36)}`, {
        id,
      });
}

/** The campaign meant by `--campaign`; without it, the only one that runs. Throws as `chooseCampaign`, saying `how` to name one. */
export async function chooseRunning(
  duban: Duban,
  id: string | undefined,
  how = '请用 --campaign 指明编号',
): Promise<CampaignRow> {
  if (id !== undefined) return chooseCampaign(duban, id);
  const campaigns = await knownCampaigns(duban);
  const running = campaigns.filter(isRunning);
  const [only] = running;
  if (running.length === 1 && only !== undefined) return only;
  const message = running.length === 0 ? `没有在办的督办专项，${how}：` : `在办的督办专项不止一个，${how}：`;
  throw new DubanError('which-campaign', `${message}\n${campaignLines(running.length === 0 ? campaigns : running)}`);
}

/** The campaign that is read about: `id`'s; without one, the only one that runs, or the only one there is. Throws as `chooseRunning`. */
export async function chooseLatest(duban: Duban, id?: string): Promise<CampaignRow> {
  if (id !== undefined) return chooseCampaign(duban, id);
  const [only, ...others] = await knownCampaigns(duban);
  return only !== undefined && others.length === 0 ? only : chooseRunning(duban, undefined, '请写明编号');
}

/** The id of the office's post of that name. Throws `unknown-post`. */
export async function chooseOffice(duban: Duban, name: string): Promise<string> {
  const offices = (await listPosts(duban.db)).filter(({ kind }) => kind === 'office');
  const found = offices.find((post) => post.name === name);
  if (found !== undefined) return found.id;
  const message = `只有督查室可以办理，“${name}”不是；--as 可填：${offices.map((post) => post.name).join('、')}。`;
  throw new DubanError('unknown-post', message, { as: name });
}

/** Every campaign, newest first. Throws `no-campaign` when there is none. */
export async function knownCampaigns(duban: Duban): Promise<CampaignRow[]> {
  const campaigns = await listCampaigns(duban.db);
  if (campaigns.length > 0) return campaigns;
  throw new DubanError('no-campaign', '台账中还没有督办专项；请先用 duban launch 启动一个方案。');
}

/** Whether something in it is still to be done. */
export function isRunning(campaign: CampaignRow): boolean {
  return campaign.closed < campaign.items;
}

export function campaignLines(campaigns: CampaignRow[], idLength = 8): string {
  return campaigns.map(({ id, title, span }) => `  ${id.slice(0, idLength)}  《${title}》（${span}）`).join('\n');
}

/**
 * The item meant by a code: of the campaign given, else of the running campaigns, and among these of those that have
 * to do with the post `as`. Nobody's item is guessed: where several are left, throws `which-campaign`.
 */
export async function chooseItem(
  duban: Duban,
  code: string,
  { campaign: id, as }: { campaign?: string; as?: string } = {},
): Promise<ItemRow> {
  const campaigns = id === undefined ? await knownCampaigns(duban) : [await chooseCampaign(duban, id)];
  const items = (await itemsByCode(duban.db, code)).filter((item) =>
    campaigns.some(({ id }) => id === item.campaignId),
  );
  const running = campaigns.filter(isRunning);
  const open = items.filter((item) => running.some(({ id }) => id === item.campaignId));
  const own = open.filter((item) => item.posts.some((post) => post.name === as));
  const candidates = [own, open, items.slice(0, 1)].find((some) => some.length > 0) ?? [];
  if (candidates.length === 1 && candidates[0] !== undefined) return candidates[0];
  if (candidates.length > 1) {
    const meant = campaigns.filter((campaign) => candidates.some((item) => item.campaignId === campaign.id));
    const message = `${meant.length}个在办的督办专项都有事项 ${code}，请用 --campaign 指明编号：\n${campaignLines(meant)}`;
    throw new DubanError('which-campaign', message, { code });
  }
  const [only] = running.length === 1 ? running : campaigns;
  const where = (running.length === 1 || campaigns.length === 1) && only ? `《${only.title}》（${only.span}）` : '台账';
  throw new DubanError('no-such-item', `${where}中没有编号为“${code}”的事项；用 duban status 查看全部编号。`, { code });
}

/** The id of the post meant by `--as`; where several share the name, the one that has to do with the item. A division's head, who has its name, is never meant. */
export function choosePost(duban: Duban, name: string, item: ItemRow): Promise<string> {
  return onePost(duban, { name, item, fits: ({ kind }) => kind !== 'head' });
}

/** The same for a division's head, who may be called 基础教育处 or 基础教育处负责人. */
export function chooseHead(duban: Duban, name: string, item: ItemRow): Promise<string> {
  return onePost(duban, { name: name.replace(/负责人$/, ''), item, fits: ({ kind }) => kind === 'head' });
}

interface Wanted {
  name: string;
  item: ItemRow;
  fits: (post: PostRow) => boolean;
}

async function onePost(duban: Duban, { name, item, fits }: Wanted): Promise<string> {
  const named = (await postsNamed(duban.db, name)).filter(fits);
  const own = named.filter((post) => item.posts.some((candidate) => candidate.id === post.id));
  const [post] = own.length > 0 ? own : named;
  if (post !== undefined) return post.id;
  const known = [...new Set((await listPosts(duban.db)).filter(fits).map((candidate) => candidate.name))];
  const may = known.length === 0 ? '名册中没有处室负责人' : `--as 可填：${known.join('、')}`;
  throw new DubanError('unknown-post', `没有名为“${name}”的岗位；${may}。`, { as: name });
}

/** The ids of the posts of that kind meant by names, in their order: 基础教育处、高教处. Throws `unknown-post` naming every unknown one. */
export async function choosePosts(duban: Duban, names: string, kind: PostKind): Promise<string[]> {
  const known = (await listPosts(duban.db)).filter((post) => post.kind === kind);
  return idsOf(names, known, postKindNames[kind]);
}

/** The same of whatever kind but divisions' heads, who bear their names. A name of several posts means all of them. */
export async function chooseAnyPosts(duban: Duban, names: string): Promise<string[]> {
  const known = (await listPosts(duban.db)).filter((post) => post.kind !== 'head');
  return idsOf(names, known, '岗位');
}

function idsOf(names: string, known: PostRow[], kind: string): string[] {
  const wanted = [...new Set(names.split(/[,，、]/).map((name) => name.trim()))].filter((name) => name !== '');
  const unknown = wanted.filter((name) => !known.some((post) => post.name === name));
  if (unknown.length === 0)
    return wanted.flatMap((name) => known.flatMap((post) => (post.name === name ? [post.id] : [])));
  const message = `没有名为${unknown.map((name) => `“${name}”`).join('、')}的${kind}；现有：${known.map((post) => post.name).join('、') || '（无）'}。`;
  throw new DubanError('unknown-post', message, { unknown });
}

export const postKindNames: Record<PostKind, string> = {
  division: '责任处室',
  head: '处室负责人',
  leader: '分管负责人',
  office: '督查室',
  principal: '总责任人',
};

/** The checkpoint meant by `which`: its label (9月, or 9 for short) or its number. Where these differ, throws `which-checkpoint`. */
export function namedCheckpoint(item: ItemRow, which: string): number {
  const wanted = which.trim();
  const labelled = item.checkpoints.filter(({ label }) => label === wanted);
  const short = item.checkpoints.filter(({ n, label }) => String(n) === wanted || label === `${wanted}月`);
  const found = labelled.length > 0 ? labelled : short;
  if (found.length === 1 && found[0] !== undefined) return found[0].n;
  const all = item.checkpoints.map(({ n, label }) => `${label}（第${n}个）`).join('、');
  throw found.length === 0
    ? new DubanError('no-such-checkpoint', `事项 ${item.code} 没有“${which}”节点；可填：${all || '（节点待定）'}。`, {
        which,
      })
    : new DubanError(
        'which-checkpoint',
        `事项 ${item.code} 的“${which}”可指${found.map(({ n, label }) => `第${n}个节点“${label}”`).join('或')}；请写明节点名称，如 ${found.at(-1)?.label ?? ''}。`,
        { which },
      );
}

/** The earliest checkpoint to report on. With one under review, the next is meant only if it has begun: a report sent twice must not pass for the next one. */
export function checkpointToSubmit(item: ItemRow): number {
  const found =
    item.checkpoints.find(({ status }) => status === 'returned' || status === 'open') ??
    (item.checkpoints.some(({ status }) => status === 'submitted')
      ? undefined
      : item.checkpoints.find(({ status }) => status === 'ahead'));
  if (found !== undefined) return found.n;
  const early = item.checkpoints.find(({ status }) => status === 'ahead');
  const hint = early === undefined ? '' : `；如需提前报送，请写明节点，如 --checkpoint ${early.label}`;
  throw new DubanError('no-checkpoint', `事项 ${item.code} 目前没有待报送的节点（${standing(item)}）${hint}。`);
}

/** The earliest checkpoint under review. */
export function checkpointToReview(item: ItemRow): number {
  const found = item.checkpoints.find(({ status }) => status === 'submitted');
  if (found !== undefined) return found.n;
  throw new DubanError('no-checkpoint', `事项 ${item.code} 目前没有待审核的节点（${standing(item)}）。`);
}

/** The earliest checkpoint whose date somebody asked to put off. */
export function checkpointToDecide(item: ItemRow): number {
  const found = item.checkpoints.find(({ requestedDue }) => requestedDue !== null);
  if (found !== undefined) return found.n;
  throw new DubanError('no-checkpoint', `事项 ${item.code} 目前没有待答复的延期申请。`);
}

/** The checkpoint that was accepted last. */
export function checkpointToReopen(item: ItemRow): number {
  const found = item.checkpoints.findLast(({ status }) => status === 'accepted');
  if (found !== undefined) return found.n;
  throw new DubanError('no-checkpoint', `事项 ${item.code} 没有已审核通过的节点（${standing(item)}），无须回退。`);
}

function standing(item: ItemRow): string {
  const each = item.checkpoints.map(({ label, status }) => `${label}${checkpointStatusNames[status]}`);
  return each.join('、') || '节点待定';
}
