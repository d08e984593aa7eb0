import type { Context } from 'hono';
import { restingCounts } from '../../client/lit.js';
import { itemLight } from '../../domain/light.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { itemsOf } from '../../register/queries/items.js';
import { ordersOfCampaign } from '../../register/queries/orders.js';
import { waitingIn } from '../../register/standing-of.js';
import { allItems } from '../all-items.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { readerOf } from '../reader.js';
import { Layout } from '../views/layout.js';
import { countLights, LightSummary } from '../views/lights.js';
import { OrdersTable } from '../views/orders-table.js';
import { pageOf, Pager } from '../views/pager.js';
import { RegisterTable } from '../views/register-table.js';
import { WaitingList } from '../views/waiting-list.js';

const PER_PAGE = 200;
/** The newest so many are listed. */
const ORDERS = 50;

/** 台账: the items of a campaign with their lights. */
export async function campaignPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { db } = dependencies;
  const campaign = await campaignOrRefuse(db, id);
  const reader = await readerOf(dependencies, campaign);
  const page = pageOf(c.req.query('page'), { total: campaign.items, size: PER_PAGE });
  const items = await itemsOf(db, id, { offset: page.offset, limit: PER_PAGE });
  const orders = await ordersOfCampaign(db, id, ORDERS);
  const all = page.pages === 1 ? items : await allItems(db, campaign);
  return c.html(
    <Layout
      title={`${campaign.title}（${campaign.span}）`}
      trail={[{ text: '督办专项', href: '/' }]}
      section="campaigns"
    >
      <h1>
        {campaign.title}
        <span class="year">{campaign.span}</span>
      </h1>
      <p class="facts">
        {campaign.issuer !== '' && <span>发文单位：{campaign.issuer}</span>}
        {campaign.documentNumber !== '' && <span>文号：{campaign.documentNumber}</span>}
        <span>总责任人：{campaign.principal || '—'}</span>
        <span>
          事项：{campaign.items}个，已结束{campaign.closed}个
        </span>
        <span>任务书发出：{chineseDateTime(campaign.assignmentRelease, reader)}</span>
        <a href={`/campaigns/${campaign.id}/bulletins`}>督查通报</a>
        <a href={`/campaigns/${campaign.id}/closing`}>办结情况</a>
        <span>
          导出台账：<a href={`/campaigns/${campaign.id}/ledger/xlsx`}>表格</a>{' '}
          <a href={`/campaigns/${campaign.id}/ledger/csv`}>CSV</a>{' '}
          <a href={`/campaigns/${campaign.id}/ledger/json`}>JSON</a>
        </span>
      </p>
      {all !== null && (
        <LightSummary
          counts={countLights(all.map((item) => itemLight(item, reader.now)))}
          resting={restingCounts(all)}
        />
      )}
      <WaitingList waiting={await waitingIn(db, id)} items={all ?? items} />
      <RegisterTable items={items} reader={reader} />
      <Pager page={page} href={`/campaigns/${campaign.id}`} />
      {orders.length > 0 && (
        <section>
          <h2>督办通知单{orders.length === ORDERS ? `（最近${ORDERS}件）` : ''}</h2>
          <OrdersTable orders={orders} reader={reader} items />
        </section>
      )}
      <p class="note">亮灯截至{chineseDateTime(reader.now, reader)}。</p>
    </Layout>,
  );
}
