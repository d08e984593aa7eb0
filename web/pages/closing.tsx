import type { Context } from 'hono';
import { reportedCampaign } from '../../client/bulletin.js';
import { closingWords, method } from '../../client/bulletin-words.js';
import type { BulletinFigures } from '../../domain/bulletin-figures.js';
import { counts, figureNames, type CountedCheckpoint, type Figures } from '../../domain/counted-checkpoint.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { countFigures } from '../../register/queries/count-figures.js';
import { countedCheckpoints } from '../../register/queries/counted-checkpoints.js';
import { countCampaign } from '../../register/queries/counts.js';
import { AT_MOST } from '../at-most.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { readerOf } from '../reader.js';
import { CountedTable } from '../views/counted-table.js';
import { FigureTable } from '../views/figure-table.js';
import { Layout } from '../views/layout.js';
import { MailCounts, NoticeCounts } from '../views/notice-counts.js';

/** What a campaign came to, as an office would report it. */
export async function closingPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { db } = dependencies;
  const campaign = await campaignOrRefuse(db, id);
  const sent = await countCampaign(db, id);
  const reader = await readerOf(dependencies, campaign);
  const name = `${campaign.title}（${campaign.span}）`;
  const trail = [
    { text: '督办专项', href: '/' },
    { text: name, href: `/campaigns/${id}` },
  ];
  const told = await reportedCampaign(db, campaign);
  const found = campaign.items > AT_MOST ? null : await countedOf(dependencies, id);
  return c.html(
    <Layout title="办结情况" trail={trail} section="campaigns">
      <h1>{name}办结情况</h1>
      <section class="panel prose">
        <p>{closingWords(told, { asOf: reader.now, total: found?.figures.total ?? null })}</p>
        <p>
          {noticeSentence(sent.notices)}
          {mailSentence(sent.mails)}
          {sent.orders.issued > 0 &&
            `签发督办通知单${String(sent.orders.issued)}件，其中已回执${String(sent.orders.replied)}件。`}
        </p>
      </section>
      {found === null ? (
        <p class="note">事项较多，分处室情况不在本页列出；请用 duban report closing 生成办结报告。</p>
      ) : (
        <>
          <Tiles campaign={campaign} figures={found.figures.total} />
          <section>
            <h2>各牵头处室报送情况</h2>
            <FigureTable who="责任处室" rows={found.figures.divisions} total={found.figures.total} rowsAt={null} />
            <p class="note">{method}</p>
          </section>
          <section>
            <h2>逾期情况</h2>
            {found.late.length === 0 ? (
              <p class="empty">没有逾期。</p>
            ) : (
              <CountedTable rows={found.late} reader={reader} />
            )}
          </section>
        </>
      )}
      <div class="columns">
        <section>
          <h2>通知</h2>
          <NoticeCounts notices={sent.notices} />
        </section>
        <section>
          <h2>邮件</h2>
          <MailCounts mails={sent.mails} />
        </section>
      </div>
    </Layout>,
  );
}

async function countedOf(
  { db, now }: ConsoleDependencies,
  id: string,
): Promise<{ figures: BulletinFigures; late: CountedCheckpoint[] }> {
  const late: CountedCheckpoint[] = [];
  for await (const row of countedCheckpoints(db, id)) {
    if (counts('late', row, { asOf: now() })) late.push(row);
  }
  return { figures: await countFigures(db, id, { asOf: now() }), late };
}

function Tiles({ campaign, figures }: { campaign: CampaignRow; figures: Figures }) {
  const tiles: [string, number][] = [
    ['事项', campaign.items],
    ['已结束', campaign.closed],
    ...(['due', 'onTime', 'madeUp', 'missing', 'returned'] as const).map((figure): [string, number] => [
      figureNames[figure],
      figures[figure],
    ]),
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
