import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../domain/calendar/civil-day.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { workingDayOnOrBefore } from '../../domain/calendar/working-calendar.js';
import { dayOf, instantOf } from '../../domain/calendar/zoned.js';
import type { CommandBody, CommandKind } from '../../domain/command.js';
import { HOUR, MINUTE, type Instant } from '../../domain/instant.js';
import type { Effect, ItemEvent, StagedNotice } from '../../domain/item-event.js';
import type { CheckpointState, ItemState, Rule, Rung } from '../../domain/item-state.js';
import { ladderOf, pendingRungs, postsOf } from '../../domain/ladder.js';
import { decide, nextMoment } from '../../domain/lifecycle.js';
import { assignEvent, commandEvent, momentEvent, type PlannedItem } from '../../domain/make-event.js';
import type { Policy } from '../../domain/policy.js';
import { isWorkingHours, lateToday, nextRelease, workingDaysLate } from '../../domain/schedule.js';
import { plan, step, type Given, type Step } from './lifecycle-arbitraries.js';

const ZONE = 'Asia/Shanghai';
const at = (day: string, time = '09:00'): Instant => instantOf(day, time, ZONE);

const chasing = ['opening', 'reminder', 'overdue', 'escalation', 'return'];

/** An item played step by step, every promise of the rules checked at each. */
class Play {
  state: ItemState;
  now: Instant;
  readonly fired: Instant[] = [];
  private readonly notices = new Map<
    string,
    { notice: StagedNotice; planned: Instant; fate: 'staged' | 'withdrawn' | 'told' }
  >();
  private readonly item: PlannedItem;
  private readonly t: { policy: Policy; calendar: typeof stateCouncilCalendar };
  private readonly launchedAt: Instant;

