import type { ItemRow } from '../../register/queries/items.js';
import type { Waiting } from '../../register/standing-of.js';

/** What waits for somebody's answer, with links to the items. */
export function WaitingList({ waiting, items }: { waiting: Waiting; items: ItemRow[] }) {
  const open = items.filter(({ closed }) => !closed);
  const where = (fits: (checkpoint: ItemRow['checkpoints'][number]) => boolean): string[] =>
    open.filter(({ checkpoints }) => checkpoints.some(fits)).map(({ code }) => code);
  const kinds: [string, string[]][] = [
    ['待审核', where(({ status }) => status === 'submitted')],
    ['待处室负责人审签', waiting.drafts],
    ['申请延期，待答复', where(({ requestedDue }) => requestedDue !== null)],
    ['申请调整责任单位，待答复', waiting.disputed],
    ['申请撤销，待批准', waiting.cancelling],
    ['督办通知单待签发', waiting.orderDrafts],
    ['督办通知单待回执', waiting.orderReplies],
  ];
  const shown = kinds.filter(([, codes]) => codes.length > 0);
  if (shown.length === 0) return null;
  const ids = new Map(items.map(({ code, id }) => [code, id]));
  return (
    <ul class="waiting">
      {shown.map(([what, codes]) => (
        <li>
          {what}：
          {codes.map((code) => (
            <>{ids.has(code) ? <a href={`/items/${ids.get(code) ?? ''}`}>{code}</a> : code} </>
          ))}
        </li>
      ))}
    </ul>
  );
}
