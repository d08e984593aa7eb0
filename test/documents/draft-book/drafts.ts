import * as fc from 'fast-check';
import { addDays } from '../../../domain/calendar/civil-day.js';
import type { DraftCheckpoint, DraftItem, PlanDraft, SourcePlace } from '../../../domain/plan.js';
import { calendarYear, schoolYear, statedYears } from '../../../domain/plan-span.js';

/** Texts of a document, and what no document should have but a scraped one may. */
const odd = [
  '=1+1',
  '+5',
  '-3',
  '@x',
  '#N/A',
  '1. 一',
  '1.10',
  '2018-06-30',
  '　缩进',
  '_x000D_',
  "'",
  'true',
  '𠮷𡈽',
  '、',
  '（',
];
const hanzi = fc.constantFrom(...'推进建设幼儿园所个名完成时限（）、，；：“”%≥｜.123 \n=𠮷');
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: hanzi, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2017-01-01', n));
const line = fc.integer({ min: 1, max: 5000 });

const place: fc.Arbitrary<SourcePlace> = fc.record(
  {
    firstLine: line,
    lastLine: line,
    unit: fc.constantFrom('paragraph' as const, 'row' as const),
    page: line,
    table: fc.constantFrom('第2个表', '工作表“台账”'),
    rows: fc.tuple(line, line),
    column: fc.constantFrom('B', '第2列'),
  },
  { requiredKeys: ['firstLine', 'lastLine'] },
);

const checkpoint: fc.Arbitrary<DraftCheckpoint> = fc.record(
  {
    label: text,
    from: day,
    due: day,
    why: text,
    mark: fc.constantFrom('calendar-unpublished' as const, 'moved-to-working-day' as const),
    contents: fc.array(text, { maxLength: 3 }),
  },
  { requiredKeys: ['label', 'from', 'due', 'why', 'contents'] },
);

const item = fc.record({
  heading: text,
  title: text,
  contents: fc.array(text, { maxLength: 4 }),
  measures: fc.array(text, { maxLength: 4 }),
  leader: text,
  divisions: fc.array(
    fc.record(
      {
        name: fc.oneof(text, fc.constantFrom('市人社局', '各县（市、区）', '基教处（配合）', '基教处（牵头）')),
        role: fc.constantFrom('lead' as const, 'supporting' as const),
        written: text,
      },
      { requiredKeys: ['name', 'role'] },
    ),
    { maxLength: 4 },
  ),
  deadlineText: text,
  checkpoints: fc.array(checkpoint, { maxLength: 5 }),
  targets: fc.array(
    fc.record({
      text,
      quantity: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      unit: fc.oneof(text, fc.constantFrom('所', '%', '个百分点')),
      comparison: fc.constantFrom('at-least' as const, 'at-most' as const, 'equal' as const, 'about' as const),
    }),
    { maxLength: 3 },
  ),
  source: place,
});

const codes = fc.uniqueArray(fc.constantFrom('1', '1.1', '1.10', '1.2', '9月.3', '10月.3', '2', '（一）', '01'), {
  minLength: 1,
  maxLength: 6,
});

export const drafts: fc.Arbitrary<PlanDraft> = codes.chain((list) =>
  fc
    .tuple(
      fc.tuple(...list.map((code) => item.map((rest): DraftItem => ({ code, ...rest })))),
      fc.record({ title: text.filter((title) => title !== ''), issuer: text, number: text, principal: text }),
      fc.constantFrom(calendarYear(2018), schoolYear(2017), statedYears(2018, 2019)),
      fc.array(
        fc.record({
          code: fc.constantFrom(
            'deadline-missing',
            'figure-masked',
            'near-name',
            'calendar-unpublished',
            'issuer-missing',
          ),
          message: text,
          at: fc.tuple(place, fc.option(fc.constantFrom(...list, '不存在'), { nil: undefined })).map(([at, code]) => ({
            ...at,
            ...(code === undefined ? {} : { item: code }),
          })),
        }),
        { maxLength: 8 },
      ),
      fc.record({
        used: fc.nat(5000),
        skipped: fc.array(fc.record({ at: place, count: fc.nat(50), text, why: text }), { maxLength: 4 }),
      }),
    )
    .map(([items, front, span, warnings, tally]) => ({
      ...front,
      ...{ span, year: Number(span.first.slice(0, 4)), items: [...items], warnings, tally },
    })),
);
