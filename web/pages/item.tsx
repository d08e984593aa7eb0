import type { Context } from 'hono';
import { DubanError } from '../../domain/errors.js';
import { itemLight } from '../../domain/light.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { findItem } from '../../register/queries/items.js';
import { submissionsOf, timelineOf } from '../../register/queries/timeline.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { CheckpointTable } from '../views/checkpoint-table.js';
import { DueMarkNotes } from '../views/due-mark.js';
import { ItemFacts } from '../views/item-facts.js';
import { Layout } from '../views/layout.js';
import { LightMark } from '../views/lights.js';
import { Submissions } from '../views/submissions.js';
import { Timeline } from '../views/timeline.js';

/** One item: what is asked, where it stands, what was handed in, and all that happened. */
export async function itemPage(c: Context, { db, now, mailbox }: ConsoleDependencies, id: string): Promise<Response> {
  const item = await findItem(db, id);
  if (item === null) throw new DubanError('no-such-item', '台账中没有这个事项', { id });
  const campaign = await campaignOrRefuse(db, item.campaignId);
  const reader = { zone: campaign.zone, now: now() };
  const labels = new Map(item.checkpoints.map((checkpoint) => [checkpoint.n, checkpoint.label]));
  const submissions = await submissionsOf(db, id);
  const trail = [
    { text: '督办专项', href: '/' },
    { text: `${campaign.title}（${campaign.span}）`, href: `/campaigns/${campaign.id}` },
  ];
  return c.html(
    <Layout title={`事项 ${item.code}`} trail={trail} section="campaigns">
      <h1>
        <span class="code">{item.code}</span> {item.title} <LightMark light={itemLight(item, reader.now)} />
      </h1>
      {item.flagged !== null && <p class="panel flagged">须人工核查：{item.flagged}</p>}
      <ItemFacts item={item} reader={reader} />
      <section>
        <h2>检查节点</h2>
        <CheckpointTable item={item} reader={reader} />
        <DueMarkNotes items={[item]} />
      </section>
      <section>
        <h2>报送与佐证材料</h2>
        <Submissions submissions={submissions} labels={labels} reader={reader} />
      </section>
      <section>
        <h2>办理全过程</h2>
        <Timeline entries={await timelineOf(db, id)} labels={labels} reader={reader} linksMails={mailbox !== null} />
      </section>
      <p class="note">亮灯截至{chineseDateTime(reader.now, reader)}。</p>
    </Layout>,
  );
}
