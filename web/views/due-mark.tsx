import { dueMarks } from '../../client/item-words.js';
import type { ItemRow } from '../../register/queries/items.js';

/** A star at a due date that a person should look at; `DueMarkNotes` says why. */
export function DueMark({ mark }: { mark: string | null }) {
  return mark === null ? null : <abbr title={dueMarks[mark] ?? mark}>*</abbr>;
}

export function DueMarkNotes({ items }: { items: ItemRow[] }) {
  const marks = items.flatMap((item) => item.checkpoints.flatMap(({ mark }) => (mark === null ? [] : [mark])));
  return (
    <>
      {[...new Set(marks)].map((mark) => (
        <p class="note">* {dueMarks[mark] ?? mark}。</p>
      ))}
    </>
  );
}
