import { addDays } from '../../domain/calendar/civil-day.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { workingDayOnOrBefore } from '../../domain/calendar/working-calendar.js';
import { instantOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import { commandEvent } from '../../domain/command-event.js';
import { MINUTE, type Instant } from '../../domain/instant.js';
import type { Effect, ItemEvent } from '../../domain/item-event.js';
import type { ItemState } from '../../domain/item-state.js';
import { decide, nextMoment } from '../../domain/lifecycle.js';
import { assignEvent, momentEvent, type PlannedItem } from '../../domain/make-event.js';
import { nextRelease, type Timekeeping } from '../../domain/schedule.js';
import { actorOf, bodyOf } from './play-acts.js';
import { ZONE, type Played } from './scene.js';
import { judgeEvent, judgeStaged, judgeTold, must } from './play-rules.js';
import type { Act, Given, Step } from './lifecycle-arbitraries.js';

/** An item played step by step, every promise of the rules checked at each. */
export class Play {
  state: ItemState;
  now: Instant;
  /** Kinds of command that were not refused. */
  readonly done = new Set<string>();
  readonly notices = new Map<string, Played>();
  readonly t: Timekeeping;
  private readonly fired: Instant[] = [];
  private readonly item: PlannedItem;
  private readonly launchedAt: Instant;

  constructor(given: Given, lead?: number) {
    this.t = { policy: given.policy, calendar: stateCouncilCalendar };
    this.item = itemOf(given);
    this.launchedAt = instantOf(given.launch, given.hour, ZONE);
    this.now = this.launchedAt;
    const made = assignEvent(this.item, { at: this.now, release: nextRelease(this.now, this.t) }, this.t);
    const event = { ...made, lead: lead ?? made.lead };
    const decision = decide(null, event);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    this.state = decision.state;
    this.note(event, decision.effects);
  }

  run(next: Step): void {
    switch (next.do) {
      case 'live':
        return this.pass(this.now + next.minutes * MINUTE, 'on time');
      case 'sleep':
        return this.pass(this.now + next.minutes * MINUTE, 'late');
      case 'redeliver': {
        const moment = this.fired[next.which % Math.max(1, this.fired.length)];
        // A later event may set a clock for the very same instant: then the moment is due once more, and rightly applied.
        const dueAgain = moment === nextMoment(this.state)?.at;
        if (moment !== undefined && !dueAgain) this.unchanged(momentEvent(moment, this, this.t));
        return;
      }
      case 'assign again':
        return this.unchanged(assignEvent(this.item, { at: this.now, release: nextRelease(this.now, this.t) }, this.t));
      default:
        return this.act(next);
    }
  }

  /** What went out so far, and what will unless it is withdrawn. Without the rounds, which are of no concern to a reader. */
  told(): string[] {
    return [...this.notices.values()]
      .filter(({ fate }) => fate !== 'withdrawn')
      .map(({ notice: { release, checkpoint, rule, step, post, contact, said, basis } }) =>
        [isoWithOffset(release, ZONE), checkpoint, rule, step, post, contact, JSON.stringify([said, basis])].join(' '),
      )
      .sort();
  }

  pass(until: Instant, how: 'on time' | 'late'): void {
    for (let next = nextMoment(this.state); next !== null && next.at <= until; next = nextMoment(this.state)) {
      this.now = Math.max(this.now, how === 'late' ? until : next.at);
      this.release();
      this.fired.push(next.at);
      this.apply(momentEvent(next.at, this, this.t));
      const then = nextMoment(this.state);
      // Nothing that is ripe stays behind: time is never read twice.
      must(then === null || (then.at > this.now && then.at > next.at), 'time must advance');
    }
    this.now = Math.max(this.now, until);
    this.release();
  }

  private act(act: Act): void {
    const received = Math.max(this.launchedAt, this.now - act.lag * MINUTE);
    const body = bodyOf(act, this);
    if (body === null) return;
    const command = { id: 'c', itemId: this.item.id, actor: actorOf(act, body, this.state), at: received, body };
    if (this.apply(commandEvent(command, this.state, { ...this.t, now: this.now }))) this.done.add(act.do);
  }

  /** Dispatch goes on while the item sleeps. */
  private release(): void {
    const due = [...this.notices.values()].filter(
      ({ fate, notice }) => fate === 'staged' && notice.release <= this.now,
    );
    for (const told of due) {
      told.fate = 'told';
      judgeTold(told.notice, this.state);
    }
  }

  private unchanged(event: ItemEvent): void {
    const decision = decide(this.state, event);
    const same = 'state' in decision && decision.state === this.state && decision.effects.length === 0;
    must(same, `${event.type} applied twice`);
  }

  private apply(event: ItemEvent): boolean {
    const before = this.state;
    const copy = JSON.stringify(before);
    const decision = decide(before, event);
    must(JSON.stringify(before) === copy, 'the state given is left alone');
    if ('refusal' in decision) return false;
    this.state = decision.state;
    this.note(event, decision.effects);
    judgeEvent({ before, event, after: this.state, effects: decision.effects });
    // What is prompt goes out at once.
    this.release();
    return true;
  }

  private note(event: ItemEvent, effects: Effect[]): void {
    for (const effect of effects) if (effect.type === 'withdraw') this.withdraw(effect);
    for (const effect of effects) {
      if (effect.type !== 'stage') continue;
      const { checkpoint, round, rule, step, post, contact } = effect.notice;
      const key = [checkpoint, round, rule, step, post, contact].join(' ');
      must(!this.notices.has(key), `staged twice: ${key}`);
      judgeStaged(effect.notice, { event, now: this.now, t: this.t });
      this.notices.set(key, { notice: effect.notice, fate: 'staged', bounced: false });
    }
  }

  private withdraw({ rules, checkpoint, post, after }: Effect & { type: 'withdraw' }): void {
    for (const staged of this.notices.values()) {
      const { notice } = staged;
      const meant =
        rules.includes(notice.rule) &&
        (checkpoint === 'any' || checkpoint === notice.checkpoint) &&
        (post === undefined || post === notice.post) &&
        (after === undefined || notice.release > after);
      // What has gone out by now cannot be taken back.
      if (meant && staged.fate === 'staged' && notice.release > this.now) staged.fate = 'withdrawn';
    }
  }
}

function itemOf({ launch, first, gaps, leads, supporting, leader, principal }: Given): PlannedItem {
  let from = addDays(launch, first - 20);
  const checkpoints = gaps.map((_, i) => {
    const day = addDays(launch, first + gaps.slice(0, i).reduce((a, b) => a + b, 0));
    const due = workingDayOnOrBefore(stateCouncilCalendar, day);
    const planned = { label: `${String(i + 1)}`, from: from <= due ? from : due, due };
    from = addDays(due, 1);
    return planned;
  });
  return {
    id: `${launch} ${String(first)}`,
    posts: { leads, supporting, leader, office: '督查室', principal, heads: { 甲处: '甲处长', 戊处: '戊处长' } },
    targets: [{ quantity: 100, comparison: 'at-least' }],
    checkpoints,
  };
}
