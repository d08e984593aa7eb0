import type { Context } from 'hono';
import { namedPeriod, periodsBetween } from '../../domain/bulletin.js';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import { listBulletins } from '../../register/bulletins.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { readerOf } from '../reader.js';
import { Layout } from '../views/layout.js';
import { trailTo } from './bulletin.js';

/** The bulletins of a campaign: every quarter and month since it was launched. */
export async function bulletinsPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { db } = dependencies;
  const campaign = await campaignOrRefuse(db, id);
  const reader = await readerOf(dependencies, campaign);
  const known = await listBulletins(db, id);
  const names = periodsBetween(campaign.launchedAt, reader.now, campaign.zone);
  const others = known.map(({ period }) => period).filter((name) => !names.includes(name));
  const rows = [...names, ...others].flatMap((name) => {
    const period = namedPeriod(name, campaign.zone);
    return period === null ? [] : [{ ...period, known: known.find((row) => row.period === name) }];
  });
  return c.html(
    <Layout title="督查通报" trail={trailTo(campaign)} section="campaigns">
      <h1>督查通报</h1>
      <table class="stacking">
        <thead>
          <tr>
            <th>期</th>
            <th>应出日期</th>
            <th>情况</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, label, to, known: row }) => (
            <tr>
              <td data-label="期">
                <a href={`/campaigns/${id}/bulletins/${name}`}>{label}</a>
              </td>
              <td data-label="应出日期">{row === undefined ? '—' : chineseDate(row.dueAt, reader)}</td>
              <td data-label="情况">
                {row?.issuedAt != null
                  ? `${chineseDate(row.issuedAt, reader)}由${row.issuedBy ?? ''}印发`
                  : to > reader.now
                    ? '本期进行中'
                    : row === undefined
                      ? '草稿'
                      : '待印发'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Layout>,
  );
}