  constructor(given: Given) {
    const { leads, supporting, leader, principal } = given;
    this.t = { policy: given.policy, calendar: stateCouncilCalendar };
    let from = addDays(given.launch, given.first - 20);
    const dues = given.gaps.map((_, i) =>
      addDays(given.launch, given.first + given.gaps.slice(0, i).reduce((a, b) => a + b, 0)),
    );
    const checkpoints = dues.map((day, i) => {
      const due = workingDayOnOrBefore(stateCouncilCalendar, day);
      const planned = { label: `${String(i + 1)}`, from: from <= due ? from : due, due };
      from = addDays(due, 1);
      return planned;
    });
    this.item = {
      id: `${given.launch} ${String(given.first)}`,
      posts: { leads, supporting, leader, office: '督查室', principal },
      checkpoints,
    };
    this.launchedAt = at(given.launch, given.hour);
    this.now = this.launchedAt;
    const event = assignEvent(this.item, { at: this.now, release: nextRelease(this.now, this.t) }, this.t);
    const decision = decide(null, event);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    this.state = decision.state;
    this.note(null, event, decision.effects);
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
        if (moment !== undefined && !dueAgain) this.unchanged(momentEvent(moment, this.now, this.t));
        return;
      }
      case 'assign again':
        return this.unchanged(assignEvent(this.item, { at: this.now, release: nextRelease(this.now, this.t) }, this.t));
      default:
        return this.command(next);
    }
  }

  private command({ do: kind, actor: who, checkpoint, lag, reason }: Step & { do: CommandKind }): void {
    const { leads, supporting, leader, office, principal } = this.item.posts;
    const anybody = [...leads, ...supporting, leader ?? '外人', office, principal ?? '外人', '外人'];
    const rightful = kind === 'submit' || kind === 'acknowledge' ? (leads[0] as string) : office;
    const actor = who === 0 ? rightful : (anybody[who % anybody.length] as string);
    const received = Math.max(this.launchedAt, this.now - lag * MINUTE);
    const bodies: Record<CommandKind, CommandBody> = {
      acknowledge: { kind: 'acknowledge' },
      submit: { kind: 'submit', checkpoint, text: '完成', files: [] },
      accept: { kind: 'accept', checkpoint, note: '' },
      return: { kind: 'return', checkpoint, reason },
      close: { kind: 'close', note: '' },
    };
    const command = { id: 'c', itemId: this.item.id, actor, at: received, body: bodies[kind] };
    this.apply(commandEvent(command, this.state, { ...this.t, now: this.now }));
  }

  private pass(until: Instant, how: 'on time' | 'late'): void {
    for (let next = nextMoment(this.state); next !== null && next.at <= until; next = nextMoment(this.state)) {
      this.now = Math.max(this.now, how === 'late' ? until : next.at);
      this.release();
      this.fired.push(next.at);
      this.apply(momentEvent(next.at, this.now, this.t));
      const then = nextMoment(this.state);
      // Nothing that is ripe stays behind: time is never read twice.
      if (then !== null) must(then.at > this.now && then.at > next.at, 'time must advance');
    }
    this.now = Math.max(this.now, until);
    this.release();
  }

  /** Dispatch goes on while the item sleeps. */
  private release(): void {
    for (const told of this.notices.values())
      if (told.fate === 'staged' && told.notice.release <= this.now) told.fate = 'told';
  }

  private unchanged(event: ItemEvent): void {
    const decision = decide(this.state, event);
    must(
      'state' in decision && decision.state === this.state && decision.effects.length === 0,
      `${event.type} applied twice`,
    );
  }

  private apply(event: ItemEvent): void {
    const before = this.state;
    const copy = JSON.stringify(before);
    const decision = decide(before, event);
    must(JSON.stringify(before) === copy, 'the state given is left alone');
    if ('refusal' in decision) return;
    if (before.status === 'closed') must(decision.state === before, 'closed is closed');
    this.state = decision.state;
    this.note(before, event, decision.effects);
  }

  private note(before: ItemState | null, event: ItemEvent, effects: Effect[]): void {
    for (const effect of effects) if (effect.type === 'withdraw') this.withdraw(effect);
    for (const effect of effects) if (effect.type === 'stage') this.stage(effect.notice, before);
    if (before === null) return;
    this.judgeOnTime(before, event);
    this.everyRungAccounted(before, event, effects);
    this.nobodyChasedInVain();
  }

  private withdraw({ rules, checkpoint, post }: Effect & { type: 'withdraw' }): void {
    for (const staged of this.notices.values()) {
      const { notice } = staged;
      const meant =
        rules.includes(notice.rule) &&
        (checkpoint === 'any' || checkpoint === notice.checkpoint) &&
        (post === undefined || post === notice.post);
      if (meant && staged.fate === 'staged') staged.fate = 'withdrawn';
    }
  }

  private stage(notice: StagedNotice, before: ItemState | null): void {
    const { checkpoint, round, rule, step: ordinal, post, release } = notice;
    const key = [checkpoint, round, rule, ordinal, post].join(' ');
    must(!this.notices.has(key), `staged twice: ${key}`);
    const rung =
      before === null
        ? undefined
        : pendingRungs(before).find(
            (p) => (p.checkpoint?.n ?? 0) === checkpoint && p.rung.rule === rule && p.rung.step === ordinal,
          )?.rung;
    this.notices.set(key, { notice, planned: rung?.release ?? release, fate: 'staged' });

    const today = lateToday(this.now, this.t);
    const missedToday = rung !== undefined && today !== null && rung.release <= this.now && rung.release >= today.since;
    const expected =
      rule === 'return' || missedToday ? isWorkingHours(release, this.t) : release === nextRelease(release - 1, this.t);
    must(expected, `${key} at an odd hour`);
    if (missedToday) must(release === today.release, `${key} a day late`);
    if (rung !== undefined) must(release > this.now, `${key} released before it is staged`);
    const own = before?.checkpoints.find((c) => c.n === checkpoint);
    if (own === undefined) return;
    must(own.status !== 'past', `${key}: past is past`);
    if (rule === 'overdue' || rule === 'escalation') {
      must(this.now > own.due && workingDaysLate(own.due, release, this.t) > 0, `${key} before it is late`);
      must(['ahead', 'open', 'returned'].includes(own.status), `${key} though ${own.status}`);
    }
    if (rule === 'opening' || rule === 'reminder') must(release <= own.due, `${key} after due`);
  }

  private judgeOnTime(before: ItemState, event: ItemEvent): void {
    for (const checkpoint of this.state.checkpoints) {
      const was = before.checkpoints[checkpoint.n - 1] as CheckpointState;
      const submitted = event.type === 'submit' && event.checkpoint === checkpoint.n;
      must(checkpoint.late === (was.late || (submitted && event.at > was.due)), 'late is judged by receipt, and stays');
      if (submitted) must(checkpoint.submittedAt === event.at, 'submitted when it was received');
      must(
        checkpoint.round === was.round + (event.type === 'return' && event.checkpoint === checkpoint.n ? 1 : 0),
        'a return begins a round',
      );
      if (checkpoint.round > was.round) {
        // However late it is applied, there is time to mend it.
        must(checkpoint.due >= was.due, 'a return takes no time away');
        must(
          workingDaysLate(this.now - HOUR, checkpoint.due, this.t) >= this.t.policy.returnDays,
          'a return leaves time to mend',
        );
      }
    }
  }

  private everyRungAccounted(before: ItemState, event: ItemEvent, effects: Effect[]): void {
    const left = new Set(pendingRungs(this.state).map(({ rung }) => rung));
    const toldOf = new Map<string, Instant>();
    for (const { checkpoint, rung } of pendingRungs(before)) {
      const n = checkpoint?.n ?? 0;
      if (left.has(rung)) continue;
      if (event.type === 'moment') {
        // Of one ladder, one step, or those that were set for one release.
        const ladder = `${String(n)} ${ladderOf(rung.rule)}`;
        if (this.toldOrSuperseded(n, rung, effects) === 'told')
          must((toldOf.get(ladder) ?? rung.release) === rung.release, `two steps of ${ladder}`);
        else continue;
        toldOf.set(ladder, rung.release);
      } else must(needless(event, n, rung), `${rung.rule} ${String(rung.step)} of ${String(n)} lost at ${event.type}`);
    }
  }

  private toldOrSuperseded(n: number, rung: Rung, effects: Effect[]): string {
    const recorded = effects.filter(
      (e) =>
        e.type === 'record' && e.checkpoint === n && e.detail['rule'] === rung.rule && e.detail['step'] === rung.step,
    );
    must(
      recorded.length === 1,
      `${rung.rule} ${String(rung.step)} of ${String(n)} recorded ${String(recorded.length)} times`,
    );
    const told = effects.flatMap((e) =>
      e.type === 'stage' && e.notice.checkpoint === n && e.notice.rule === rung.rule && e.notice.step === rung.step
        ? [e.notice.post]
        : [],
    );
    const word = (recorded[0] as Effect & { type: 'record' }).event;
    must(told.join() === (word === 'told' ? postsOf(rung.to, this.state).join() : ''), 'told to those it is for');
    must(word === 'told' ? told.length > 0 : word === 'superseded', `${rung.rule} told to nobody`);
    if (word === 'told') return word;
    // On time nothing is passed over; late, only what the due date or a later step of the same ladder overtook.
    must(rung.release <= this.now, `${rung.rule} passed over on time`);
    const due = this.state.checkpoints[n - 1]?.due ?? Infinity;
    const later = effects.some(
      (e) =>
        e.type === 'record' &&
        e.checkpoint === n &&
        ladderOf(e.detail['rule'] as Rule) === ladderOf(rung.rule) &&
        Number(e.detail['release']) > rung.release,
    );
    must(later || nextRelease(this.now, this.t) > due, `${rung.rule} passed over for nothing`);
    return word;
  }

  private nobodyChasedInVain(): void {
    if (this.state.status === 'closed') must(nextMoment(this.state) === null, 'a closed item sleeps');
    for (const { notice, fate } of this.notices.values()) {
      if (fate !== 'staged') continue;
      const own = this.state.checkpoints.find((c) => c.n === notice.checkpoint);
      if (chasing.includes(notice.rule) && own !== undefined) {
        must(
          ['ahead', 'open', 'returned'].includes(own.status) && notice.round === own.round,
          `${notice.rule} still staged`,
        );
      }
      if (notice.rule === 'review') must(own?.status === 'submitted', 'a review of nothing');
      if (notice.rule === 'acknowledgement')
        must(this.state.acknowledged[notice.post] === undefined, 'asked for what was given');
      if (this.state.status === 'closed')
        must(['acceptance', 'closing'].includes(notice.rule), `${notice.rule} for a closed item`);
    }
    for (const checkpoint of this.state.checkpoints) {
      if (checkpoint.status === 'past' || checkpoint.status === 'accepted')
        must(checkpoint.pending.length === 0, 'done is done');
      if (checkpoint.status === 'submitted')
        must(
          checkpoint.pending.every((rung) => rung.rule === 'review'),
          'chased under review',
        );
    }
  }
}

