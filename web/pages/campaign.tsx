import type { Context } from 'hono';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { countItems, itemsOf } from '../../register/queries/items.js';
import { lightCounts, noLights } from '../../register/queries/lights.js';
import { listPosts } from '../../register/queries/posts.js';
import { ordersOfCampaign } from '../../register/queries/orders.js';
import { waitingIn } from '../../register/queries/waiting.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { readerOf } from '../reader.js';
import { itemFilter, registerFilter } from '../register-filter.js';
import { FilterForm } from '../views/filter-form.js';
import { Layout } from '../views/layout.js';
import { LightSummary } from '../views/lights.js';
import { OrdersTable } from '../views/orders-table.js';
import { pageOf, Pager } from '../views/pager.js';
import { RegisterTable } from '../views/register-table.js';
import { MOST_WAITING, WaitingList } from '../views/waiting-list.js';

const PER_PAGE = 200;
/** The newest so many are listed. */
const ORDERS = 50;

/** 台账: the items of a campaign with their lights. */
export async function campaignPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { db } = dependencies;
  const campaign = await campaignOrRefuse(db, id);
  const reader = await readerOf(dependencies, campaign);
  const { now } = reader;
  const filter = registerFilter(c);
  const wanted = itemFilter(filter, now);
  const total = Object.keys(filter).length === 0 ? campaign.items : await countItems(db, id, wanted);
  const page = pageOf(c.req.query('page'), { total, size: PER_PAGE });
  const items = await itemsOf(db, id, { offset: page.offset, limit: PER_PAGE, filter: wanted });
  const counts = (await lightCounts(db, now, [id])).get(id) ?? noLights();
  const href = `/campaigns/${campaign.id}`;
  const orders = await ordersOfCampaign(db, id, ORDERS);
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
        <a href={`${href}/bulletins`}>督查通报</a>
        <a href={`${href}/closing`}>办结情况</a>
        <span>
          导出台账：<a href={`${href}/ledger/xlsx`}>表格</a> <a href={`${href}/ledger/csv`}>CSV</a>{' '}
          <a href={`${href}/ledger/json`}>JSON</a>
        </span>
      </p>
      <LightSummary counts={counts} />
      <WaitingList waiting={await waitingIn(db, id, MOST_WAITING + 1)} />
      <FilterForm filter={filter} posts={await listPosts(db)} href={href} found={total} />
      {items.length === 0 ? <p class="empty">没有符合条件的事项。</p> : <RegisterTable items={items} reader={reader} />}
      <Pager page={page} href={href} query={{ ...filter }} />
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
