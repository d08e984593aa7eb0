import fc from 'fast-check';
import { addDays } from '../../domain/calendar/civil-day.js';
import type { CommandKind } from '../../domain/command.js';
import { defaultPolicy, type Policy } from '../../domain/policy.js';

/** Several steps on one day, one reminder, no repeats, every choice the other way: what an office may set. */
export const blunt: Policy = {
  ...defaultPolicy,
  version: 'blunt',
  reminders: [2, 1],
  escalations: [
    { daysLate: 1, to: ['leader'] },
    { daysLate: 1, to: ['office'] },
    { daysLate: 2, to: ['principal'] },
  ],
  repeat: { everyDays: 1, to: ['office', 'leader'], atMost: 3 },
  acknowledgement: { remindAfter: 2, officeAfter: 2 },
  jointLeads: 'each',
  confirmation: true,
  extensions: { atMost: 3, leaderConsent: true },
  cancelApproval: false,
};

/** Something that happens to an item. */
export type Step =
  { do: 'live' | 'sleep'; minutes: number } | Act | { do: 'redeliver'; which: number } | { do: 'assign again' };

export interface Act {
  do: CommandKind;
  /** 0 stands for whoever may. */
  actor: number;
  checkpoint: number;
  /** Minutes from receipt until it is applied. */
  lag: number;
  reason: string;
  /** From today to the date it names. */
  days: number;
  yes: boolean;
  other: boolean;
  which: number;
}

const minutes = fc.oneof(
  fc.integer({ min: 0, max: 90 }),
  fc.integer({ min: 60, max: 4 * 1440 }),
  fc.integer({ min: 1440, max: 40 * 1440 }),
);
const kinds: [CommandKind, number][] = [
  ['acknowledge', 9],
  ['dispute', 9],
  ['insist', 9],
  ['submit', 27],
  ['confirm', 15],
  ['contribute', 3],
  ['accept', 15],
  ['return', 15],
  ['requestExtension', 15],
  ['consentExtension', 18],
  ['decideExtension', 12],
  ['issueOrder', 15],
  ['replyOrder', 12],
  ['withdrawOrder', 3],
  ['nudge', 6],
  ['instruct', 3],
  ['reassign', 12],
  ['addCheckpoint', 3],
  ['changeCheckpoint', 9],
  ['dropCheckpoint', 3],
  ['freeze', 9],
  ['resume', 12],
  ['cancel', 1],
  ['decideCancel', 12],
  ['close', 9],
  ['reopen', 15],
  ['carry', 1],
  ['replan', 6],
  ['undelivered', 15],
  ['delivered', 6],
];
const act = fc.record({
  do: fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
  actor: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 9 })),
  checkpoint: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(1, 2) }, fc.integer({ min: 0, max: 7 })),
  lag: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, minutes),
  reason: fc.oneof({ weight: 9, arbitrary: fc.constant('缺数据') }, { weight: 1, arbitrary: fc.constant(' ') }),
  days: fc.integer({ min: -3, max: 40 }),
  yes: fc.boolean(),
  other: fc.boolean(),
  which: fc.nat(50),
});

export const live = fc.record({ do: fc.constant('live' as const), minutes });
/** Nothing late and nothing repeated: what a rehearsal plays. */
export const punctualStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: live },
  { weight: 6, arbitrary: act.map((any) => ({ ...any, lag: 0 })) },
);
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: live },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), minutes }) },
  { weight: 7, arbitrary: act },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redeliver' as const), which: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'assign again' }) },
);

/** An item to be played. */
export const plan = fc.record({
  policy: fc.constantFrom(
    defaultPolicy,
    blunt,
    { ...blunt, confirmation: false, extensions: defaultPolicy.extensions },
    { ...defaultPolicy, cancelApproval: false, confirmation: true },
  ),
  launch: fc.integer({ min: 0, max: 200 }).map((n) => addDays('2017-01-03', n)),
  hour: fc.constantFrom('08:15', '11:00', '15:00', '21:40'),
  first: fc.integer({ min: -30, max: 40 }),
  gaps: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
  leads: fc.constantFrom<string[]>(['甲处'], ['甲处', '乙处']),
  supporting: fc.constantFrom<string[]>([], ['丙处']),
  leader: fc.constantFrom('分管', null),
  principal: fc.constantFrom('总', null),
});

export type Given = typeof plan extends fc.Arbitrary<infer T> ? T : never;
