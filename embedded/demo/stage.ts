import { addWorkingDays } from '../../domain/calendar/working-calendar.js';
import { dayOf, instantOf } from '../../domain/calendar/zoned.js';
import type { CommandBody } from '../../domain/command.js';
import { MINUTE, type Day, type Instant } from '../../domain/instant.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { ItemRow } from '../../register/queries/items.js';

/** Something somebody does on a day of the played year. */
export interface Deed {
  at: Instant;
  item: ItemRow;
  as: string;
  body: CommandBody;
}

type Checkpoint = ItemRow['checkpoints'][number];

interface Report {
  figures?: { target: number; value: number }[];
  /** Working days from the day it is due. */
  days?: number;
  time?: string;
  /** The item's first lead, where it is not said. */
  as?: string;
}

/** An item with who acts on it, and when. */
export class Stage {
  readonly office: string;
  readonly leader: string;
  readonly principal: string;
  readonly tracked: Checkpoint[];

  constructor(
    readonly item: ItemRow,
    private readonly t: Timekeeping,
  ) {
    this.office = namesOf(item, 'office')[0] ?? '';
    this.leader = namesOf(item, 'leader')[0] ?? this.office;
    this.principal = namesOf(item, 'principal')[0] ?? this.leader;
    this.tracked = item.checkpoints.filter((checkpoint) => checkpoint.status !== 'past');
  }

  instant(day: Day, time: string): Instant {
    return instantOf(day, time, this.t.policy.zone);
  }

  /** So many working days from the day a checkpoint is due. */
  day({ due }: Pick<Checkpoint, 'due'>, days: number): Day {
    return addWorkingDays(this.t.calendar, dayOf(due, this.t.policy.zone), days);
  }

  deed(
    { day, time, body }: { day: Day; time: string; body: CommandBody },
    as = namesOf(this.item, 'lead')[0] ?? '',
  ): Deed {
    return { at: this.instant(day, time), item: this.item, as, body };
  }

  acknowledged(assigned: Day): Deed[] {
    const day = addWorkingDays(this.t.calendar, assigned, 1);
    return namesOf(this.item, 'lead').map((as) => this.deed({ day, time: '10:00', body: { kind: 'acknowledge' } }, as));
  }

  submit(n: number, text: string, figures: { target: number; value: number }[] = []): CommandBody {
    return { kind: 'submit', checkpoint: n, text, files: [], figures };
  }

  /** Every target reached by this share. */
  figures(share: number): { target: number; value: number }[] {
    return this.item.targets.map(({ quantity }, target) => ({ target, value: Math.round(quantity * share) }));
  }

  /** The punctual report comes on the morning of the last reminder, which is then withdrawn unsent. */
  reported(checkpoint: Checkpoint, how: Report = {}): Deed[] {
    const { figures = [], days = -1, time = '08:45', as } = how;
    const { n, label } = checkpoint;
    return [
      this.deed({ day: this.day(checkpoint, days), time, body: this.submit(n, `${label}工作已完成`, figures) }, as),
      this.deed({ day: this.day(checkpoint, days + 1), time: '16:00', body: accept(n) }, this.office),
    ];
  }

  /** So many working days after the last date, when all is accepted. */
  closed(days = 1): Deed[] {
    const last = this.tracked.at(-1);
    if (last === undefined) return [];
    const body: CommandBody = { kind: 'close', note: '各节点均已完成' };
    const deed = this.deed({ day: this.day(last, days), time: '16:00', body }, this.office);
    return [{ ...deed, at: deed.at + MINUTE }];
  }
}

export function accept(checkpoint: number): CommandBody {
  return { kind: 'accept', checkpoint, note: '情况属实' };
}

export function namesOf(item: ItemRow, role: string): string[] {
  return item.posts.filter((post) => post.role === role).map((post) => post.name);
}
