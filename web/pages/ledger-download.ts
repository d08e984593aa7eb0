import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { exportLedger, type LedgerFormat } from '../../client/ledger.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { DubanError } from '../../domain/errors.js';
import { attachment } from '../attachment.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignFactsOrRefuse } from '../not-found.js';
import { spooled } from '../spooled.js';

const formats: Record<string, LedgerFormat> = { xlsx: 'xlsx', csv: 'csv', json: 'json' };

/** 导出台账: the register of a campaign, to be saved. */
export async function ledgerDownload(c: Context, { db, now }: ConsoleDependencies, id: string): Promise<Response> {
  const format = formats[c.req.param('format') ?? ''];
  if (format === undefined) throw new DubanError('no-such-format', '台账只能导出为 xlsx、csv 或 json', { id });
  const campaign = await campaignFactsOrRefuse(db, id);
  const { name, mediaType, pieces } = await exportLedger(db, { campaign, now: now(), calendar }, format);
  c.header('Content-Type', mediaType);
  c.header('Content-Disposition', attachment(name));
  // To make it only to say how long it is would cost as much as to send it.
  if (c.req.raw.method === 'HEAD') return c.body(null);
  const { size, content } = await spooled(pieces);
  c.header('Content-Length', String(size));
  return c.body(Readable.toWeb(content) as ReadableStream);
}
