import type { Instant } from './instant.js';
import type { CheckpointStatus } from './item-state.js';
import { checkpointLight } from './light.js';

/**
 * A checkpoint that figures count: neither past at launch nor dropped; of an item that is frozen, cancelled or carried over only if
 * its report is there. Posts by name.
 */
export interface CountedCheckpoint {
  itemId: string;
  code: string;
  title: string;
  n: number;
  label: string;
  /** The date that puts it into a period: see `movesReportDue`. */
  reportDue: Instant;
  /** By which it is awaited now; later than `reportDue` where it was returned. */
  due: Instant;
  status: CheckpointStatus;
  late: boolean;
  behind: boolean;
  returns: number;
  submittedAt: Instant | null;
  /** Who answers for it; once it is reported, who did. */
  leads: string[];
  leader: string | null;
  /** Where each of joint leads must report: who has, and who did so late in some round. */
  each: { reported: string[]; late: string[] } | null;
}

export interface Figures {
  items: number;
  due: number;
  onTime: number;
  late: number;
  madeUp: number;
  missing: number;
  ahead: number;
  returned: number;
  behind: number;
}

export type Figure = keyof Figures;

/** As an official reads them; what each counts is in docs/bulletins.md. */
export const figureNames: Record<Figure, string> = {
  items: '涉及事项',
  due: '应报节点',
  onTime: '按时报送',
  late: '逾期',
  madeUp: '逾期补报',
  missing: '逾期未报',
  ahead: '未到期',
  returned: '被退回',
  behind: '落后进度',
};

/** Of whom figures are: of one lead division, of one leader, or of all. */
export interface Scope {
  division?: string;
  leader?: string;
}

/** A leader where the plan names none. */
export const NO_LEADER = '（未明确）';

export function isWithin({ division, leader }: Scope, { leads, leader: own }: CountedCheckpoint): boolean {
  return (
    (division === undefined || leads.includes(division)) && (leader === undefined || leader === (own ?? NO_LEADER))
  );
}

export type Fate = 'onTime' | 'madeUp' | 'missing' | 'ahead';

/** How a checkpoint stands at `asOf`, as a whole or for one of its leads: always exactly one. */
export function fateOf(
  row: Pick<CountedCheckpoint, 'due' | 'status' | 'late' | 'behind' | 'each'>,
  asOf: Instant,
  division?: string,
): Fate {
  const own = division === undefined ? null : row.each;
  const late = own === null ? row.late : own.late.includes(division ?? '');
  const reported =
    row.status === 'submitted' || row.status === 'accepted' || own?.reported.includes(division ?? '') === true;
  if (reported) return late ? 'madeUp' : 'onTime';
  if (checkpointLight({ ...row, nearFrom: null }, asOf) === 'red') return 'missing';
  return late ? 'madeUp' : 'ahead';
}

/** Whether a figure counts a checkpoint. `items` counts items: one for all its checkpoints. */
export function counts(
  figure: Figure,
  row: Pick<CountedCheckpoint, 'due' | 'status' | 'late' | 'behind' | 'each' | 'returns'>,
  { asOf, division }: { asOf: Instant; division?: string },
): boolean {
  const fate = fateOf(row, asOf, division);
  switch (figure) {
    case 'items':
    case 'due':
      return true;
    case 'onTime':
    case 'madeUp':
    case 'missing':
    case 'ahead':
      return fate === figure;
    case 'late':
      return fate === 'madeUp' || fate === 'missing';
    case 'returned':
      return row.returns > 0;
    case 'behind':
      return row.behind;
  }
}

/** 按时率: on time among those that are decided, in percent with one decimal place; `—` where none is. */
export function rateText({ onTime, late }: Pick<Figures, 'onTime' | 'late'>): string {
  return onTime + late === 0 ? '—' : `${((onTime / (onTime + late)) * 100).toFixed(1)}%`;
}
