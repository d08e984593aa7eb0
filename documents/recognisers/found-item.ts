import type { DraftItem, SourcePlace } from '../../domain/plan.js';

/** A piece of work as the document sets it out, before its dates are worked out. */
export interface FoundItem extends Pick<DraftItem, 'heading' | 'contents' | 'measures' | 'leader' | 'divisions'> {
  /** Unique among the findings of its recogniser: `1.2`, `9月.3`. */
  code: string;
  /** The number the document itself gives it, when that alone may be unique in the document: `27`. */
  ownNumber?: string;
  /** Empty when the document gives it none; the heading then stands for it. */
  title: string;
  /** As written, each cell or clause by itself, in order. Empty: the document sets no time. */
  deadlines: string[];
  /** Set where the document states content by date (一季度|二季度 …): the contents of each deadline, equally many. */
  contentsByDeadline?: string[][];
  /** What an item without a deadline takes: the quarter ends of the plan (the default), or the plan's overall date. */
  otherwise?: 'quarters' | 'overall';
  place: SourcePlace;
  /** Where its deadlines stand; `place` when not given. */
  deadlinePlace?: SourcePlace;
  /** The paragraphs or cells it was read from, to look for masked figures in. */
  parts: { text: string; place: SourcePlace }[];
}
