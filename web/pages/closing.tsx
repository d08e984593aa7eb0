import type { Context } from 'hono';
import { documentDate } from '../../domain/calendar/chinese-date.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { countCampaign } from '../../register/queries/counts.js';
import type { ItemRow } from '../../register/queries/items.js';
import { allItems } from '../all-items.js';
import { askedOf, figuresByDivision, figuresOf, type Figures } from '../closing-figures.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { readerOf } from '../reader.js';
import { DivisionTable, LateTable } from '../views/closing-tables.js';
import { Layout } from '../views/layout.js';
import { MailCounts, NoticeCounts } from '../views/notice-counts.js';

/** What a campaign came to, as an office would report it. */
export async function closingPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { db } = dependencies;
  const campaign = await campaignOrRefuse(db, id);
  const counts = await countCampaign(db, id);
  const items = await allItems(db, campaign);
  const reader = await readerOf(dependencies, campaign);
  const name = `${campaign.title}（${campaign.span}）`;
  const trail = [
    { text: '督办专项', href: '/' },
    { text: name, href: `/campaigns/${id}` },
  ];
  const figures = items && figuresOf(items.flatMap(askedOf), reader.now);
  return c.html(
    <Layout title="办结情况" trail={trail} section="campaigns">
      <h1>{name}办结情况</h1>
      <section class="panel prose">
        <p>{itemSentence(campaign, items, reader.now)}</p>
        {figures && <p>{checkpointSentence(figures)}</p>}
        <p>
          {noticeSentence(counts.notices)}
          {mailSentence(counts.mails)}
        </p>
      </section>
      {items === null || figures === null ? (
        <p class="note">事项较多，分处室情况不在本页列出。</p>
      ) : (
        <>
          <Tiles campaign={campaign} figures={figures} />
          <section>
            <h2>各牵头处室报送情况</h2>
            <DivisionTable rows={figuresByDivision(items, reader.now)} />
            <p class="note">联合牵头的事项，分别计入各牵头处室。是否按时以报送时间为准，不以审核时间为准。</p>
          </section>
          <section>
            <h2>逾期情况</h2>
            <LateTable items={items} reader={reader} />
          </section>
        </>
      )}
      <div class="columns">
        <section>
          <h2>通知</h2>
          <NoticeCounts notices={counts.notices} />
        </section>
        <section>
          <h2>邮件</h2>
          <MailCounts mails={counts.mails} />
        </section>
      </div>
    </Layout>,
  );
}

function Tiles({ campaign, figures }: { campaign: CampaignRow; figures: Figures }) {
  const tiles: [string, number | string][] = [
    ['事项', campaign.items],
    ['已结束', campaign.closed],
    ['检查节点', figures.checkpoints],
    ['按时报送', figures.onTime],
    ['逾期补报', figures.late],
    ['逾期未报', figures.overdue],
    ['退回', figures.returns],
  ];
  return (
    <ul class="tiles">
      {tiles.map(([name, value]) => (
        <li>
          <b>{value}</b>
          {name}
        </li>
      ))}
    </ul>
  );
}

function itemSentence(campaign: CampaignRow, items: ItemRow[] | null, now: number): string {
  const left = campaign.items - campaign.closed;
  const whole = `《${campaign.title}》（${campaign.span}）共督办事项${campaign.items}个。截至${documentDate(now, campaign.zone)}，`;
  if (items === null) return `${whole}已结束${campaign.closed}个，尚在办理${left}个。`;
  const count = (status: ItemRow['status']): number => items.filter((item) => item.status === status).length;
  if (count('closed') === campaign.items) return `${whole}${campaign.items}个事项全部办结销号。`;
  const parts = [
    `办结销号${count('closed')}个`,
    ...(count('cancelled') > 0 ? [`撤销${count('cancelled')}个`] : []),
    ...(count('carried') > 0 ? [`结转${count('carried')}个`] : []),
    ...(left > 0 ? [`尚在办理${left}个${count('frozen') > 0 ? `（其中冻结${count('frozen')}个）` : ''}`] : []),
  ];
  return `${whole}${parts.join('，')}。`;
}

function checkpointSentence({ checkpoints, tracked, onTime, late, overdue, ahead, returns }: Figures): string {
  const parts = [
    `按时报送${onTime}个`,
    ...(late > 0 ? [`逾期补报${late}个`] : []),
    ...(overdue > 0 ? [`逾期未报${overdue}个`] : []),
    ...(ahead > 0 ? [`未到期${ahead}个`] : []),
  ];
  const past = checkpoints - tracked;
  const reach = past > 0 ? `，其中不跟踪（启动前已过、已取消或随事项撤销、结转）${past}个` : '';
  const decided = onTime + late + overdue;
  const rate = decided > 0 ? `按时率${((onTime / decided) * 100).toFixed(1)}%。` : '';
  return `共有检查节点${checkpoints}个${reach}；${parts.join('，')}。${rate}审核退回${returns}次。`;
}

function noticeSentence(notices: { rule: string; state: string; count: number }[]): string {
  const sum = (fits: (notice: { rule: string; state: string }) => boolean): number =>
    notices.filter(fits).reduce((total, { count }) => total + count, 0);
  const sent = sum(({ state }) => state === 'claimed');
  const escalations = sum(({ rule, state }) => state === 'claimed' && rule === 'escalation');
  const withdrawn = sum(({ state }) => state === 'withdrawn');
  const escalated = escalations > 0 ? `（其中督办升级${escalations}件）` : '';
  const spared = withdrawn > 0 ? `，另有${withdrawn}件因事项已办而撤回未发` : '';
  return `共发出通知${sent}件${escalated}${spared}。`;
}

function mailSentence(mails: { state: string; count: number }[]): string {
  const total = mails.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? '' : `通知按收件人汇总为邮件${total}封。`;
}
