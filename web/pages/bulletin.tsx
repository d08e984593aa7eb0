import type { Context } from 'hono';
import { bulletinOf, periodNamed, type Bulletin } from '../../client/bulletin.js';
import { bulletinPage, formPolicy, method, wordsOf } from '../../client/bulletin-words.js';
import { chineseDate, chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { LateReport } from '../../domain/bulletin-report.js';
import { DubanError } from '../../domain/errors.js';
import { findBulletin } from '../../register/bulletins.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { AT_MOST } from '../at-most.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { readerOf, type Reader } from '../reader.js';
import { FigureBars } from '../views/figure-bars.js';
import { FigureTable } from '../views/figure-table.js';
import { Layout } from '../views/layout.js';

interface Asked {
  id: string;
  period: string;
}

/** 督查通报 of a period: as it was issued, or as the register has it now. */
export async function bulletinView(c: Context, dependencies: ConsoleDependencies, asked: Asked): Promise<Response> {
  const { campaign, reader, bulletin } = await bulletinAsked(dependencies, asked);
  const { report, issued } = bulletin;
  const { period, figures } = report;
  const here = `/campaigns/${campaign.id}/bulletins/${period.name}`;
  const rowsAt =
    (who: 'division' | 'leader') =>
    (figure: string, name?: string): string =>
      `${here}/rows?figure=${figure}${name === undefined ? '' : `&${who}=${encodeURIComponent(name)}`}`;
  const words = wordsOf(report);
  return c.html(
    <Layout title={`${period.label}督查通报`} trail={trailTo(campaign)} section="campaigns">
      <h1>
        {period.label}督查通报
        <span class="year">{issued === null ? '草稿' : '已印发'}</span>
      </h1>
      <p class="facts">
        {issued === null ? (
          <span>数据截至{chineseDateTime(report.asOf, reader)}，尚未印发</span>
        ) : (
          <span>
            {chineseDateTime(issued.at, reader)}由{issued.by}印发，签发人：{report.signatory}
          </span>
        )}
        <a href={`${here}/print`}>公文版（可打印）</a>
      </p>
      <section class="panel prose">
        <p>{words.overall}</p>
        {figures.total.due > 0 && (
          <>
            <p>{words.praise}</p>
            <p>{words.change}</p>
          </>
        )}
      </section>
      {figures.total.due > 0 && (
        <>
          <section>
            <h2>各责任处室完成情况</h2>
            <FigureBars title="各责任处室报送情况，数字见下表" rows={figures.divisions} />
            <FigureTable who="责任处室" rows={figures.divisions} total={figures.total} rowsAt={rowsAt('division')} />
          </section>
          <section>
            <h2>各分管负责人分管事项完成情况</h2>
            <FigureTable who="分管负责人" rows={figures.leaders} total={figures.total} rowsAt={rowsAt('leader')} />
            <p class="note">{method}</p>
          </section>
          <section>
            <h2>逾期未报送</h2>
            <MissingTable rows={report.missing} total={figures.total.missing} reader={reader} />
          </section>
        </>
      )}
    </Layout>,
  );
}

/** The same as the official form, for printing. */
export async function bulletinPrint(c: Context, dependencies: ConsoleDependencies, asked: Asked): Promise<Response> {
  const { bulletin } = await bulletinAsked(dependencies, asked);
  return c.html(bulletinPage(bulletin.form), 200, { 'Content-Security-Policy': formPolicy });
}

async function bulletinAsked(
  dependencies: ConsoleDependencies,
  { id, period: name }: Asked,
): Promise<{ campaign: CampaignRow; reader: Reader; bulletin: Bulletin }> {
  const { db, now } = dependencies;
  const campaign = await campaignOrRefuse(db, id);
  const reader = await readerOf(dependencies, campaign);
  const period = pagePeriod(name, campaign);
  await refuseDraft(dependencies, campaign, name);
  return { campaign, reader, bulletin: await bulletinOf(db, campaign, { period, asOf: now(), t: reader.t }) };
}

/** Throws `no-such-period`, which is shown as a page. */
export function pagePeriod(name: string, { zone }: CampaignRow): ReturnType<typeof periodNamed> {
  try {
    return periodNamed(name, zone);
  } catch (error) {
    throw new DubanError('no-such-period', (error as Error).message, { name }, { cause: error });
  }
}

/** A province's draft is no work for a request; what was issued is at hand. */
export async function refuseDraft({ db }: ConsoleDependencies, campaign: CampaignRow, period: string): Promise<void> {
  if (campaign.items <= AT_MOST || (await findBulletin(db, campaign.id, period))?.issuedAt != null) return;
  const message = '事项较多，草稿请用 duban bulletin 生成；印发后可在此查看';
  throw new DubanError('no-such-draft', message, { period });
}

export function trailTo(campaign: CampaignRow): { text: string; href: string }[] {
  return [
    { text: '督办专项', href: '/' },
    { text: `${campaign.title}（${campaign.span}）`, href: `/campaigns/${campaign.id}` },
  ];
}

function MissingTable({ rows, total, reader }: { rows: LateReport[]; total: number; reader: Reader }) {
  if (rows.length === 0) return <p class="empty">没有逾期未报送。</p>;
  return (
    <>
      <table class="stacking">
        <thead>
          <tr>
            <th>责任处室</th>
            <th>分管负责人</th>
            <th>事项</th>
            <th>节点</th>
            <th>期限</th>
            <th>逾期工作日</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td data-label="责任处室">{row.divisions.join('、')}</td>
              <td data-label="分管负责人">{row.leader ?? '—'}</td>
              <td data-label="事项">
                <a href={`/items/${row.itemId}`}>
                  {row.code} {row.title}
                </a>
              </td>
              <td data-label="节点">{row.label}</td>
              <td data-label="期限">{chineseDate(row.due, reader)}</td>
              <td data-label="逾期工作日">{row.days}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && (
        <p class="note">
          共{total}个，列出逾期最久的{rows.length}个。
        </p>
      )}
    </>
  );
}
