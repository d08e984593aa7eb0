import { isoWithOffset } from './calendar/zoned.js';
import { HOUR, type Instant } from './instant.js';
import type { StagedNotice } from './item-event.js';
import type { DraftItem } from './plan.js';
import type { Behaviour, Deed } from './rehearsal/deed.js';
import { mailsOf } from './rehearsal/mails.js';
import { Moments } from './rehearsal/moments.js';
import { playItem } from './rehearsal/play-item.js';
import { plannedItem, postNamed, rehearsedPost, type RehearsedPlan } from './rehearsal/posts.js';
import type { Launch } from './rehearsal/punctual.js';
import type { Recipient, RehearsedNotice, Rehearsal } from './rehearsal/rehearsed.js';
import { resolveDeeds } from './rehearsal/resolve-deeds.js';
import { busyDaysOf, totalsOf } from './rehearsal/totals.js';
import { deedWarnings, planWarnings, reminderWarnings, mailboxWarnings } from './rehearsal/warnings.js';
import { rules } from './rule.js';
import { dueOn, type Timekeeping } from './schedule.js';
import { whyText } from './why.js';

export interface RehearseOptions {
  launch: Launch;
  behaviour: Behaviour;
  /** Nothing is played after that; two years after the last due date where it is not given. */
  until?: Instant;
}

const TWO_YEARS = 2 * 366 * 24 * HOUR;

/**
 * 演练: the whole campaign played by `decide` on a simulated clock, before anything is launched: every notice that goes out, in
 * the order in which it does, by the same rules as the engine.
 *
 * @throws DubanError `deeds-invalid`, as `resolveDeeds`
 */
export function rehearse(plan: RehearsedPlan, t: Timekeeping, options: RehearseOptions): Rehearsal {
  const { launch } = options;
  const deeds = resolveDeeds(plan, { ...options, postOf: rehearsedPost }, t);
  const deedsOf = byItem(deeds);
  const until = options.until ?? lastOf(plan, deeds, t) + TWO_YEARS;
  const teller = new Teller(t);
  const playing = { launch, until, postOf: rehearsedPost, moments: new Moments(t) };
  const releases = new Map<Instant, RehearsedNotice[]>();
  const warnings = planWarnings(plan, launch, t);
  for (const item of plan.draft.items) {
    const planned = plannedItem(item, plan, rehearsedPost);
    const own = deedsOf.get(item.code) ?? [];
    const played = playItem({ item: planned, deeds: own }, playing, t);
    const labels = new Map(played.state.checkpoints.map(({ n, label }) => [n, label]));
    const told = played.notices.sort(inOrder).map((notice) => teller.tell(item, labels, notice));
    for (const notice of told) {
      const together = releases.get(notice.at);
      if (together) together.push(notice);
      else releases.set(notice.at, [notice]);
    }
    warnings.push(...deedWarnings(played.refused, t), ...reminderWarnings(item.code, told, t));
  }
  const notices = [...releases.keys()].sort((a, b) => a - b).flatMap((release) => releases.get(release) ?? []);
  const mails = mailsOf(notices, plan.roster);
  return {
    ...{ title: plan.draft.title, span: plan.draft.span, items: plan.draft.items.length, launch, notices, mails },
    totals: totalsOf(mails),
    busyDays: busyDaysOf(mails),
    dues: plan.draft.items.flatMap(({ code, checkpoints }) =>
      checkpoints
        .filter(({ due }) => dueOn(due, t) > launch.release)
        .map(({ due, label }) => ({ day: due, item: code, checkpoint: label })),
    ),
    warnings: [...warnings, ...mailboxWarnings(mails)],
  };
}

/** Writes a notice down as its reader knows it. What many notices share is made once. */
class Teller {
  private readonly recipients = new Map<string, Recipient>();
  private readonly times = new Map<Instant, string>();
  private readonly whys = new Map<string, string>();

  constructor(private readonly t: Timekeeping) {}

  tell({ code }: DraftItem, labels: Map<number, string>, notice: StagedNotice): RehearsedNotice {
    const { checkpoint, rule, step, release, contact } = notice;
    const { reminders, zone } = this.t.policy;
    return {
      item: code,
      checkpoint: labels.get(checkpoint) ?? '',
      kind: rule,
      step: rule === 'reminder' ? reminders.indexOf(step) + 1 : step,
      recipient: once(this.recipients, notice.post, () => {
        const { kind: role, name } = postNamed(notice.post);
        return { role, name };
      }),
      release: once(this.times, release, () => isoWithOffset(release, zone)),
      why: this.why(notice),
      at: release,
      contact,
    };
  }

  private why({ rule, basis, release }: StagedNotice): string {
    const { policy, calendar } = this.t;
    const time = once(this.times, release, () => isoWithOffset(release, policy.zone));
    // The year is named where it is not that of the reader.
    return once(this.whys, `${rule} ${basis.of} ${basis.at} ${basis.days} ${time.slice(0, 4)}`, () => {
      const versions = { policy: policy.version, calendar: calendar.version };
      return whyText({ rule, basis, versions }, { zone: policy.zone, now: release });
    });
  }
}

function once<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

const ruleOrder = new Map(rules.map((rule, index) => [rule, index]));

/** Reminders count down. */
function inOrder(a: StagedNotice, b: StagedNotice): number {
  return (
    a.release - b.release ||
    a.checkpoint - b.checkpoint ||
    (ruleOrder.get(a.rule) ?? 0) - (ruleOrder.get(b.rule) ?? 0) ||
    (a.rule === 'reminder' ? b.step - a.step : a.step - b.step)
  );
}

function byItem(deeds: readonly Deed[]): Map<string, Deed[]> {
  const found = new Map<string, Deed[]>();
  for (const deed of deeds) {
    const own = found.get(deed.itemCode);
    if (own) own.push(deed);
    else found.set(deed.itemCode, [deed]);
  }
  return found;
}

function lastOf({ draft }: RehearsedPlan, deeds: readonly Deed[], t: Timekeeping): Instant {
  const days = [draft.span.last, ...draft.items.flatMap(({ checkpoints }) => checkpoints.map(({ due }) => due))];
  const last = dueOn(
    days.reduce((latest, day) => (day > latest ? day : latest)),
    t,
  );
  return Math.max(last, deeds.at(-1)?.at ?? last);
}
