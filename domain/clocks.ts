import { dayOf } from './calendar/zoned.js';
import type { Day, Instant } from './instant.js';
import type { Clock, DueDay, Restart } from './item-event.js';
import type { CheckpointState, ItemPosts, ItemState, Rung } from './item-state.js';
import { ladderOf } from './ladder.js';
import { allReported, answering, isOpen, isServed } from './life/decision.js';
import { chasing } from './rule.js';
import {
  answerClock,
  assignmentClock,
  dueOn,
  graceDue,
  nextRelease,
  restOfClock,
  reviewClock,
  roundClock,
  shifted,
  type Timekeeping,
} from './schedule.js';
import { MOST_LEAD } from './spread.js';

/** When a round begins, and by what time is kept. */
export interface Begun {
  at: Instant;
  t: Timekeeping;
}

type Dates = Pick<CheckpointState, 'n' | 'from' | 'due' | 'lateFrom'>;

function clockOf(dates: Dates, { at, t }: Begun): Clock {
  const { n, due, lateFrom } = dates;
  return { n, due, lateFrom, pending: roundClock(dates, at, t) };
}

/** The round that a new due date begins. */
export function clockTo(due: Instant, { n, from }: Pick<CheckpointState, 'n' | 'from'>, begun: Begun): Clock {
  return clockOf({ n, from, due, lateFrom: due }, begun);
}

/** After a return: due as before, or so many working days on if that is later. */
export function returnClock(checkpoint: CheckpointState, begun: Begun): Clock {
  return clockTo(graceDue(checkpoint.due, begun.at, begun.t), checkpoint, begun);
}

/** After a refused extension: the date stands, but lateness is not counted for the days on which the office had yet to answer. */
export function refusalClock(checkpoint: CheckpointState, begun: Begun): Clock {
  return clockOf({ ...checkpoint, lateFrom: Math.max(checkpoint.lateFrom, begun.at) }, begun);
}

/**
 * The same dates in a new round of which nobody is told. What asks for a report in the next hours, and may be staged
 * already, stays as it is: a round may have begun without it; so does what was missed and is still to be told. There is no
 * opening beside the assignment.
 */
export function sameClock(state: ItemState, checkpoint: CheckpointState, { at, t }: Begun): Clock {
  const { n, due, lateFrom } = checkpoint;
  const soon = checkpoint.pending.filter((rung) =>
    ladderOf(rung.rule) === 'approach' ? !isFar(rung, at) : chasing.includes(rung.rule) && rung.release <= at,
  );
  const assigned = nextRelease(state.assignedAt, t);
  const rest = restOfClock(checkpoint, at, t).filter(
    (rung) => ladderOf(rung.rule) !== 'approach' || (isFar(rung, at) && rung.release > assigned),
  );
  return { n, due, lateFrom, pending: [...soon, ...rest] };
}

/** Not staged yet, whatever the item's lead. */
function isFar({ release }: Rung, at: Instant): boolean {
  return release - MOST_LEAD > at;
}

/** For other divisions: the same dates, but what is overdue gets the days that a return gives. */
export function handoverClocks(state: ItemState, posts: ItemPosts, begun: Begun): Restart {
  return {
    acknowledgement: assignmentClock(begun.at, begun.t),
    clocks: state.checkpoints.filter(isOpen).map((checkpoint): Clock => {
      const { n, due, lateFrom } = checkpoint;
      if (allReported(checkpoint, posts)) return { n, due, lateFrom, pending: reviewClock(begun.at, begun.t) };
      return due <= begun.at ? returnClock(checkpoint, begun) : clockOf(checkpoint, begun);
    }),
  };
}

/**
 * After a freeze. With `shift`, what was not yet due moves on by the working days it was frozen. Lateness counts on from
 * where it stood, or from the resumption if the date passed meanwhile.
 */
