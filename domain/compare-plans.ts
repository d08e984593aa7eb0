import { compareCheckpoints, type CheckpointDifference } from './compare/checkpoints.js';
import { matchItems } from './compare/match-items.js';
import type { RunningCheckpoint } from './compare/running-checkpoint.js';
import { compareWords, type WordDifference } from './compare/words.js';
import type { Day } from './instant.js';
import type { DraftItem } from './plan.js';

/** An item of a running campaign, as far as a plan has a say in it. */
export type RunningItem = Pick<
  DraftItem,
  'code' | 'heading' | 'title' | 'contents' | 'measures' | 'deadlineText' | 'targets'
> & {
  id: string;
  /** Nothing of it is changed any more. */
  ended: boolean;
  leads: string[];
  supporting: string[];
  leader: string;
  /** Who answers as the document has it; null where that was not kept. The office may have named others since. */
  planned: Answering | null;
  checkpoints: RunningCheckpoint[];
};

export interface Answering {
  leads: string[];
  supporting: string[];
  leader: string;
}

export interface ItemDifference {
  item: RunningItem;
  revised: DraftItem;
  words: WordDifference[];
  /** Who answers for it from now on; `null` where that stays. */
  answering: Answering | null;
  checkpoints: CheckpointDifference[];
}

/** How a new version of a plan differs from the campaign that runs by the old one. */
export interface PlanDifferences {
  added: DraftItem[];
  dropped: RunningItem[];
  changed: ItemDifference[];
}

/**
 * Compares the items of a running campaign, those of its document, with a new version of the document. `today`: nothing
 * is set for a day that is over. Items that have ended stay as they are, whatever the document says.
 */
export function comparePlans(
  running: readonly RunningItem[],
  revised: readonly DraftItem[],
  today: Day,
): PlanDifferences {
  const pairs = matchItems(running, revised);
  const changed = pairs.flatMap(([item, other]): ItemDifference[] => {
    if (item.ended) return [];
    const difference = {
      item,
      revised: other,
      words: compareWords(item, other),
      answering: compareAnswering(item, other),
      checkpoints: compareCheckpoints(item.checkpoints, other.checkpoints, today),
    };
    const { words, answering, checkpoints } = difference;
    return words.length + checkpoints.length === 0 && answering === null ? [] : [difference];
  });
  return {
    added: revised.filter((item) => !pairs.some(([, other]) => other === item)),
    dropped: running.filter((item) => !item.ended && !pairs.some(([own]) => own === item)),
    changed,
  };
}

export function answeringOf({ divisions, leader }: Pick<DraftItem, 'divisions' | 'leader'>): Answering {
  const named = (wanted: string): string[] => divisions.filter(({ role }) => role === wanted).map(({ name }) => name);
  return { leads: named('lead'), supporting: named('supporting'), leader };
}

/** The order in which divisions are named is no difference. Whom the office has named stays, unless the document names others than it did. */
function compareAnswering(item: RunningItem, revised: DraftItem): Answering | null {
  const next = answeringOf(revised);
  const key = ({ leads, supporting, leader }: Answering): string =>
    JSON.stringify([leads.toSorted(), supporting.toSorted(), leader]);
  if (item.planned !== null && key(next) === key(item.planned)) return null;
  return key(next) === key(item) ? null : next;
}
