import fc from 'fast-check';
import { addDays } from '../../domain/calendar/civil-day.js';
import type { CommandKind } from '../../domain/command.js';
import { defaultPolicy, type Policy } from '../../domain/policy.js';

/** Several steps on one day, one reminder, no repeats: what an office may set. */
const blunt: Policy = {
  ...defaultPolicy,
  reminders: [2, 1],
  escalations: [
    { daysLate: 1, to: ['leader'] },
    { daysLate: 1, to: ['office'] },
    { daysLate: 2, to: ['principal'] },
  ],
  repeat: { everyDays: 1, to: ['office', 'leader'], atMost: 3 },
  acknowledgement: { remindAfter: 2, officeAfter: 2 },
};

/** Something that happens to an item. */
export type Step =
  | { do: 'live' | 'sleep'; minutes: number }
  | { do: CommandKind; actor: number; checkpoint: number; lag: number; reason: string }
  | { do: 'redeliver'; which: number }
  | { do: 'assign again' };

const minutes = fc.oneof(
  fc.integer({ min: 0, max: 90 }),
  fc.integer({ min: 60, max: 4 * 1440 }),
  fc.integer({ min: 1440, max: 40 * 1440 }),
);
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('live' as const, 'live' as const, 'sleep' as const), minutes }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom<CommandKind>(
        'acknowledge',
        'submit',
        'submit',
        'submit',
        'accept',
        'accept',
        'return',
        'return',
        'close',
      ),
      // 0 stands for whoever may; the rest for anybody.
      actor: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 7 })),
      checkpoint: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(1, 2) }, fc.integer({ min: 0, max: 7 })),
      lag: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, minutes),
      reason: fc.constantFrom('缺数据', '缺数据', ' '),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redeliver' as const), which: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'assign again' }) },
);

/** An item to be played. */
export const plan = fc.record({
  policy: fc.constantFrom(defaultPolicy, defaultPolicy, blunt),
  launch: fc.integer({ min: 0, max: 200 }).map((n) => addDays('2017-01-03', n)),
  hour: fc.constantFrom('08:15', '11:00', '15:00', '21:40'),
  first: fc.integer({ min: -30, max: 40 }),
  gaps: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
  leads: fc.constantFrom<string[]>(['甲处'], ['甲处', '乙处']),
  supporting: fc.constantFrom<string[]>([], ['丙处'], ['丙处', '丁处']),
  leader: fc.constantFrom('分管', null),
  principal: fc.constantFrom('总', null),
});

export type Given = typeof plan extends fc.Arbitrary<infer T> ? T : never;
