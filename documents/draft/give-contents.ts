import type { Day } from '../../domain/instant.js';
import type { DraftCheckpoint } from '../../domain/plan.js';
import type { FoundItem } from '../recognisers/found-item.js';
import type { Warnings } from './plan-warnings.js';

interface Receiving {
  checkpoints: DraftCheckpoint[];
  /** Whether the document names them in the order of their dates; only then do contents pair up with them. */
  inOrder: boolean;
  /** The days on which one of the item's deadlines, taken by itself, is due. */
  dueOf: (deadline: string) => Day[];
}

/** Puts to each checkpoint what is to be reported at it, where the document says so; where it leaves it open, a warning. */
export function giveContents(item: FoundItem, { checkpoints, inOrder, dueOf }: Receiving, warnings: Warnings): void {
  const { code, contents, contentsByDeadline, deadlines, place } = item;
  if (contentsByDeadline) {
    const dues = deadlines.map(dueOf);
    if (dues.every((days) => days.length > 0)) {
      for (const checkpoint of checkpoints) {
        const told = contentsByDeadline.filter((_, index) => dues[index]?.includes(checkpoint.due));
        checkpoint.contents.push(...told.flat());
      }
      return;
    }
  }
  if (contents.length === 0 || checkpoints.length === 0) return;
  // Checkpoints of our own making are not the document's: its contents are not theirs.
  if (deadlines.length === 0) return;
  const [only] = contents;
  if (checkpoints.length === contents.length && inOrder) {
    checkpoints.forEach((checkpoint, index) => checkpoint.contents.push(contents[index] ?? ''));
    return;
  }
  // One piece of work with several dates is reported on at each of them.
  if (contents.length === 1 && only !== undefined) {
    for (const checkpoint of checkpoints) checkpoint.contents.push(only);
    return;
  }
  const why = inOrder ? '，不能一一对应' : '，但完成时限未按先后排列';
  const message = `事项${code}有工作内容${contents.length}条、检查节点${checkpoints.length}个${why}，请指定各节点的工作内容`;
  warnings.add('contents-checkpoints-mismatch', message, { ...place, item: code });
}
