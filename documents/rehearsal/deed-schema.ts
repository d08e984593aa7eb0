import { z } from 'zod';
import { isDay } from '../../domain/clocks.js';
import { rules } from '../../domain/rule.js';
import type { Behaviour, NamedBody } from '../../domain/rehearsal/deed.js';

const DAY = '应为存在的日期，如 2027-06-30';
const TIME = '应为存在的日期和时间，如 2027-03-05T10:00';

const text = z.string();
/** Left out, nothing is said. */
const said = text.default('');
const day = text.refine(isDay, DAY);
const time = text.refine((value) => {
  const [date = '', clock = '', ...more] = value.split('T');
  return more.length === 0 && isDay(date) && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(clock);
}, TIME);
const checkpoint = z.union([text.min(1), z.int().min(1)], '应为检查节点的名称，如 "9月"；名称重复的，填序号，如 2');
const whole = z.int().min(1);
const yes = z.boolean();
const post = z.strictObject({ kind: z.enum(['division', 'head', 'leader', 'office', 'principal']), name: text.min(1) });
const named = z.union([text.min(1), post], '应为岗位名称，如 "基础教育处"，或 {"kind": "head", "name": "基础教育处"}');

/** Every kind of `CommandBody`. */
const body = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('acknowledge') }),
  z.strictObject({ kind: z.literal('dispute'), reason: text }),
  z.strictObject({ kind: z.literal('insist'), post: text, reason: text }),
  z.strictObject({
    ...{ kind: z.literal('submit'), checkpoint, text: said },
    figures: z.array(z.strictObject({ target: whole, value: z.number() })).default([]),
  }),
  z.strictObject({ kind: z.literal('confirm'), checkpoint, post: text, agree: yes, reason: said }),
  z.strictObject({ kind: z.literal('contribute'), checkpoint, text: said }),
  z.strictObject({ kind: z.literal('accept'), checkpoint, note: said }),
  z.strictObject({ kind: z.literal('return'), checkpoint, reason: text }),
  z.strictObject({ kind: z.literal('requestExtension'), checkpoint, due: day, reason: text }),
  z.strictObject({ kind: z.literal('consentExtension'), checkpoint, agree: yes, reason: said }),
  z.strictObject({
    ...{ kind: z.literal('decideExtension'), checkpoint, grant: yes },
    ...{ due: day.nullable().default(null), reason: said },
  }),
  z.strictObject({
    ...{ kind: z.literal('issueOrder'), checkpoint, signatory: text },
    due: day.nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('replyOrder'), checkpoint, plan: text, due: day, person: text }),
  z.strictObject({ kind: z.literal('withdrawOrder'), checkpoint, reason: text }),
  z.strictObject({ kind: z.literal('nudge'), checkpoint: checkpoint.optional(), words: text }),
  z.strictObject({ kind: z.literal('instruct'), words: text }),
  z.strictObject({
    kind: z.literal('reassign'),
    posts: z.strictObject({
      leads: z.array(text).min(1),
      supporting: z.array(text).default([]),
      leader: text.nullable().optional(),
    }),
    ...{ from: day.nullable().default(null), reason: text },
  }),
  z.strictObject({
    ...{ kind: z.literal('addCheckpoint'), label: text, from: day, due: day },
    ...{ contents: z.array(text).default([]), reason: text },
  }),
  z.strictObject({
    ...{ kind: z.literal('changeCheckpoint'), checkpoint, label: said },
    ...{ from: day.nullable().default(null), due: day, reason: text },
  }),
  z.strictObject({ kind: z.literal('dropCheckpoint'), checkpoint, reason: text }),
  z.strictObject({ kind: z.literal('freeze'), reason: text }),
  z.strictObject({ kind: z.literal('resume'), shift: yes.default(false), reason: said }),
  z.strictObject({ kind: z.literal('cancel'), reason: text }),
  z.strictObject({ kind: z.literal('decideCancel'), agree: yes, reason: said }),
  z.strictObject({ kind: z.literal('close'), note: said }),
  z.strictObject({ kind: z.literal('reopen'), checkpoint, due: day, reason: text }),
  z.strictObject({ kind: z.literal('carry'), to: text, reason: text }),
  z.strictObject({ kind: z.literal('replan'), dates: z.array(z.strictObject({ checkpoint, due: day })).default([]) }),
  z.strictObject({
    kind: z.literal('undelivered'),
    notice: z.strictObject({
      ...{ checkpoint: checkpoint.optional(), round: whole.default(1), rule: z.enum(rules) },
      ...{ step: whole.default(1), post: named },
    }),
    contact: z.union([z.literal(1), z.literal(2)]).default(1),
    ...{ otherContact: yes.default(false), reason: said },
  }),
  z.strictObject({ kind: z.literal('delivered'), checkpoint, round: whole.default(1) }),
]) satisfies z.ZodType<NamedBody>;

/** The file that says what everybody does in a rehearsal. */
export const behaviourSchema = z.strictObject({
  default: z.enum(['silent', 'punctual']).default('silent'),
  deeds: z.array(z.strictObject({ at: time, item: text.min(1), as: named.optional(), do: body })),
}) satisfies z.ZodType<Behaviour>;
