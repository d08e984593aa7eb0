import type { DraftItem, Target } from '../plan.js';

export const wordFields = {
  heading: '责任事项',
  title: '事项',
  contents: '具体工作内容',
  measures: '工作措施',
  deadlineText: '完成时限',
  targets: '量化指标',
} as const;

export type WordField = keyof typeof wordFields;

export interface WordDifference {
  field: WordField;
  before: string;
  after: string;
}

type Worded = Pick<DraftItem, WordField>;

/** The words of an item that another version puts otherwise. */
export function compareWords(item: Worded, revised: Worded): WordDifference[] {
  return (Object.keys(wordFields) as WordField[]).flatMap((field) => {
    const [before, after] = [said(item[field]), said(revised[field])];
    return before === after ? [] : [{ field, before, after }];
  });
}

/** A target is its clause and the figure in it: a figure that was corrected by hand is a difference, too. */
function said(words: string | (string | Target)[]): string {
  if (typeof words === 'string') return words;
  return words
    .map((word) => (typeof word === 'string' ? word : `${word.text}（${word.quantity}${word.unit}）`))
    .join('；');
}
