import { isDeepStrictEqual } from 'node:util';
import type { DraftItem } from '../../domain/plan.js';
import { placeText } from '../draft/place-text.js';
import { cellText } from './cell-text.js';
import type { ItemColumn } from './columns.js';
import { divisionsOf, divisionsText } from './division-text.js';
import type { OddItem } from './kept.js';
import { listOf, listText } from './list-text.js';
import { targetsOf, targetsText } from './target-text.js';

export type ItemTexts = Record<ItemColumn, string>;

/** What of an item its cells say. */
export type ItemValues = Omit<DraftItem, 'checkpoints' | 'source'>;

export function itemTexts(item: DraftItem): ItemTexts {
  return { ...valueTexts(item), source: cellText(placeText(item.source)) };
}

/** Cells to values, each taken from `odd` where its cells still stand as that value is written. */
export function itemValues(
  texts: Omit<ItemTexts, 'source'>,
  odd: OddItem,
): { values: ItemValues; problems: { column: ItemColumn; message: string }[] } {
  const leads = divisionsOf(texts.leads, 'lead');
  const supporting = divisionsOf(texts.supporting, 'supporting');
  const targets = targetsOf(texts.targets);
  const values: ItemValues = {
    code: texts.code,
    heading: texts.heading,
    title: texts.title,
    contents: listOf(texts.contents),
    measures: listOf(texts.measures),
    leader: texts.leader,
    divisions: [...leads.divisions, ...supporting.divisions],
    deadlineText: texts.deadlineText,
    targets: targets.targets,
  };
  const problems = [
    ...leads.problems.map((message) => ({ column: 'leads' as const, message })),
    ...supporting.problems.map((message) => ({ column: 'supporting' as const, message })),
    ...targets.problems.map((message) => ({ column: 'targets' as const, message })),
  ];
  const kept = Object.entries(odd).filter(([field, value]) =>
    COLUMNS_OF[field as keyof ItemValues].every(
      (column) => valueTexts({ ...values, [field]: value as unknown })[column] === texts[column],
    ),
  );
  const settled = new Set(kept.flatMap(([field]) => COLUMNS_OF[field as keyof ItemValues]));
  return {
    values: { ...values, ...(Object.fromEntries(kept) as Partial<ItemValues>) },
    problems: problems.filter(({ column }) => !settled.has(column)),
  };
}

/** Those values that their cells would not give back as they are. */
export function oddValues(item: DraftItem): OddItem {
  const { values, problems } = itemValues(valueTexts(item), {});
  const doubted = new Set<ItemColumn>(problems.map(({ column }) => column));
  const odd = (Object.keys(COLUMNS_OF) as (keyof ItemValues)[]).filter(
    (field) =>
      !isDeepStrictEqual(values[field], item[field]) || COLUMNS_OF[field].some((column) => doubted.has(column)),
  );
  return Object.fromEntries(odd.map((field) => [field, item[field]]));
}

const COLUMNS_OF: Record<keyof ItemValues, Exclude<ItemColumn, 'source'>[]> = {
  code: ['code'],
  heading: ['heading'],
  title: ['title'],
  contents: ['contents'],
  measures: ['measures'],
  leader: ['leader'],
  divisions: ['leads', 'supporting'],
  deadlineText: ['deadlineText'],
  targets: ['targets'],
};

function valueTexts(values: ItemValues): Omit<ItemTexts, 'source'> {
  return {
    code: cellText(values.code),
    heading: cellText(values.heading),
    title: cellText(values.title),
    contents: cellText(listText(values.contents)),
    measures: cellText(listText(values.measures)),
    deadlineText: cellText(values.deadlineText),
    leader: cellText(values.leader),
    leads: cellText(divisionsText(values.divisions, 'lead')),
    supporting: cellText(divisionsText(values.divisions, 'supporting')),
    targets: cellText(targetsText(values.targets)),
  };
}
