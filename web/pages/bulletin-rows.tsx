import type { Context } from 'hono';
import { rowsBehind } from '../../client/bulletin.js';
import { figureNames, type CountedCheckpoint, type Figure } from '../../domain/counted-checkpoint.js';
import { DubanError } from '../../domain/errors.js';
import { findBulletin } from '../../register/bulletins.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignOrRefuse } from '../not-found.js';
import { readerOf } from '../reader.js';
import { CountedTable } from '../views/counted-table.js';
import { Layout } from '../views/layout.js';
import { pagePeriod, refuseDraft, trailTo } from './bulletin.js';

/** A page lists so many rows; all of them are in `duban bulletin --list`. */
const MOST_ROWS = 500;

/** The checkpoints that a bulletin's number counts. */
export async function bulletinRows(
  c: Context,
  dependencies: ConsoleDependencies,
  asked: { id: string; period: string },
): Promise<Response> {
  const { db } = dependencies;
  const campaign = await campaignOrRefuse(db, asked.id);
  const reader = await readerOf(dependencies, campaign);
  const period = pagePeriod(asked.period, campaign);
  await refuseDraft(dependencies, campaign, asked.period);
  const figure = figureAsked(c.req.query('figure'));
  const [division, leader] = [c.req.query('division'), c.req.query('leader')];
  const scope = { ...(division === undefined ? {} : { division }), ...(leader === undefined ? {} : { leader }) };
  const asOf = (await findBulletin(db, campaign.id, period.name))?.issuedAt ?? reader.now;
  const rows: CountedCheckpoint[] = [];
  for await (const row of rowsBehind(db, campaign, { period, figure, scope, asOf })) {
    rows.push(row);
    if (rows.length > MOST_ROWS) break;
  }
  const more = rows.length > MOST_ROWS;
  const who = division ?? leader ?? '';
  const title = `${who === '' ? '' : `${who}：`}${figureNames[figure]}`;
  const above = { text: `${period.label}督查通报`, href: `/campaigns/${campaign.id}/bulletins/${period.name}` };
  return c.html(
    <Layout title={title} trail={[...trailTo(campaign), above]} section="campaigns">
      <h1>
        {title}
        <span class="year">
          {period.label}，{more ? `${MOST_ROWS}个以上` : `${rows.length}个`}
        </span>
      </h1>
      {rows.length === 0 ? (
        <p class="empty">没有。</p>
      ) : (
        <CountedTable
          rows={rows.slice(0, MOST_ROWS)}
          reader={{ ...reader, now: asOf }}
          scope={scope}
          itemsOnly={figure === 'items'}
        />
      )}
      {more && <p class="note">只列出前{MOST_ROWS}个；全部清单见 duban bulletin --list。</p>}
    </Layout>,
  );
}

function figureAsked(name: string | undefined): Figure {
  if (name !== undefined && Object.hasOwn(figureNames, name)) return name as Figure;
  throw new DubanError('no-such-figure', '通报中没有这个数字', { name });
}
