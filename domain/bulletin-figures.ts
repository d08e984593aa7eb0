import {
  counts,
  fateOf,
  figureNames,
  NO_LEADER,
  type CountedCheckpoint,
  type Figure,
  type Figures,
} from './counted-checkpoint.js';
import type { Instant } from './instant.js';

export interface RankedFigures extends Figures {
  name: string;
  /** By the rate on time; equal rates share a rank, and the next one counts them all (1, 1, 3). `null` where nothing is decided. */
  rank: number | null;
}

/** An overdue report that is not there. */
export interface MissingReport {
  itemId: string;
  code: string;
  title: string;
  n: number;
  label: string;
  due: Instant;
  /** Those who still have to report. */
  divisions: string[];
  leader: string | null;
}

/** What a bulletin, a closing page or a report says in numbers. */
export interface BulletinFigures {
  total: Figures;
  /** By lead division; a checkpoint led jointly counts for each of its leads. Best first. */
  divisions: RankedFigures[];
  leaders: RankedFigures[];
  /** Longest overdue first; no more than `MOST_MISSING` of `total.missing`. */
  missing: MissingReport[];
}

export const MOST_MISSING = 500;

/** Counts checkpoints one by one, so that nobody needs to hold them all. Those of one item must come one after the other. */
export class BulletinTally {
  private readonly total = new Count();
  private readonly divisions = new Map<string, Count>();
  private readonly leaders = new Map<string, Count>();
  private missing: MissingReport[] = [];

  constructor(private readonly asOf: Instant) {}

  add(row: CountedCheckpoint): void {
    const { asOf } = this;
    this.total.add(row, { asOf });
    for (const division of row.leads) countOf(this.divisions, division).add(row, { asOf, division });
    countOf(this.leaders, row.leader ?? NO_LEADER).add(row, { asOf });
    if (fateOf(row, asOf) !== 'missing') return;
    const { itemId, code, title, n, label, due, leader } = row;
    const divisions = row.leads.filter((division) => fateOf(row, asOf, division) === 'missing');
    this.missing.push({ itemId, code, title, n, label, due, divisions, leader });
    if (this.missing.length >= 2 * MOST_MISSING) this.missing = longest(this.missing);
  }

  result(): BulletinFigures {
    return {
      total: this.total.figures,
      divisions: ranked(this.divisions),
      leaders: ranked(this.leaders),
      missing: longest(this.missing),
    };
  }
}

/** Of those with decided checkpoints: all on time, none returned, none behind pace. */
export function praised(divisions: RankedFigures[]): RankedFigures[] {
  return divisions.filter(
    ({ onTime, late, returned, behind }) => onTime > 0 && late === 0 && returned === 0 && behind === 0,
  );
}

class Count {
  readonly figures: Figures = {
    ...{ items: 0, due: 0, onTime: 0, late: 0, madeUp: 0 },
    ...{ missing: 0, ahead: 0, returned: 0, behind: 0 },
  };
  private item = '';

  add(row: CountedCheckpoint, of: { asOf: Instant; division?: string }): void {
    if (row.itemId !== this.item) this.figures.items += 1;
    this.item = row.itemId;
    for (const figure of perCheckpoint) if (counts(figure, row, of)) this.figures[figure] += 1;
  }
}

const perCheckpoint = (Object.keys(figureNames) as Figure[]).filter((figure) => figure !== 'items');

function countOf(counts: Map<string, Count>, name: string): Count {
  const known = counts.get(name) ?? new Count();
  counts.set(name, known);
  return known;
}

function ranked(counts: Map<string, Count>): RankedFigures[] {
  const all = [...counts].map(([name, { figures }]) => ({ ...figures, name }));
  const decided = all.filter((figures) => figures.onTime + figures.late > 0).sort(better);
  const ranks = new Map<string, number>();
  decided.forEach((figures, index) => {
    const before = decided[index - 1];
    const shared = before !== undefined && byRate(before, figures) === 0;
    ranks.set(figures.name, shared ? (ranks.get(before.name) ?? 1) : index + 1);
  });
  const waiting = all.filter(({ name }) => !ranks.has(name)).sort(better);
  return [...decided, ...waiting].map((figures) => ({ ...figures, rank: ranks.get(figures.name) ?? null }));
}

/** By rate; among equals who had more to report stands first, which gives no better rank. */
function better(a: RankedFigures | Omit<RankedFigures, 'rank'>, b: Omit<RankedFigures, 'rank'>): number {
  return byRate(a, b) || b.due - a.due || (a.name < b.name ? -1 : 1);
}

/** Multiplied out: no rounding can part equals or join others. */
function byRate(a: Figures, b: Figures): number {
  return b.onTime * (a.onTime + a.late) - a.onTime * (b.onTime + b.late);
}

function longest(missing: MissingReport[]): MissingReport[] {
  return missing.toSorted((a, b) => a.due - b.due).slice(0, MOST_MISSING);
}
