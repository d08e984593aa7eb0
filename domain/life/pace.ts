import type { Behind, CheckpointState, Figure, ItemState } from '../item-state.js';

/** 落后序时进度, judged at the date the checkpoint was first planned for. Targets nobody reported on are not judged. */
export function behindPace(state: ItemState, { originalDue }: CheckpointState, figures: Figure[]): Behind[] {
  const live = state.checkpoints.filter(({ status }) => status !== 'dropped');
  const begin = Math.min(...live.map((checkpoint) => checkpoint.from));
  const end = Math.max(...live.map((checkpoint) => checkpoint.originalDue));
  const elapsed = end > begin ? (originalDue - begin) / (end - begin) : 1;
  return figures.flatMap(({ target, value }) => {
    const meant = state.targets[target];
    if (meant === undefined || !meant.paced || meant.quantity <= 0) return [];
    const reached = value / meant.quantity;
    return reached < elapsed - state.terms.paceMargin ? [{ target, reached, elapsed }] : [];
  });
}
