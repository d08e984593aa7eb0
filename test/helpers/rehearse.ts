import { isoWithOffset } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import type { Effect } from '../../domain/item-event.js';
import type { ItemState } from '../../domain/item-state.js';
import { decide, nextMoment } from '../../domain/lifecycle.js';
import { assignEvent, commandEvent, momentEvent } from '../../domain/make-event.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { Deed } from '../../embedded/demo/cast.js';
import type { ItemRow } from '../../register/queries/items.js';

interface Rehearsal {
  deeds: Deed[];
  campaign: { launched_at: Instant; assignment_release: Instant };
  until: Instant;
  t: Timekeeping;
}

/** Plays `decide` alone, with a simulated clock: every notice of an item, as `code checkpoint round rule step post release fate`. */
export function rehearse(item: ItemRow, { deeds, campaign, until, t }: Rehearsal): string[] {
  const of = (role: string): string[] => item.posts.filter((post) => post.role === role).map((post) => post.id);
  const posts = {
    leads: of('lead'),
    supporting: of('supporting'),
    leader: of('leader')[0] ?? null,
    office: of('office')[0] ?? '',
    principal: of('principal')[0] ?? null,
  };
  const checkpoints = item.checkpoints.map(({ label, from, dueDay }) => ({ label, from, due: dueDay }));
  const notices: { rule: string; checkpoint: number; release: Instant; post: string; text: string; fate: string }[] =
    [];
  let state: ItemState | null = null;

  function happen(decision: ReturnType<typeof decide>, at: Instant): void {
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    state = decision.state;
    for (const effect of decision.effects) note(effect, at);
  }
  function note(effect: Effect, at: Instant): void {
    if (effect.type === 'stage') {
      const { checkpoint, round, rule, step, post, release } = effect.notice;
      notices.push({
        rule,
        checkpoint,
        release,
        post,
        fate: 'told',
        text: [
          item.code,
          checkpoint,
          round,
          rule,
          step,
          post,
          isoWithOffset(release, 'Asia/Shanghai').slice(0, 16),
        ].join(' '),
      });
    }
    if (effect.type === 'withdraw') {
      for (const notice of notices) {
        const meant =
          effect.rules.some((rule) => rule === notice.rule) &&
          (effect.checkpoint === 'any' || effect.checkpoint === notice.checkpoint) &&
          (effect.post === undefined || effect.post === notice.post);
        if (meant && notice.release > at) notice.fate = 'withdrawn';
      }
    }
  }
  function pass(to: Instant): void {
    for (
      let next = state === null ? null : nextMoment(state);
      next !== null && next.at <= to;
      next = state === null ? null : nextMoment(state)
    ) {
      happen(decide(state, momentEvent(next.at, next.at, t)), next.at);
    }
  }

  happen(
    decide(
      null,
      assignEvent(
        { id: item.id, posts, checkpoints },
        { at: campaign.launched_at, release: campaign.assignment_release },
        t,
      ),
    ),
    campaign.launched_at,
  );
  for (const deed of deeds.filter((candidate) => candidate.item.id === item.id)) {
    pass(deed.at);
    const actor = item.posts.find((post) => post.name === deed.as)?.id ?? '';
    happen(
      decide(state, commandEvent({ id: '', itemId: item.id, actor, at: deed.at, body: deed.body }, state, t)),
      deed.at,
    );
  }
  pass(until);
  return notices.map((notice) => `${notice.text} ${notice.fate}`);
}
