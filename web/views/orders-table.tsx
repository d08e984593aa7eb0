import { chineseDate, type DateReader } from '../../domain/calendar/chinese-date.js';
import { orderStatusNames } from '../../domain/order.js';
import type { OrderRow } from '../../register/queries/orders.js';

interface Props {
  orders: OrderRow[];
  reader: DateReader;
  /** Of several items: each is named. */
  items?: true;
}

/** Supervision orders (督办通知单), each with its paper. */
export function OrdersTable({ orders, reader, items }: Props) {
  const on = (at: number | null): string => (at === null ? '—' : chineseDate(at, reader));
  return (
    <table>
      <thead>
        <tr>
          <th>文号</th>
          {items && <th>事项</th>}
          <th>检查节点</th>
          <th>主送</th>
          <th>签发</th>
          <th>回执</th>
          <th>状态</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr>
            <td>
              <a href={`/orders/${order.id}`}>{order.number ?? '拟稿'}</a>
            </td>
            {items && (
              <td>
                <a href={`/items/${order.itemId}`}>
                  {order.code} {order.title}
                </a>
              </td>
            )}
            <td>{order.label}</td>
            <td>{order.text?.to.join('、') ?? '—'}</td>
            <td>{order.text === null ? '—' : `${on(order.issuedAt)} ${order.text.signatory}`}</td>
            <td>
              {order.replies.length === 0
                ? order.replyBy === null
                  ? '—'
                  : `应于${on(order.replyBy)}前`
                : order.replies.map(({ division, at, plan, due, person }) => (
                    <p>{`${on(at)}${division}：${plan}；${on(due)}前完成，责任人${person}`}</p>
                  ))}
            </td>
            <td>{orderStatusNames[order.status]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
