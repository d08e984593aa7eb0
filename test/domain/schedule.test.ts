import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../domain/calendar/civil-day.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { addWorkingDays, workingDayOnOrBefore } from '../../domain/calendar/working-calendar.js';
import { dayOf, instantOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import { returnClock } from '../../domain/clocks.js';
import { HOUR, MINUTE, type Day } from '../../domain/instant.js';
import type { Rung } from '../../domain/item-state.js';
import { freshCheckpoint } from '../../domain/life/assign.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import {
  assignmentClock,
  checkpointSchedule,
  isWorkingHours,
  nextRelease,
  promptRelease,
  reviewClock,
  shifted,
  workingDaysLate,
  type Timekeeping,
} from '../../domain/schedule.js';

const zone = policy.zone;
const t: Timekeeping = { policy, calendar };

function at(text: string): number {
  const [day, time] = text.split(' ') as [Day, string];
  return instantOf(day, time, zone);
}

function iso(instant: number): string {
  return isoWithOffset(instant, zone);
}

function shown(rungs: Rung[]): string[] {
  return rungs.map(({ rule, step, release, to }) => `${iso(release).slice(0, 16)} ${rule} ${step} ${to.join('+')}`);
}

describe('the schedule of a checkpoint', () => {
  it('opens, reminds, and climbs the ladder across the National Day holiday of 2017', () => {
    const schedule = checkpointSchedule({ from: '2017-07-01', due: '2017-09-30' }, t);
    expect(iso(schedule.from)).toBe('2017-07-01T00:00:00+08:00');
    expect(iso(schedule.due)).toBe('2017-09-30T17:30:00+08:00');
    expect(shown(schedule.pending)).toEqual([
      '2017-07-03T09:00 opening 1 divisions',
      '2017-09-18T09:00 reminder 10 outstanding',
      '2017-09-27T09:00 reminder 3 outstanding',
      '2017-09-29T09:00 reminder 1 outstanding',
      '2017-10-09T09:00 overdue 1 outstanding',
      '2017-10-09T09:00 escalation 1 leader',
      '2017-10-11T09:00 escalation 2 office',
      '2017-10-13T09:00 escalation 3 principal',
      '2017-10-20T09:00 escalation 4 office+leader',
      '2017-10-27T09:00 escalation 5 office+leader',
      '2017-11-03T09:00 escalation 6 office+leader',
      '2017-11-10T09:00 escalation 7 office+leader',
      '2017-11-17T09:00 escalation 8 office+leader',
      '2017-11-24T09:00 escalation 9 office+leader',
      '2017-12-01T09:00 escalation 10 office+leader',
      '2017-12-08T09:00 escalation 11 office+leader',
    ]);
  });

  it('counts the worked Saturday after the Spring Festival of 2026', () => {
    const { due, pending } = checkpointSchedule({ from: '2026-02-01', due: '2026-02-28' }, t);
    expect(iso(due)).toBe('2026-02-28T17:30:00+08:00');
    expect(shown(pending).slice(0, 8)).toEqual([
      '2026-02-02T09:00 opening 1 divisions',
      '2026-02-09T09:00 reminder 10 outstanding',
      '2026-02-25T09:00 reminder 3 outstanding',
      '2026-02-27T09:00 reminder 1 outstanding',
      '2026-03-02T09:00 overdue 1 outstanding',
      '2026-03-02T09:00 escalation 1 leader',
      '2026-03-04T09:00 escalation 2 office',
      '2026-03-06T09:00 escalation 3 principal',
    ]);
  });

  it('drops the reminders before the opening and on its day', () => {
    const before = (span: { from: Day; due: Day }): string[] => {
      const { due, pending } = checkpointSchedule(span, t);
      return shown(pending.filter(({ release }) => release < due));
    };
    expect(before({ from: '2017-11-28', due: '2017-12-01' })).toEqual([
      '2017-11-28T09:00 opening 1 divisions', // three working days before: the reminder that gives way
      '2017-11-30T09:00 reminder 1 outstanding',
    ]);
    expect(before({ from: '2017-12-01', due: '2017-12-01' })).toEqual(['2017-12-01T09:00 opening 1 divisions']);
  });

  it('has no opening after it is due', () => {
    const { pending } = checkpointSchedule({ from: '2017-10-01', due: '2017-10-03' }, t);
    expect(shown(pending)[0]).toBe('2017-10-09T09:00 overdue 1 outstanding');
  });
});

