import type { ItemRow } from '../../register/queries/items.js';

const dueMarks: Record<string, string> = {
  'calendar-unpublished': '该年放假通知未发布，期限暂按周末推算',
  'moved-to-working-day': '原定日期不是工作日，已提前到前一个工作日',
};

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
