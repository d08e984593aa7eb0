import { formPage } from '../documents/forms/form-page.js';
import { formPolicy } from '../documents/forms/form-style.js';
import type { Form } from '../documents/forms/form.js';
import { supervisionOrder } from '../documents/forms/supervision-order.js';
import { DubanError } from '../domain/errors.js';
import type { Day, Instant } from '../domain/instant.js';
import { orderStatusNames, type OrderStatus } from '../domain/order.js';
import { textOfOrder } from '../register/queries/order-draft.js';
import { ordersNumbered, ordersOfItem, type OrderRow } from '../register/queries/orders.js';
import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';
import { chooseItem, namedCheckpoint } from './find.js';

interface Issuing {
  signatory: string;
  /** When the reply slip is to be back; by the policy where it is not given. */
  due?: Day | null | undefined;
  checkpoint?: number | undefined;
}

/** 签发督办通知单; by default the one that has waited longest. The register gives its number. */
export async function issueOrder(
  duban: Duban,
  doing: Doing,
  { signatory, due = null, checkpoint }: Issuing,
): Promise<Acted> {
  const n = checkpoint ?? (await waiting(duban, doing, ['drafted']));
  return act(duban, { ...doing, body: { kind: 'issueOrder', checkpoint: n, signatory, due } });
}

interface Reply {
  plan: string;
  due: Day;
  person: string;
  checkpoint?: number | undefined;
}

/** 回执. */
export async function replyOrder(duban: Duban, doing: Doing, { plan, due, person, checkpoint }: Reply): Promise<Acted> {
  const n = checkpoint ?? (await waiting(duban, doing, ['issued', 'replied']));
  return act(duban, { ...doing, body: { kind: 'replyOrder', checkpoint: n, plan, due, person } });
}

/** 撤回 a draft or an order issued. */
export async function withdrawOrder(
  duban: Duban,
  doing: Doing,
  { reason, checkpoint }: { reason: string; checkpoint?: number | undefined },
): Promise<Acted> {
  const n = checkpoint ?? (await waiting(duban, doing, ['drafted', 'issued', 'replied']));
  return act(duban, { ...doing, body: { kind: 'withdrawOrder', checkpoint: n, reason } });
}

/** Throws `no-order` where none is in that standing. */
async function waiting(duban: Duban, { item }: Doing, standing: OrderStatus[]): Promise<number> {
  const orders = await ordersOfItem(duban.db, item.id);
  const found = orders.find(({ status }) => standing.includes(status));
  if (found !== undefined) return found.checkpoint;
  const what = standing.map((status) => orderStatusNames[status]).join('、');
  throw new DubanError('no-order', `事项 ${item.code} 没有${what}的督办通知单；用 duban orders 查看全部。`);
}

/** The order meant by 3, 2027-3 or 督办〔2027〕3号; of the newest year where none is named. Throws `no-such-order` or `which-order`. */
export async function orderNumbered(duban: Duban, text: string, campaign?: string): Promise<OrderRow> {
  const meant = /^(?:督办)?(?:[〔\[（(]?(20\d\d)[〕\]）)]?-?)?(\d{1,6})号?$/.exec(text.trim());
  if (meant === null) {
    throw new DubanError('no-such-order', `“${text}”不是督办通知单编号；应写作 3、2027-3 或 督办〔2027〕3号。`, {
      text,
    });
  }
  const [, year, number] = meant;
  const known = await ordersNumbered(duban.db, Number(number), year === undefined ? undefined : Number(year));
  const orders = known.filter(
    ({ campaignId }) => campaign === undefined || campaignId.startsWith(campaign.toLowerCase()),
  );
  const [order, other] = orders;
  if (order === undefined) {
    throw new DubanError('no-such-order', `没有编号为“${text}”的督办通知单；用 duban orders 查看在办的。`, { text });
  }
  if (other === undefined || other.number !== order.number) return order;
  const lines = orders.filter(({ number: same }) => same === order.number);
  const message = `编号为“${text}”的督办通知单不止一件，请用 --campaign 指明专项：\n${lines.map((each) => `  ${each.campaignId.slice(0, 8)}  ${each.code} ${each.title}`).join('\n')}`;
  throw new DubanError('which-order', message, { text });
}

/** The draft that waits for a signature. Throws `no-order`, as `chooseItem`, as `namedCheckpoint`. */
export async function draftOf(
  duban: Duban,
  code: string,
  options: { campaign?: string; checkpoint?: string },
): Promise<OrderRow> {
  const item = await chooseItem(duban, code, options);
  const n = options.checkpoint === undefined ? null : namedCheckpoint(item, options.checkpoint);
  const drafts = (await ordersOfItem(duban.db, item.id)).filter(({ status }) => status === 'drafted');
  const draft = drafts.find(({ checkpoint }) => n === null || checkpoint === n);
  if (draft !== undefined) return draft;
  throw new DubanError('no-order', `事项 ${item.code} 没有待签发的督办通知单；用 duban orders 查看全部。`);
}

/** The paper: as issued, or as a draft would be issued now. */
export async function orderForm(
  { db, calendar }: Pick<Duban, 'db' | 'calendar'>,
  order: OrderRow,
  now: Instant,
): Promise<Form> {
  const text = await textOfOrder(db, order, { now, calendar });
  if (text === null) throw new DubanError('no-such-order', '台账中没有这件督办通知单。', { id: order.id });
  return supervisionOrder(text, order.replies);
}

/** The same as a page to be printed, with the policy that it is to be served under. */
export async function orderPage(
  duban: Pick<Duban, 'db' | 'calendar'>,
  order: OrderRow,
  now: Instant,
): Promise<{ html: string; policy: string }> {
  return { html: formPage(await orderForm(duban, order, now)), policy: formPolicy };
}
