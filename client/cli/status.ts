import Table from 'cli-table3';
import type { Command } from 'commander';
import { columnsOf, wrap } from '../../documents/draft/wrap.js';
import { lightNames } from '../../domain/light.js';
import type { Instant } from '../../domain/instant.js';
import { chineseDate, type DateReader } from '../../domain/calendar/chinese-date.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { openRestoration } from '../../register/restoration.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { lightCounts, noLights, type LightCounts } from '../../register/queries/lights.js';
import { waitingIn, type WaitingItem } from '../../register/queries/waiting.js';
import { checkpointLit, isWaitedFor, itemLit, restingCounts } from '../lit.js';
import { originNames } from '../item-words.js';
import { chooseCampaign, isRunning, knownCampaigns } from '../find.js';
import type { Duban } from '../duban.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { lamps } from './lamp.js';
import { campaignOption } from './options.js';

/** More than these nobody reads in a terminal. */
const MOST_ITEMS = 500;
const MOST_WAITING = 100;

/** `duban status`: the campaign with its lights; where several are running, a line for each. */
export function addStatus(program: Command, context: CliContext): void {
  const { print, remark, withDuban } = context;
  addCommand(program, 'status')
    .description('查看督办专项的进展与亮灯')
    .addOption(campaignOption())
    .action((options: { campaign?: string }) =>
      withDuban(async (duban) => {
        if ((await openRestoration(duban.db)) !== null)
          remark('提醒：台账由备份恢复后尚未核对，不发任何通知；请运行 duban reconcile。');
        if (options.campaign !== undefined) {
          await printCampaign(duban, await chooseCampaign(duban, options.campaign), context);
          return;
        }
        const campaigns = await knownCampaigns(duban);
        const running = campaigns.filter(isRunning);
        const [newest] = running.length > 0 ? running : campaigns;
        if (running.length > 1) await printSeveral(duban, running, context);
        else if (newest !== undefined) await printCampaign(duban, newest, context);
        const others = campaigns.filter((campaign) => !isRunning(campaign) && campaign !== newest);
        if (others.length === 0) return;
        print(
          `已结束的专项：${others.map(({ id, title, span }) => `${id.slice(0, 8)}《${title}》（${span}）`).join('、')}`,
        );
      }),
    );
}

async function printSeveral(duban: Duban, campaigns: CampaignRow[], { now, print }: CliContext): Promise<void> {
  print(`有${campaigns.length}个督办专项在办：`);
  const lights = await lightsOf(duban, campaigns, now);
  for (const campaign of campaigns) {
    print(`  ${nameOf(campaign)}`);
    print(`    ${lightLine(campaign, lights)}`);
  }
  print(`查看其中一个：duban status --campaign ${campaigns[0]?.id.slice(0, 8) ?? ''}`);
}

async function printCampaign(duban: Duban, campaign: CampaignRow, { now, columns, print }: CliContext): Promise<void> {
  const items = await itemsOf(duban.db, campaign.id, { offset: 0, limit: MOST_ITEMS });
  const reader = { zone: campaign.zone, now };
  const widths = columnWidths(columns);
  const table = new Table({
    head: ['编号', '事项', '牵头处室', '亮灯', '检查节点', '下一期限'],
    colWidths: widths.map((width) => width + 2),
    style: { head: [], border: [] },
  });
  for (const item of items) {
    table.push(cellsOf(item, reader, widths[4] ?? columns).map((cell, index) => wrap(cell, widths[index] ?? columns)));
  }
  print(nameOf(campaign));
  print(lightLine(campaign, await lightsOf(duban, [campaign], now)));
  print(table.toString());
  if (campaign.items > items.length) {
    print(`以上为前${items.length}个事项；全部${campaign.items}个见台账页面，或用 duban export 导出。`);
  }
  for (const item of items) if (item.flagged !== null) print(wrap(`须人工核查 ${item.code}：${item.flagged}`, columns));
  for (const [what, codes] of await waiting(duban, campaign, items)) {
    if (codes.length > 0) print(wrap(`${what}：${codes.join('、')}`, columns));
  }
  if (campaign.assigned < campaign.items) print(`尚有${campaign.items - campaign.assigned}个事项正在启动。`);
  print('● 正常  ◐ 预警、补报或落后  ✖ 逾期  ○ 未开始、冻结、撤销、结转或不跟踪  ✔ 办结');
}

