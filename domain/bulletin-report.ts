import type { NamedPeriod } from './bulletin.js';
import type { BulletinFigures, MissingReport, PreviousFigures } from './bulletin-figures.js';
import type { Instant } from './instant.js';
import type { ItemStatus } from './item-state.js';

/** All that a bulletin says, as data: what its text, tables and workbook are made of. */
export interface BulletinReport {
  campaign: ReportedCampaign;
  period: NamedPeriod;
  asOf: Instant;
  figures: BulletinFigures;
  missing: LateReport[];
  /** The period before, as its bulletin was issued, else as the register has it now; `null` where nothing was due in it. */
  previous: { label: string; issued: boolean; figures: PreviousFigures } | null;
  signatory: string | null;
}

export interface ReportedCampaign {
  id: string;
  title: string;
  span: string;
  issuer: string;
  zone: string;
  /** Items by how they stand. */
  items: Partial<Record<ItemStatus, number>>;
}

export interface LateReport extends MissingReport {
  /** Whole working days since it was due. */
  days: number;
}

export function itemCount({ items }: ReportedCampaign): number {
  return Object.values(items).reduce((sum, count) => sum + count, 0);
}
