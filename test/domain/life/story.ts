import { stateCouncilCalendar } from '../../../domain/calendar/state-council.js';
import { instantOf, isoWithOffset } from '../../../domain/calendar/zoned.js';
import type { CommandBody } from '../../../domain/command.js';
import { commandEvent } from '../../../domain/command-event.js';
import type { Instant } from '../../../domain/instant.js';
import type { Effect, ItemEvent, NoticeKey, StagedNotice } from '../../../domain/item-event.js';
import type { CheckpointState, ItemPosts, ItemState } from '../../../domain/item-state.js';
import { decide, nextMoment } from '../../../domain/lifecycle.js';
import { assignEvent, momentEvent, type PlannedItem } from '../../../domain/make-event.js';
import { defaultPolicy, type Policy } from '../../../domain/policy.js';
import { ENGINE } from '../../../domain/rights.js';
import type { Rule } from '../../../domain/rule.js';
import { nextRelease, type Timekeeping } from '../../../domain/schedule.js';

/** `2017-09-30 17:30` in the campaign's zone; 09:00 where no time is given. */
export function at(text: string): Instant {
  const [day = '', time = '09:00'] = text.split(' ');
  return instantOf(day, time, 'Asia/Shanghai');
}

export function shown(instant: Instant): string {
  return isoWithOffset(instant, 'Asia/Shanghai').slice(0, 16).replace('T', ' ');
}

export const posts: ItemPosts = {
  leads: ['基础教育处'],
  supporting: ['高教处'],
  leader: '夏春胤',
  office: '督查室',
  principal: '孟晖',
  heads: {},
};
export const joint: ItemPosts = { ...posts, leads: ['基础教育处', '职成教处'] };

const quarters = [
  { label: '3月', from: '2017-01-01', due: '2017-03-31' },
  { label: '9月', from: '2017-04-01', due: '2017-09-30' },
];

interface Told {
  notice: StagedNotice;
  withdrawn: boolean;
}

/** An item lived day by day. What is told is what goes out: staged and not withdrawn before its release. */
export class Story {
  state: ItemState;
  now: Instant;
  records: string[] = [];
  private readonly told: Told[] = [];

  private constructor(
    readonly t: Timekeeping,
    event: ReturnType<typeof assignEvent>,
  ) {
    this.now = event.at;
    const decision = decide(null, event);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    this.state = decision.state;
    this.note(decision.effects);
  }

  /** Wuhan's item 1.3 of 2017, unless told otherwise; its assignment goes out the next morning. */
  static launched(given: Partial<PlannedItem> & { on?: string; policy?: Partial<Policy> } = {}): Story {
    const { on = '2017-03-01 15:00', policy, ...item } = given;
    const t = { policy: { ...defaultPolicy, ...policy }, calendar: stateCouncilCalendar };
    const planned = { id: 'item-1', posts, targets: [], checkpoints: quarters, ...item };
    return new Story(t, assignEvent(planned, { at: at(on), release: nextRelease(at(on), t) }, t));
  }

  /** Time passes, every timer on time. */
  until(text: string): this {
    for (let next = nextMoment(this.state); next !== null && next.at <= at(text); next = nextMoment(this.state)) {
      this.now = Math.max(this.now, next.at);
      this.apply(momentEvent(next.at, { now: this.now, state: this.state }, this.t));
    }
    this.now = Math.max(this.now, at(text));
    return this;
  }

  /** `actor` does something at `when`, applied at once. */
  does(when: string, actor: string, body: CommandBody): this {
    const refused = this.refused(when, actor, body);
    if (refused !== null) throw new Error(refused);
    return this;
  }

  /** The same; why it was refused, `null` if it was not. */
  refused(when: string, actor: string, body: CommandBody): string | null {
    this.until(when);
    return this.apply(this.event(when, actor, body));
  }

  /** Received at `when`, applied only now. */
  doesLate(when: string, actor: string, body: CommandBody): this {
    const refused = this.apply(this.event(when, actor, body));
    if (refused !== null) throw new Error(refused);
    return this;
  }

  bounces(when: string, notice: NoticeKey, more: { contact?: 1 | 2; otherContact?: boolean } = {}): this {
    const { contact = 1, otherContact = true } = more;
    return this.does(when, ENGINE, { kind: 'undelivered', notice, contact, otherContact, reason: '550 no such user' });
  }

  /** What has gone out by now of these rules (or all), as `2017-09-18 09:00 reminder 10 基础教育处`. */
  sent(...rules: Rule[]): string[] {
    return this.notices(...rules).map(
      ({ release, rule, step, post, contact }) =>
        `${shown(release)} ${rule} ${String(step)} ${post}${contact === 2 ? ' (other contact)' : ''}`,
    );
  }

  notices(...rules: Rule[]): StagedNotice[] {
    return this.told
      .filter(({ withdrawn, notice }) => !withdrawn && notice.release <= this.now)
      .map(({ notice }) => notice)
      .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
      .sort((a, b) => a.release - b.release);
  }

  checkpoint(n: number): CheckpointState {
    const found = this.state.checkpoints.find((checkpoint) => checkpoint.n === n);
    if (found === undefined) throw new Error(`no checkpoint ${String(n)}`);
    return found;
  }

  private event(when: string, actor: string, body: CommandBody): ItemEvent {
    const command = { id: 'c', itemId: 'item-1', actor, at: at(when), body };
    return commandEvent(command, this.state, { ...this.t, now: this.now });
  }

  private apply(event: ItemEvent): string | null {
    const decision = decide(this.state, event);
    if ('refusal' in decision) return decision.refusal.code;
    this.state = decision.state;
    this.note(decision.effects);
    return null;
  }

  private note(effects: Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'record') this.records.push(effect.event);
      if (effect.type !== 'withdraw') continue;
      const { rules, checkpoint, post, after } = effect;
      for (const told of this.told) {
        const { notice } = told;
        told.withdrawn ||=
          notice.release > this.now &&
          rules.includes(notice.rule) &&
          (checkpoint === 'any' || checkpoint === notice.checkpoint) &&
          (post === undefined || post === notice.post) &&
          (after === undefined || notice.release > after);
      }
    }
    for (const effect of effects)
      if (effect.type === 'stage') this.told.push({ notice: effect.notice, withdrawn: false });
  }
}

export const submit = (checkpoint: number, value?: number): CommandBody => ({
  kind: 'submit',
  checkpoint,
  text: '完成',
  files: [],
  figures: value === undefined ? [] : [{ target: 0, value }],
});
export const accept = (checkpoint: number): CommandBody => ({ kind: 'accept', checkpoint, note: '' });
export const giveBack = (checkpoint: number): CommandBody => ({ kind: 'return', checkpoint, reason: '缺数据' });
