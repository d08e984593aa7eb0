import { formOfBulletin } from '../documents/bulletin/bulletin-form.js';
import type { Form } from '../documents/forms/form.js';
import { namedPeriod, nextBulletin, type NamedPeriod } from '../domain/bulletin.js';
import type { BulletinFigures } from '../domain/bulletin-figures.js';
import type { BulletinReport, ReportedCampaign } from '../domain/bulletin-report.js';
import { counts, isWithin, type CountedCheckpoint, type Figure, type Scope } from '../domain/counted-checkpoint.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { workingDaysLate, type Timekeeping } from '../domain/schedule.js';
import { countStatuses, findBulletin, issueBulletin, issuedRows } from '../register/bulletins.js';
import type { Database, Tx } from '../register/database.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { countBriefly, countFigures } from '../register/queries/count-figures.js';
import { countedCheckpoints } from '../register/queries/counted-checkpoints.js';
import { readSnapshot } from '../register/read-snapshot.js';

export interface BulletinAsked {
  period: NamedPeriod;
  /** What is due and not there by then is overdue. */
  asOf: Instant;
  t: Timekeeping;
}

/** A bulletin as it was issued, or a draft, computed afresh. */
export interface Bulletin {
  report: BulletinReport;
  form: Form;
  issued: { at: Instant; by: string } | null;
}

/** @throws DubanError `bulletin-period` */
export function periodNamed(name: string, zone: string): NamedPeriod {
  const period = namedPeriod(name, zone);
  if (period !== null) return period;
  const message = `“${name}”不是通报期；应为季度，如 2027-Q1，或月份，如 2027-03。`;
  throw new DubanError('bulletin-period', message, { name });
}

export async function bulletinOf(db: Database, campaign: CampaignRow, asked: BulletinAsked): Promise<Bulletin> {
  const known = await findBulletin(db, campaign.id, asked.period.name);
  if (known !== null && known.issuedAt !== null) {
    const issued = { at: known.issuedAt, by: known.issuedBy ?? '' };
    return { report: known.report as BulletinReport, form: known.form as Form, issued };
  }
  const report = await readSnapshot(db, async (tx) => {
    const figures = await countFigures(tx, campaign.id, { asOf: asked.asOf, span: asked.period });
    return reportOf(tx, campaign, { ...asked, figures, signatory: null });
  });
  return { report, form: formOfBulletin(report), issued: null };
}

/**
 * Issues the bulletin as it stands at `asOf`.
 *
 * @throws DubanError `bulletin-early` before the period is over, `bulletin-issued`
 */
export async function issue(
  db: Database,
  campaign: CampaignRow,
  asked: BulletinAsked & { by: string; signatory: string },
): Promise<void> {
  const { period, asOf, t, by, signatory } = asked;
  if (asOf < period.to) {
    throw new DubanError('bulletin-early', `${period.label}尚未结束，通报不能印发；可先查看草稿。`, {
      period: period.name,
    });
  }
  const dueAt = nextBulletin(period.to - 1, t);
  await issueBulletin(db, { campaignId: campaign.id, period, dueAt, at: asOf, by }, async (tx) => {
    const figures = await countFigures(tx, campaign.id, { asOf, span: period });
    const report = await reportOf(tx, campaign, { ...asked, figures, signatory });
    return { report, form: formOfBulletin(report) };
  });
}

/** The rows that a figure counts: as many as it says; of `items` one row an item. */
export async function* rowsBehind(
  db: Database,
  campaign: CampaignRow,
  { period, figure, scope, asOf }: { period: NamedPeriod; figure: Figure; scope: Scope; asOf: Instant },
): AsyncGenerator<CountedCheckpoint> {
  const known = await findBulletin(db, campaign.id, period.name);
  const frozen = known?.report as BulletinReport | null | undefined;
  const rows = frozen == null ? countedCheckpoints(db, campaign.id, period) : issuedRows(db, campaign.id, period.name);
  let item = '';
  for await (const row of rows) {
    if (!isWithin(scope, row) || !counts(figure, row, { asOf: frozen?.asOf ?? asOf, ...divisionOf(scope) })) continue;
    if (figure === 'items' && row.itemId === item) continue;
    item = row.itemId;
    yield row;
  }
}

function divisionOf({ division }: Scope): { division?: string } {
  return division === undefined ? {} : { division };
}

type Told = BulletinAsked & { figures: BulletinFigures; signatory: string | null };

async function reportOf(
  tx: Tx,
  campaign: CampaignRow,
  { period, asOf, t, figures, signatory }: Told,
): Promise<BulletinReport> {
  return {
    campaign: await reportedCampaign(tx, campaign),
    period,
    asOf,
    figures,
    missing: figures.missing.map((each) => ({ ...each, days: workingDaysLate(each.due, asOf, t) })),
    previous: await previousOf(tx, campaign, { before: period.before, asOf }),
    signatory,
  };
}

export async function reportedCampaign(db: Database | Tx, campaign: CampaignRow): Promise<ReportedCampaign> {
  const { id, title, span, issuer, zone } = campaign;
  return { id, title, span, issuer, zone, items: await countStatuses(db, id) };
}

async function previousOf(
  tx: Tx,
  { id, zone }: CampaignRow,
  { before, asOf }: { before: string; asOf: Instant },
): Promise<BulletinReport['previous']> {
  const period = periodNamed(before, zone);
  const known = await findBulletin(tx, id, before);
  const issued = known?.report as BulletinReport | null | undefined;
  const figures = issued?.figures ?? (await countBriefly(tx, id, { asOf, span: period }));
  const { total, divisions } = figures;
  if (total.due === 0) return null;
  const ranks = divisions.map(({ name, rank }) => ({ name, rank }));
  return { label: period.label, issued: issued != null, figures: { total, divisions: ranks } };
}
