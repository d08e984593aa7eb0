import type { Roster } from '../../documents/names/roster.js';
import { addDays } from '../../domain/calendar/civil-day.js';
import { addWorkingDays } from '../../domain/calendar/working-calendar.js';
import type { Day } from '../../domain/instant.js';
import type { DraftItem, PlanDraft } from '../../domain/plan.js';
import type { NamedBody, NamedDeed } from '../../domain/rehearsal/deed.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { Random } from './random.js';

interface Ground {
  draft: PlanDraft;
  roster: Roster;
  launchAt: string;
  names: string[];
  leaders: string[];
}

/** What everybody does in a year: early, late, never, returned, extended, reassigned, frozen; some of it not allowed, and refused. */
export function randomDeeds(ground: Ground, t: Timekeeping, choose: Random): NamedDeed[] {
  return ground.draft.items.flatMap((item) => new Script(item, ground, { t, choose }).write());
}

/** Not at an instant at which something is released: there the engine and a deed may come in either order. */
const TIMES = ['07:13', '08:47', '09:26', '10:03', '11:31', '14:52', '16:07', '17:43', '20:19'];

class Script {
  private readonly deeds: NamedDeed[] = [];
  private readonly office: string;
  private readonly t: Timekeeping;
  private readonly choose: Random;
  private lead: string;

  constructor(
    private readonly item: DraftItem,
    private readonly ground: Ground,
    { t, choose }: { t: Timekeeping; choose: Random },
  ) {
    this.t = t;
    this.choose = choose;
    this.office = ground.roster.entries.find(({ kind }) => kind === 'office')?.post ?? '';
    this.lead = this.leads()[0] ?? '';
  }

  write(): NamedDeed[] {
    const { choose, item } = this;
    this.signatures();
    if (choose.chance(0.3)) this.newDivision();
    for (const { label, due } of item.checkpoints) this.report(label, due);
    if (choose.chance(0.3)) this.pause();
    for (let more = choose.int(0, 3); more > 0; more -= 1) this.anything();
    if (choose.chance(0.5))
      this.do(this.day(`${this.ground.draft.year + 1}-01-05`, 20), this.office, { kind: 'close', note: '' });
    return this.deeds;
  }

  private leads(): string[] {
    return this.item.divisions.filter(({ role }) => role === 'lead').map(({ name }) => name);
  }

  private signatures(): void {
    const launched = this.ground.launchAt.slice(0, 10);
    for (const as of this.leads()) {
      const fate = this.choose.int(1, 4);
      if (fate === 1) continue;
      const day = this.after(launched, this.choose.int(1, 6));
      if (fate === 2) {
        this.do(day, as, { kind: 'dispute', reason: '职能不符' });
        if (this.choose.chance(0.6))
          this.do(this.after(day, this.choose.int(1, 5)), this.office, {
            kind: 'insist',
            post: as,
            reason: '按三定方案办理',
          });
      } else this.do(day, as, { kind: 'acknowledge' });
    }
  }

  private report(checkpoint: string, due: Day): void {
    const { choose } = this;
    const manner = choose.pick([
      'early',
      'early',
      'late',
      'never',
      'returned',
      'returned twice',
      'extended',
      'extended',
      'joint',
    ]);
    if (choose.chance(0.7)) this.order(checkpoint, due);
    if (manner === 'never') return;
    if (manner === 'extended') this.extension(checkpoint, due);
    const reported = this.after(due, manner === 'late' ? choose.int(1, 12) : choose.int(-9, 2));
    this.submit(checkpoint, reported);
    if (manner === 'joint')
      this.submit(checkpoint, this.after(reported, choose.int(0, 4)), this.leads()[1] ?? this.lead);
    if (manner.startsWith('returned')) {
      for (let day = reported, times = manner === 'returned' ? 1 : 2; times > 0; times -= 1) {
        day = this.after(day, choose.int(1, 5));
        this.do(day, this.office, { kind: 'return', checkpoint, reason: '数据不全' });
        day = this.after(day, choose.int(1, 6));
        if (choose.chance(0.8)) this.submit(checkpoint, day);
      }
    }
    if (choose.chance(0.8))
      this.do(this.after(reported, choose.int(0, 15)), this.office, { kind: 'accept', checkpoint, note: '' });
  }

  /** Signed, answered, taken back, or nothing; often where there is none to sign. */
  private order(checkpoint: string, due: Day): void {
    const { choose } = this;
    const signed = this.after(due, choose.int(2, 8));
    const by = choose.chance(0.3) ? this.after(signed, choose.int(1, 6)) : null;
    this.do(signed, this.office, { kind: 'issueOrder', checkpoint, signatory: '局长', due: by });
    if (choose.chance(0.5)) {
      const day = this.after(signed, choose.int(0, 8));
      const as = choose.chance(0.8) ? this.lead : (this.leads()[1] ?? this.lead);
      const body = { kind: 'replyOrder' as const, checkpoint, plan: '抓紧补报', person: '承办人' };
      this.do(day, as, { ...body, due: this.after(day, choose.int(1, 10)) });
    }
    if (choose.chance(0.2))
      this.do(this.after(signed, choose.int(0, 9)), this.office, {
        kind: 'withdrawOrder',
        checkpoint,
        reason: '已汇报',
      });
    if (choose.chance(0.2))
      this.do(this.after(signed, choose.int(5, 15)), this.office, {
        ...{ kind: 'issueOrder', checkpoint, signatory: '局长' },
        due: null,
      });
  }

