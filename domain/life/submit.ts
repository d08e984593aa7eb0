import { answer, record, stageTo, withdraw } from '../effects.js';
import type { Instant } from '../instant.js';
import type { Effect, ItemEvent } from '../item-event.js';
import type { CheckpointState, Figure, ItemState, PostId, Rung } from '../item-state.js';
import { chasing, type Rule } from '../rule.js';
import { acknowledged } from './acknowledge.js';
import {
  count,
  isOpen,
  onCheckpoint,
  onOpenCheckpoint,
  refuse,
  replace,
  requestRungs,
  type Decision,
} from './decision.js';
import { behindPace } from './pace.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 报送 by a lead: to its head, where the campaign wants his signature first, else to the office. */
export function submit(state: ItemState, event: Event<'submit'>): Decision {
  return onOpenCheckpoint(state, event.checkpoint, (checkpoint) => {
    const { actor, at, figures } = event;
    const wrong = figures.find(
      ({ target, value }) => state.targets[target] === undefined || !Number.isFinite(value) || value < 0,
    );
    if (wrong !== undefined) return refuse('no-such-target', { target: wrong.target + 1, last: state.targets.length });
    if (checkpoint.reported[actor] !== undefined) return refuse('already-reported', { label: checkpoint.label });
    const signed = acknowledged(state, actor, at);
    const head = state.terms.confirmation ? state.posts.heads[actor] : undefined;
    if (head === undefined) {
      return reported(signed, checkpoint, { lead: actor, ...event });
    }
    const counted = count(signed.state, 'confirmation');
    return {
      state: replace(counted.state, { ...checkpoint, drafts: { ...checkpoint.drafts, [actor]: { at, figures } } }),
      effects: [
        ...signed.effects,
        record('drafted', checkpoint.n, { round: checkpoint.round }),
        ...stageTo([head], checkpoint, answer(event, 'confirmation', { step: counted.step, said: { by: actor } })),
      ],
    };
  });
}

/** 报送前审签: with the head's signature the report reaches the office, and that is when it counts as handed in. */
export function confirm(state: ItemState, event: Event<'confirm'>): Decision {
  return onOpenCheckpoint(state, event.checkpoint, (checkpoint) => {
    const draft = checkpoint.drafts[event.post];
    if (draft === undefined) return refuse('nothing-drafted', { label: checkpoint.label });
    const { [event.post]: _, ...drafts } = checkpoint.drafts;
    // One who heads two divisions may have another report to sign.
    const others = Object.keys(drafts).some((post) => state.posts.heads[post] === event.actor);
    const because = event.agree ? 'confirmed' : 'declined';
    const withdrawn = others ? [] : [withdraw(checkpoint.n, ['confirmation'], { because, post: event.actor })];
    if (event.agree) {
      const signed = { state, effects: [record('confirmed', checkpoint.n, { post: event.post }), ...withdrawn] };
      return reported(signed, { ...checkpoint, drafts }, { ...event, lead: event.post, figures: draft.figures });
    }
    if (event.reason.trim() === '') return refuse('reason-missing');
    const counted = count(state, 'declined');
    return {
      state: replace(counted.state, { ...checkpoint, drafts }),
      effects: [
        record('declined', checkpoint.n, { post: event.post, reason: event.reason }),
        ...withdrawn,
        ...stageTo(
          [event.post],
          checkpoint,
          answer(event, 'declined', { step: counted.step, said: { reason: event.reason } }),
        ),
      ],
    };
  });
}

/** A supporting division adds to the evidence: on record, never asked for and never counted. */
export function contribute(state: ItemState, event: Event<'contribute'>): Decision {
  return onCheckpoint(state, event.checkpoint, (checkpoint) => {
    if (checkpoint.status === 'past') return refuse('checkpoint-past', { label: checkpoint.label });
    if (checkpoint.status === 'accepted') return refuse('already-accepted', { label: checkpoint.label });
    const signed = acknowledged(state, event.actor, event.at);
    return {
      state: signed.state,
      effects: [...signed.effects, record('contributed', checkpoint.n, { round: checkpoint.round })],
    };
  });
}

/** What a report answers, besides what chases for it. */
const answered: Rule[] = ['returned', 'declined', 'nudge'];
/** What need not go out once the report is whole. */
export const needless: Rule[] = [...chasing, ...answered, 'confirmation'];

interface Report {
  lead: PostId;
  at: Instant;
  release: Instant;
  figures: Figure[];
  review: Rung[];
}

/** A lead's report is with the office. Where each of joint leads must report, the review begins with the last. */
function reported(
  before: { state: ItemState; effects: Effect[] },
  checkpoint: CheckpointState,
  report: Report,
): Decision {
  const { state } = before;
  const { n, round } = checkpoint;
  // While the item is frozen its clocks stand still; while an extension is asked for, nobody can say what is late.
  const late = checkpoint.request === null && Math.min(report.at, state.frozenAt ?? report.at) > checkpoint.due;
  const all = { ...checkpoint.reported, [report.lead]: report.at };
  const complete = state.terms.jointLeads === 'one' || state.posts.leads.every((post) => all[post] !== undefined);
  // Received in time, applied late (the engine was down over the deadline): the lateness never was.
  const wronged = !late && complete && !checkpoint.pending.some((rung) => rung.rule === 'overdue');
  const behind = behindPace(state, checkpoint, report.figures);
  const next: CheckpointState = {
    ...checkpoint,
    reported: all,
    late: checkpoint.late || late,
    behind: report.figures.length > 0 ? behind.length > 0 : checkpoint.behind,
    ...(complete
      ? {
          status: 'submitted',
          submittedAt: report.at,
          pending: [...requestRungs(checkpoint), ...report.review],
          hold: null,
          drafts: {},
        }
      : {}),
  };
  const because = 'submitted';
  const after = replace(state, next);
  return {
    state: after,
    effects: [
      ...before.effects,
      record('submitted', n, { round, late, ...(complete ? {} : { awaited: awaited(state, all) }) }),
      ...(wronged ? [record('lateness-withdrawn', n, { round })] : []),
      complete
        ? withdraw(n, needless, { because })
        : withdraw(n, ['reminder', 'overdue', ...answered], { because, post: report.lead }),
      ...(next.status === 'submitted' && !after.checkpoints.some(isOpen) ? [withdraw(0, ['nudge'], { because })] : []),
      ...(behind.length === 0 ? [] : [record('behind-pace', n, { round, behind })]),
      ...(behind.length === 0 || state.status === 'frozen'
        ? []
        : stageTo(
            [report.lead, state.posts.leader ?? state.posts.office],
            { n, round },
            answer(report, 'behindPace', { step: Object.keys(all).length, said: { behind } }),
          )),
    ],
  };
}

function awaited(state: ItemState, reported: Record<PostId, Instant>): PostId[] {
  return state.posts.leads.filter((post) => reported[post] === undefined);
}