describe('the clocks of an item', () => {
  const returned = (text: string): ReturnType<typeof returnClock> => {
    const checkpoint = freshCheckpoint({
      n: 1,
      label: '9月',
      from: at('2017-07-01 00:00'),
      due: at('2017-09-30 17:30'),
      pending: [],
    });
    return returnClock(checkpoint, { at: at(text), t });
  };

  it('remind of an assignment that nobody acknowledges', () => {
    expect(shown(assignmentClock(at('2017-09-27 15:00'), t))).toEqual([
      '2017-09-30T09:00 unacknowledged 1 unacknowledged',
      '2017-10-10T09:00 unacknowledged 2 office',
    ]);
  });

  it('remind the office of a submission', () => {
    expect(shown(reviewClock(at('2017-09-29 17:31'), t))).toEqual(['2017-10-10T09:00 reviewDue 1 office']);
  });

  it('give a returned checkpoint three working days and begin its ladder again', () => {
    const { due, pending } = returned('2017-09-29 10:00');
    expect(iso(due)).toBe('2017-10-10T17:30:00+08:00');
    expect(shown(pending).slice(0, 5)).toEqual([
      '2017-10-09T09:00 reminder 1 outstanding',
      '2017-10-11T09:00 overdue 1 outstanding',
      '2017-10-11T09:00 escalation 1 leader',
      '2017-10-13T09:00 escalation 2 office',
      '2017-10-17T09:00 escalation 3 principal',
    ]);
  });

  it('leave a returned checkpoint the due date it had when that is later', () => {
    const { due, pending } = returned('2017-09-20 10:00');
    expect(iso(due)).toBe('2017-09-30T17:30:00+08:00');
    expect(shown(pending).slice(0, 3)).toEqual([
      '2017-09-27T09:00 reminder 3 outstanding',
      '2017-09-29T09:00 reminder 1 outstanding',
      '2017-10-09T09:00 overdue 1 outstanding',
    ]);
  });
});

describe('releases', () => {
  it('come next at 09:00 of a working day, strictly later', () => {
    expect(iso(nextRelease(at('2017-09-30 08:59'), t))).toBe('2017-09-30T09:00:00+08:00');
    expect(iso(nextRelease(at('2017-09-30 09:00'), t))).toBe('2017-10-09T09:00:00+08:00');
    expect(iso(nextRelease(at('2017-10-03 08:00'), t))).toBe('2017-10-09T09:00:00+08:00');
  });

  it('come at once in working hours when prompt', () => {
    expect(iso(promptRelease(at('2017-09-30 09:00'), t))).toBe('2017-09-30T09:00:00+08:00');
    expect(iso(promptRelease(at('2017-09-30 17:29'), t))).toBe('2017-09-30T17:29:00+08:00');
    expect(iso(promptRelease(at('2017-09-30 17:30'), t))).toBe('2017-10-09T09:00:00+08:00');
    expect(iso(promptRelease(at('2017-10-09 08:59'), t))).toBe('2017-10-09T09:00:00+08:00');
    expect(isWorkingHours(at('2017-10-02 10:00'), t)).toBe(false);
  });
});

describe('a date moved on by a pause', () => {
  const moved = (from: string, to: string, by = '17:30'): string =>
    iso(shifted(at('2017-09-29 17:30'), { from: at(from), to: at(to), by }, t)).slice(0, 16);

  it('goes as many working days as have their hour in the pause', () => {
    expect(moved('2017-09-18 10:00', '2017-09-20 10:00')).toBe('2017-10-09T17:30');
    expect(moved('2017-09-18 10:00', '2017-09-18 18:00')).toBe('2017-09-30T17:30');
    expect(moved('2017-09-18 10:00', '2017-09-18 17:00')).toBe('2017-09-29T17:30');
    expect(moved('2017-09-18 08:00', '2017-09-18 10:00', '09:00')).toBe('2017-09-30T17:30');
    // National Day: no working day lies between.
    expect(moved('2017-10-01 00:00', '2017-10-08 23:59')).toBe('2017-09-29T17:30');
  });
});