  private submit(checkpoint: string, day: Day, as = this.lead): void {
    const { choose } = this;
    const figures = this.item.targets.map((_, index) => ({ target: index + 1, value: choose.int(0, 100) }));
    const time = choose.pick(TIMES);
    this.do(day, as, { kind: 'submit', checkpoint, text: '已办', figures: choose.chance(0.7) ? figures : [] }, time);
    const head = this.ground.roster.entries.some((entry) => entry.kind === 'head' && entry.post === as);
    if (!head || choose.chance(0.2)) return;
    const signed = this.after(day, choose.int(1, 3));
    const body: NamedBody = { kind: 'confirm', checkpoint, post: as, agree: choose.chance(0.8), reason: '请核对' };
    this.deeds.push({
      at: `${signed}T${choose.pick(TIMES)}`,
      item: this.item.code,
      as: { kind: 'head', name: as },
      do: body,
    });
  }

  private extension(checkpoint: string, due: Day): void {
    const { choose } = this;
    const asked = this.after(due, choose.int(-8, 1));
    this.do(asked, this.lead, {
      kind: 'requestExtension',
      checkpoint,
      due: this.after(due, choose.int(2, 15)),
      reason: '需再征求意见',
    });
    if (choose.chance(0.6) && this.item.leader !== '') {
      this.do(
        asked,
        this.item.leader,
        { kind: 'consentExtension', checkpoint, agree: choose.chance(0.8), reason: '同意或不同意' },
        '20:40',
      );
    }
    if (choose.chance(0.2)) return;
    const other = choose.chance(0.3) ? this.after(due, choose.int(5, 20)) : null;
    this.do(this.after(asked, choose.int(1, 9)), this.office, {
      kind: 'decideExtension',
      checkpoint,
      grant: choose.chance(0.6),
      due: other,
      reason: '经研究',
    });
  }

  private newDivision(): void {
    const { choose } = this;
    const day = this.anyDay();
    const [next = this.lead] = this.ground.names.filter((name) => !this.leads().includes(name));
    const from = choose.chance(0.5) ? this.after(day, choose.int(1, 20)) : null;
    this.do(day, this.office, { kind: 'reassign', posts: { leads: [next], supporting: [] }, from, reason: '职能调整' });
    if (choose.chance(0.7)) this.lead = next;
    if (choose.chance(0.6)) this.do(this.after(from ?? day, choose.int(1, 6)), next, { kind: 'acknowledge' });
  }

  private pause(): void {
    const day = this.anyDay();
    this.do(day, this.office, { kind: 'freeze', reason: '机构改革' });
    if (this.choose.chance(0.1)) return;
    const shift = this.choose.chance(0.5);
    this.do(this.after(day, this.choose.int(1, 25)), this.office, { kind: 'resume', shift, reason: '改革到位' });
  }

  private anything(): void {
    const { choose, item, office, lead } = this;
    const day = this.anyDay();
    const checkpoint = choose.pick(item.checkpoints).label;
    const later = this.after(day, choose.int(1, 40));
    const some: (() => void)[] = [
      () => this.do(day, office, { kind: 'nudge', words: '请抓紧' }),
      () => this.do(day, office, { kind: 'nudge', checkpoint, words: '请抓紧' }),
      () => this.do(day, office, { kind: 'instruct', words: '务必按期完成' }),
      () =>
        this.do(day, office, {
          kind: 'changeCheckpoint',
          checkpoint,
          label: '',
          from: null,
          due: later,
          reason: '方案调整',
        }),
      () => this.do(day, office, { kind: 'dropCheckpoint', checkpoint, reason: '方案调整' }),
      () =>
        this.do(day, office, {
          kind: 'addCheckpoint',
          label: `补充${this.deeds.length}`,
          from: day,
          due: later,
          contents: [],
          reason: '方案调整',
        }),
      () => this.do(day, office, { kind: 'reopen', checkpoint, due: later, reason: '核查不实' }),
      () => this.do(day, office, { kind: 'cancel', reason: '任务取消' }),
      () =>
        this.do(day, choose.pick(this.ground.leaders), {
          kind: 'decideCancel',
          agree: choose.chance(0.5),
          reason: '不同意',
        }),
      () => this.do(day, office, { kind: 'carry', to: 'next', reason: '跨年' }),
      () => this.do(day, lead, { kind: 'accept', checkpoint, note: '' }),
      () => this.submit(checkpoint, day, choose.pick(this.ground.names)),
    ];
    choose.pick(some)();
  }

  private anyDay(): Day {
    return this.after(`${this.ground.draft.year}-01-10`, this.choose.int(0, 230));
  }

  private after(day: Day, days: number): Day {
    return addWorkingDays(this.t.calendar, day, days);
  }

  private day(day: Day, days: number): Day {
    return addDays(day, this.choose.int(0, days));
  }

  private do(day: Day, as: string, body: NamedBody, time = this.choose.pick(TIMES)): void {
    this.deeds.push({ at: `${day}T${time}`, item: this.item.code, as, do: body });
  }
}