/** What waits for somebody, with the codes of the items. */
async function waiting(duban: Duban, { id }: CampaignRow, items: ItemRow[]): Promise<[string, string[]][]> {
  const { submitted, drafts, requested, disputed, cancelling, orderDrafts, orderReplies } = await waitingIn(
    duban.db,
    id,
    MOST_WAITING + 1,
  );
  const behind = items.filter((item) => !item.closed && item.checkpoints.some((checkpoint) => checkpoint.behind));
  return [
    ['待审核', codesOf(submitted)],
    ['待处室负责人审签', codesOf(drafts)],
    ['申请延期待答复', codesOf(requested)],
    ['申请调整责任单位待答复', codesOf(disputed)],
    ['申请撤销待批准', codesOf(cancelling)],
    ['督办通知单待签发', codesOf(orderDrafts)],
    ['督办通知单待回执', codesOf(orderReplies)],
    ['落后于序时进度', codesOf(behind)],
  ];
}

function codesOf(items: readonly WaitingItem[]): string[] {
  const codes = items.slice(0, MOST_WAITING).map(({ code }) => code);
  return items.length > MOST_WAITING ? [...codes, '等'] : codes;
}

/** Of text, borders and padding left out: the wider the terminal, the more of the item's title in a line. */
function columnWidths(columns: number): number[] {
  const [code, lead, light, checkpoints, due] = columns < 110 ? [4, 10, 8, 11, 14] : [4, 12, 8, 24, 14];
  const rest = columns - 19 - (code + lead + light + checkpoints + due);
  return [code, rest, lead, light, checkpoints, due];
}

/** `width`: of the checkpoints' column. */
function cellsOf(item: ItemRow, reader: DateReader, width: number): string[] {
  const { now } = reader;
  const next = item.checkpoints.find((checkpoint) => isWaitedFor(checkpoint, item.status));
  const { light, word } = itemLit(item, now);
  const labels = item.checkpoints
    .filter(({ status }) => status !== 'dropped')
    .map((checkpoint) => `${lamps[checkpointLit(checkpoint, { now, status: item.status }).light]}${checkpoint.label}`);
  const origin = originNames[item.origin];
  return [
    item.code,
    origin === '' ? item.title : `【${origin}】${item.title}`,
    item.posts
      .filter((post) => post.role === 'lead')
      .map((post) => post.name)
      .join('\n'),
    `${lamps[light]} ${word}`,
    labels.length === 0 ? '（待定）' : filled(labels, width),
    next === undefined ? '—' : chineseDate(next.due, reader).replace('（', '\n（'),
  ];
}

/** Lines of whole labels. */
function filled(labels: string[], width: number): string {
  return labels.reduce((text, label) => {
    const line = text.slice(text.lastIndexOf('\n') + 1);
    return `${text}${columnsOf(line) + 1 + columnsOf(label) > width ? '\n' : ' '}${label}`;
  });
}

function nameOf({ id, title, span, principal }: CampaignRow): string {
  return `《${title}》 ${span}  编号 ${id.slice(0, 8)}${principal === '' ? '' : `  总责任人 ${principal}`}`;
}

function lightsOf(duban: Duban, campaigns: CampaignRow[], now: Instant): Promise<Map<string, LightCounts>> {
  return lightCounts(
    duban.db,
    now,
    campaigns.map(({ id }) => id),
  );
}

function lightLine({ id, items }: CampaignRow, all: ReadonlyMap<string, LightCounts>): string {
  const { lights, resting } = all.get(id) ?? noLights();
  const rest = restingCounts({ lights, resting });
  const grey = lights.grey - rest.reduce((sum, { count }) => sum + count, 0);
  const counts = (['red', 'yellow', 'green', 'grey', 'done'] as const).map(
    (light) => `${lightNames[light]}${light === 'grey' ? grey : lights[light]}`,
  );
  return `${items}个事项：${[...counts, ...rest.map(({ word, count }) => `${word}${count}`)].join('  ')}`;
}
