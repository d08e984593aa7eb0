import type { Context } from 'hono';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import { listCampaigns, type CampaignRow } from '../../register/queries/campaigns.js';
import { lightCounts, noLights, type LightCounts } from '../../register/queries/lights.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { Layout } from '../views/layout.js';
import { LightSummary } from '../views/lights.js';
import { standstill } from '../views/standstill.js';

export async function campaignsPage(
  c: Context,
  { db, now, zone = defaultPolicy.zone }: ConsoleDependencies,
): Promise<Response> {
  const present = now();
  const campaigns = await listCampaigns(db);
  const lights = await lightCounts(
    db,
    present,
    campaigns.map(({ id }) => id),
  );
  return c.html(
    <Layout title="督办专项" trail={[]} section="campaigns">
      <h1>督办专项</h1>
      {await standstill(db, { zone, now: present })}
      {campaigns.length === 0 && (
        <section class="panel">
          <p>台账中还没有督办专项。用下面的命令启动一个方案：</p>
          <pre>npm run duban -- launch 方案.txt --year 年份 --roster 名册.csv --as 督查室</pre>
        </section>
      )}
      <div class="cards">
        {campaigns.map((campaign) => (
          <CampaignCard campaign={campaign} counts={lights.get(campaign.id) ?? noLights()} now={present} />
        ))}
      </div>
    </Layout>,
  );
}

interface Card {
  campaign: CampaignRow;
  counts: LightCounts;
  now: Instant;
}

function CampaignCard({ campaign, counts, now }: Card) {
  const reader = { zone: campaign.zone, now };
  return (
    <article class="panel card">
      <h2>
        <a href={`/campaigns/${campaign.id}`}>{campaign.title}</a>
        <span class="year">{campaign.span}</span>
      </h2>
      <p class="facts">
        {campaign.issuer !== '' && <span>发文单位：{campaign.issuer}</span>}
        <span>总责任人：{campaign.principal || '—'}</span>
        <span>启动：{chineseDate(campaign.launchedAt, reader)}</span>
      </p>
      <LightSummary counts={counts} />
      <p class="foot">
        <span>
          共{campaign.items}个事项，已结束{campaign.closed}个
          {campaign.assigned < campaign.items && `，待交办${campaign.items - campaign.assigned}个`}
        </span>
        <span class="links">
          <a href={`/campaigns/${campaign.id}`}>台账</a>
          <a href={`/campaigns/${campaign.id}/closing`}>办结情况</a>
        </span>
      </p>
    </article>
  );
}