describe('working days late', () => {
  it.each([
    ['2017-09-30 17:30', 0],
    ['2017-09-30 17:31', 0],
    ['2017-10-08 23:59', 0],
    ['2017-10-09 09:00', 1],
    ['2017-10-12 09:00', 4],
    ['2017-09-01 09:00', 0],
  ])('on %s are %i', (now, late) => {
    expect(workingDaysLate(at('2017-09-30 17:30'), at(now), t)).toBe(late);
  });
});

describe('every schedule', () => {
  const days = fc.integer({ min: 0, max: 6500 }).map((n) => addDays('2010-01-01', n));
  const instants = fc
    .tuple(days, fc.integer({ min: 0, max: 24 * 60 - 1 }))
    .map(([day, minute]) => at(`${day} 00:00`) + minute * MINUTE);
  const spans = fc.tuple(days, fc.integer({ min: 0, max: 130 })).map(([from, length]) => {
    const due = workingDayOnOrBefore(calendar, addDays(from, length));
    return { from: from < due ? from : due, due };
  });
  const isRelease = (release: number): boolean =>
    calendar.isWorkingDay(dayOf(release, zone)) && iso(release).slice(11, 19) === '09:00:00';

  it('tells at 09:00 of working days, in order, each step once', () => {
    fc.assert(
      fc.property(spans, (span) => {
        const { from, due, pending } = checkpointSchedule(span, t);
        const before = pending.filter(({ release }) => release < due);
        expect(pending.every(({ release }) => isRelease(release))).toBe(true);
        expect(pending.map(({ release }) => release)).toEqual(
          pending.map(({ release }) => release).toSorted((a, b) => a - b),
        );
        expect(new Set(pending.map(({ rule, step }) => `${rule} ${step}`)).size).toBe(pending.length);
        expect(before.map(({ rule }) => rule)).toEqual(['opening', ...before.slice(1).map(() => 'reminder')]);
        expect(new Set(before.map(({ release }) => release)).size).toBe(before.length);
        expect(before.every(({ release }) => release > from)).toBe(true);
        expect(pending.slice(before.length).map(({ rule, step }) => `${rule} ${step}`)).toEqual([
          'overdue 1',
          ...Array.from({ length: 11 }, (_, i) => `escalation ${i + 1}`),
        ]);
      }),
    );
  });

  it('escalates when the checkpoint is as many working days late as the policy says', () => {
    const daysLate = [1, 1, 3, 5, 10, 15, 20, 25, 30, 35, 40, 45];
    fc.assert(
      fc.property(spans, (span) => {
        const { due, pending } = checkpointSchedule(span, t);
        const late = pending.filter(({ release }) => release > due);
        expect(late.map(({ release }) => workingDaysLate(due, release, t))).toEqual(daysLate);
      }),
    );
  });

  it('never becomes less late as time goes on', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 0, max: 500 }), (due, now, hours) => {
        expect(workingDaysLate(due, now + hours * HOUR, t)).toBeGreaterThanOrEqual(workingDaysLate(due, now, t));
      }),
    );
  });

  it('releases later than now, with no release in between, and in the order of asking', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 500 }), (now, hours) => {
        const release = nextRelease(now, t);
        expect(release > now && isRelease(release)).toBe(true);
        expect(nextRelease(release - 1, t)).toBe(release);
        expect(addWorkingDays(calendar, dayOf(release, zone), -1) <= dayOf(now, zone)).toBe(true);
        expect(nextRelease(now + hours * HOUR, t)).toBeGreaterThanOrEqual(release);
        const prompt = promptRelease(now, t);
        expect(prompt >= now && isWorkingHours(prompt, t)).toBe(true);
      }),
    );
  });

  it('leaves a returned checkpoint its due date or three whole working days', () => {
    fc.assert(
      fc.property(instants, spans, (returned, { due: dueDay }) => {
        const old = instantOf(dueDay, policy.dueTime, zone);
        const checkpoint = freshCheckpoint({ n: 1, label: '', from: old, due: old, pending: [] });
        const { due, pending } = returnClock(checkpoint, { at: returned, t });
        expect(due).toBeGreaterThanOrEqual(old);
        expect(workingDaysLate(returned, due, t)).toBeGreaterThanOrEqual(3);
        expect(pending.every(({ release }) => isRelease(release))).toBe(true);
        // Returned before its span began, it opens on its day all the same.
        const chased = pending.filter(({ rule }) => rule !== 'opening');
        expect(chased.every(({ release }) => dayOf(release, zone) > dayOf(returned, zone))).toBe(true);
      }),
    );
  });
});