export function resumptionClocks(state: ItemState, shift: boolean, begun: Begun): Restart {
  const { at, t } = begun;
  const pause = { from: state.frozenAt ?? at, to: at };
  const disputes = Object.keys(state.disputed).length > 0;
  return {
    acknowledgement: [
      ...assignmentClock(at, t),
      ...(disputes ? answerClock('disputed', { at, step: 2 * (state.counts.disputed ?? 1) }, t) : []),
    ],
    clocks: state.checkpoints
      .filter((checkpoint) => isOpen(checkpoint) || checkpoint.status === 'submitted')
      .map((checkpoint): Clock => {
        const { n, request, extensions } = checkpoint;
        const { due, lateFrom } = shift || checkpoint.lateFrom <= pause.from ? moved(checkpoint) : resumed(checkpoint);
        const asked =
          request === null
            ? []
            : answerClock('extensionRequested', { at, step: 2 * extensions }, t).map((rung) => ({
                ...rung,
                to: answering(state.posts, request),
                said: { asked: request.due, by: request.by },
              }));
        const own =
          checkpoint.status === 'submitted'
            ? reviewClock(at, t)
            : roundClock({ from: checkpoint.from, due, lateFrom }, at, t);
        return { n, due, lateFrom, pending: [...own, ...asked] };
      }),
  };

  function moved({ status, due, lateFrom }: CheckpointState): Pick<Clock, 'due' | 'lateFrom'> {
    if (status === 'submitted') return { due, lateFrom };
    // What was late already goes on by the releases missed, so that none of its notices is lost or told again.
    if (lateFrom <= pause.from) return { due, lateFrom: shifted(lateFrom, { ...pause, by: t.policy.releaseTime }, t) };
    const by = { ...pause, by: t.policy.dueTime };
    return { due: shifted(due, by, t), lateFrom: shifted(lateFrom, by, t) };
  }

  function resumed({ status, due, lateFrom }: CheckpointState): Pick<Clock, 'due' | 'lateFrom'> {
    return { due, lateFrom: status === 'submitted' ? lateFrom : lateFrom <= at ? at : lateFrom };
  }
}

/**
 * By a new policy or calendar: of the open checkpoints, those for which anything is told at another time than planned. A date
 * that somebody has put off meanwhile stays, and none moves to where it would be over. Where one report serves from now on and
 * is in, its review begins.
 */
export function replanClocks(
  state: ItemState,
  dates: { checkpoint: number; due: Day; before?: Day }[],
  begun: Begun,
): Clock[] {
  return state.checkpoints.filter(isOpen).flatMap((checkpoint): Clock[] => {
    if (isServed(checkpoint, begun.t.policy)) {
      const { n, due, lateFrom } = checkpoint;
      return [{ n, due, lateFrom, pending: reviewClock(begun.at, begun.t) }];
    }
    const today = dayOf(checkpoint.due, begun.t.policy.zone);
    const day = dates.find(({ checkpoint: n, before = today }) => n === checkpoint.n && before === today)?.due;
    const due = day === undefined ? checkpoint.due : dueOn(day, begun.t);
    if (due !== checkpoint.due && due > begun.at) {
      const lateFrom = checkpoint.lateFrom === checkpoint.due ? due : Math.max(due, checkpoint.lateFrom);
      return [clockOf({ ...checkpoint, due, lateFrom }, begun)];
    }
    const clock = sameClock(state, checkpoint, begun);
    const told = (pending: Clock['pending']): string =>
      JSON.stringify(
        pending
          .filter((rung) => chasing.includes(rung.rule) && isFar(rung, begun.at))
          .map(({ rule, step, release, to }) => [rule, step, release, to]),
      );
    return told(clock.pending) === told(checkpoint.pending) ? [] : [clock];
  });
}

/** A day that somebody set. */
export function dueDay(day: Day, t: Timekeeping): DueDay {
  return { at: dueOn(day, t), working: t.calendar.isWorkingDay(day) };
}

/** `YYYY-MM-DD`, and one that exists in a year that anybody plans for. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && dayOf(time, 'UTC') === text;
}
