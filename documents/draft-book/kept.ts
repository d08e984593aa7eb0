import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const count = z.number().int();

export const placeShape = z.object({
  firstLine: count,
  lastLine: count,
  unit: z.enum(['paragraph', 'row']).optional(),
  page: count.optional(),
  table: z.string().optional(),
  rows: z.tuple([count, count]).optional(),
  column: z.string().optional(),
});

const role = z.enum(['lead', 'supporting']);
const target = z.object({
  text: z.string(),
  quantity: z.number(),
  unit: z.string(),
  comparison: z.enum(['at-least', 'at-most', 'equal', 'about']),
});

/** Values that their cells cannot say exactly: a text with a control sign, a division with 、 in its name. */
const oddItem = z.object({
  code: z.string().optional(),
  heading: z.string().optional(),
  title: z.string().optional(),
  contents: z.array(z.string()).optional(),
  measures: z.array(z.string()).optional(),
  leader: z.string().optional(),
  divisions: z.array(z.object({ name: z.string(), role, written: z.string().optional() })).optional(),
  deadlineText: z.string().optional(),
  targets: z.array(target).optional(),
});

const keptNode = z.object({
  /** Which of the item's checkpoints it was, from 0. */
  at: count,
  from: day,
  due: day,
  /** It began on the day after the one before it was due. */
  follows: z.literal(true).optional(),
  mark: z.enum(['calendar-unpublished', 'moved-to-working-day']).optional(),
  /** Of the cells 检查节点 and 依据 as written. */
  prints: z.object({ label: z.string(), why: z.string() }),
  odd: z.object({ label: z.string().optional(), why: z.string().optional(), contents: z.array(z.string()).optional() }),
});

/** What the cells of one row cannot say, for whoever reads the workbook back. */
const keptRow = z.object({
  /** The item's code as written. */
  key: z.string(),
  source: placeShape,
  /** Of the item's cells as written, in the order of the columns. */
  prints: z.array(z.string()),
  odd: oddItem,
  node: keptNode.optional(),
});

export const keptWarning = z.object({
  at: placeShape.extend({ item: z.string().optional() }),
  odd: z.object({ code: z.string().optional(), message: z.string().optional() }),
});

export const keptSkipped = z.object({
  at: placeShape,
  odd: z.object({ why: z.string().optional(), text: z.string().optional() }),
});

export const keptInfo = z.object({
  /** Print of the line above the ledger's head. */
  titleLine: z.string(),
  year: count,
  span: z.object({ kind: z.enum(['year', 'school-year', 'stated']), name: z.string(), first: day, last: day }),
  odd: z.object({
    title: z.string().optional(),
    issuer: z.string().optional(),
    number: z.string().optional(),
    principal: z.string().optional(),
  }),
});

export type OddItem = z.infer<typeof oddItem>;
export type KeptNode = z.infer<typeof keptNode>;
export type KeptRow = z.infer<typeof keptRow>;

/** The row's hidden cell; `null` where it was deleted or overwritten, for then the visible cells say all there is. */
export function keptRowOf(cell: string): KeptRow | null {
  return keptOf(keptRow, cell);
}

export function keptOf<T>(shape: z.ZodType<T>, cell: string): T | null {
  if (!cell.startsWith('{')) return null;
  try {
    return shape.safeParse(JSON.parse(cell)).data ?? null;
  } catch {
    return null;
  }
}

/** ASCII but for the signs of the texts; halves of surrogate pairs and control signs are spelled out. */
export function keptText(kept: object): string {
  return JSON.stringify(kept);
}