/** What the event itself made unnecessary to tell. */
function needless(event: ItemEvent, n: number, rung: Rung): boolean {
  switch (event.type) {
    case 'acknowledge':
      return rung.rule === 'acknowledgement';
    case 'submit':
      return n === event.checkpoint || rung.rule === 'acknowledgement';
    case 'accept':
    case 'return':
      return n === event.checkpoint && rung.rule === 'review';
    default:
      return event.type === 'close';
  }
}

/** As `expect`, but cheap enough to be asked some hundred thousand times. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

describe('an item’s life', () => {
  it('keeps every promise, whatever happens to it in whatever order', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(plan, fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (given, steps) => {
        const play = new Play(given);
        for (const next of steps) {
          play.run(next);
          for (const { status, round, late } of play.state.checkpoints)
            seen.add(`${status} ${String(Math.min(round, 2))} ${String(late)}`);
          seen.add(play.state.status);
        }
      }),
      { numRuns: 400 },
    );
    // The plays went everywhere worth going.
    for (const place of [
      'past 1 false',
      'ahead 1 false',
      'open 1 false',
      'submitted 2 true',
      'returned 2 true',
      'returned 2 false',
      'accepted 2 false',
      'closed',
    ]) {
      expect(seen).toContain(place);
    }
  });

  it('tells a silent division of everything, and in the end falls silent itself', () => {
    fc.assert(
      fc.property(plan, fc.constantFrom('on time', 'late'), (given, how) => {
        const play = new Play(given);
        for (let i = 0; i < 12; i += 1) play.run({ do: how === 'late' ? 'sleep' : 'live', minutes: 45 * 1440 });
        expect(nextMoment(play.state)).toBeNull();
        expect(dayOf(play.now, ZONE) > given.launch).toBe(true);
        expect(play.state.checkpoints.every((c) => c.status === 'past' || c.status === 'open')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
