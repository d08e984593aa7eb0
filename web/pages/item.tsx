import type { Context } from 'hono';
import { DubanError } from '../../domain/errors.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { reachedFigures, standingLines } from '../../client/item-words.js';
import { itemLit } from '../../client/lit.js';
import { listPosts } from '../../register/queries/posts.js';
import { findItem } from '../../register/queries/items.js';
import { ordersOfItem } from '../../register/queries/orders.js';
import { submissionsOf, timelineOf } from '../../register/queries/timeline.js';
import { standingOf } from '../../register/standing-of.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignFactsOrRefuse } from '../not-found.js';
import { readerOf } from '../reader.js';
import { CheckpointTable } from '../views/checkpoint-table.js';
import { DueMarkNotes } from '../views/due-mark.js';
import { ItemFacts } from '../views/item-facts.js';
import { Layout } from '../views/layout.js';
import { LightMark } from '../views/lights.js';
import { OrdersTable } from '../views/orders-table.js';
import { Submissions } from '../views/submissions.js';
import { Timeline } from '../views/timeline.js';

/** One item: what is asked, where it stands, what was handed in, and all that happened. */
export async function itemPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { db } = dependencies;
  const item = await findItem(db, id);
  if (item === null) throw new DubanError('no-such-item', '台账中没有这个事项', { id });
  const campaign = await campaignFactsOrRefuse(db, item.campaignId);
  const reader = await readerOf(dependencies, campaign);
  const labels = new Map(item.checkpoints.map((checkpoint) => [checkpoint.n, checkpoint.label]));
  const submissions = await submissionsOf(db, id);
  const { drafts } = await standingOf(db, id);
  const waiting = await standingLines(db, item, reader);
  const orders = await ordersOfItem(db, id);
  const posts = new Map((await listPosts(db)).map((post) => [post.id, post.name]));
  const old = item.carriedFrom === null ? null : await findItem(db, item.carriedFrom);
  const trail = [
    { text: '督办专项', href: '/' },
    { text: `${campaign.title}（${campaign.span}）`, href: `/campaigns/${campaign.id}` },
  ];
  return c.html(
    <Layout title={`事项 ${item.code}`} trail={trail} section="campaigns">
      <h1>
        <span class="code">{item.code}</span> {item.title} <LightMark {...itemLit(item, reader.now)} />
      </h1>
      {item.flagged !== null && <p class="panel flagged">须人工核查：{item.flagged}</p>}
      {waiting.length > 0 && (
        <ul class="waiting">
          {waiting.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      <ItemFacts item={item} old={old} reached={reachedFigures(submissions)} reader={reader} />
      <section>
        <h2>检查节点</h2>
        <CheckpointTable item={item} reader={reader} />
        <DueMarkNotes items={[item]} />
      </section>
      {orders.length > 0 && (
        <section>
          <h2>督办通知单</h2>
          <OrdersTable orders={orders} reader={reader} />
        </section>
      )}
      <section>
        <h2>报送与佐证材料</h2>
        <Submissions {...{ submissions, drafts, labels, reader }} targets={item.targets} />
      </section>
      <section>
        <h2>办理全过程</h2>
        <Timeline entries={await timelineOf(db, id)} labels={labels} posts={posts} reader={reader} />
      </section>
      <p class="note">亮灯截至{chineseDateTime(reader.now, reader)}。</p>
    </Layout>,
  );
}
