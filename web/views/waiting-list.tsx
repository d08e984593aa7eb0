import type { Waiting, WaitingItem } from '../../register/queries/waiting.js';

/** So many of a kind are named; that there are more is said. */
export const MOST_WAITING = 40;

/** What waits for somebody's answer, with links to the items. `waiting`: one more of each kind than is named. */
export function WaitingList({ waiting }: { waiting: Waiting }) {
  const kinds: [string, WaitingItem[]][] = [
    ['待审核', waiting.submitted],
    ['待处室负责人审签', waiting.drafts],
    ['申请延期，待答复', waiting.requested],
    ['申请调整责任单位，待答复', waiting.disputed],
    ['申请撤销，待批准', waiting.cancelling],
    ['督办通知单待签发', waiting.orderDrafts],
    ['督办通知单待回执', waiting.orderReplies],
  ];
  const shown = kinds.filter(([, items]) => items.length > 0);
  if (shown.length === 0) return null;
  return (
    <ul class="waiting">
      {shown.map(([what, items]) => (
        <li>
          {what}：
          {items.slice(0, MOST_WAITING).map(({ id, code }) => (
            <>
              <a href={`/items/${id}`}>{code}</a>{' '}
            </>
          ))}
          {items.length > MOST_WAITING && '等'}
        </li>
      ))}
    </ul>
  );
}
