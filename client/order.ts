import { DubanError } from '../domain/errors.js';
import type { Day } from '../domain/instant.js';
import { orderStatusNames, type OrderStatus } from '../domain/order.js';
import { ordersOfItem } from '../register/queries/orders.js';
import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';

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
