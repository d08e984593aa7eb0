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

/** What the next bulletin is compared with. */
export interface PreviousFigures {
  total: Omit<Figures, 'items'>;
  divisions: Pick<RankedFigures, 'name' | 'rank'>[];
}

export const MOST_MISSING = 500;

/** What the figures need to know of a checkpoint. */
export type Countable = Omit<
  CountedCheckpoint,
  'itemId' | 'code' | 'title' | 'n' | 'label' | 'reportDue' | 'submittedAt'
>;

interface NamedCount {
  name: string;
  count: number;
}

/** Adds up checkpoints that are alike, so that nobody needs to hold them all; items and the names of the missing are counted apart. */
export class BulletinTally {
  private readonly total = none();
  private readonly divisions = new Map<string, Figures>();
  private readonly leaders = new Map<string, Figures>();
  private missing: MissingReport[] = [];
  private readonly lastItem = new Map<Figures, string>();

  constructor(private readonly asOf: Instant) {}

  /** One checkpoint, its item and its name, too; those of one item must come one after the other. */
  add(row: CountedCheckpoint): void {
    this.addAlike(row, 1);
    const divisions = row.leads.map((name) => figuresFor(this.divisions, name));
    for (const figures of [this.total, ...divisions, figuresFor(this.leaders, row.leader ?? NO_LEADER)]) {
      if (this.lastItem.get(figures) !== row.itemId) figures.items += 1;
      this.lastItem.set(figures, row.itemId);
    }
    if (fateOf(row, this.asOf) === 'missing') this.addMissing(row);
    if (this.missing.length > 2 * MOST_MISSING) this.missing = longest(this.missing);
  }

  /** So many checkpoints of which this says all that figures ask. */
  addAlike(row: Countable, times: number): void {
    const { asOf } = this;
    add(this.total, row, { asOf, times });
    for (const division of row.leads) add(figuresFor(this.divisions, division), row, { asOf, division, times });
    add(figuresFor(this.leaders, row.leader ?? NO_LEADER), row, { asOf, times });
  }

  countItems({ total, divisions, leaders }: { total: number; divisions: NamedCount[]; leaders: NamedCount[] }): void {
    this.total.items = total;
    for (const { name, count } of divisions) figuresFor(this.divisions, name).items = count;
    for (const { name, count } of leaders) figuresFor(this.leaders, name).items = count;
  }

  addMissing(row: CountedCheckpoint): void {
    const { itemId, code, title, n, label, due, leader } = row;
    const divisions = row.leads.filter((division) => fateOf(row, this.asOf, division) === 'missing');
    this.missing.push({ itemId, code, title, n, label, due, divisions, leader });
  }

  result(): BulletinFigures {
    return {
      total: this.total,
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

function none(): Figures {
  return {
    ...{ items: 0, due: 0, onTime: 0, late: 0, madeUp: 0 },
    ...{ missing: 0, ahead: 0, returned: 0, behind: 0 },
  };
}

const perCheckpoint = (Object.keys(figureNames) as Figure[]).filter((figure) => figure !== 'items');

function add(
  figures: Figures,
  row: Countable,
  { times, ...of }: { asOf: Instant; division?: string; times: number },
): void {
  for (const figure of perCheckpoint) if (counts(figure, row, of)) figures[figure] += times;
}

function figuresFor(known: Map<string, Figures>, name: string): Figures {
  const figures = known.get(name) ?? none();
  known.set(name, figures);
  return figures;
}

function ranked(of: Map<string, Figures>): RankedFigures[] {
  const all = [...of].map(([name, figures]) => ({ ...figures, name }));
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
