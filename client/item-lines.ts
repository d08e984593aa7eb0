import type { ItemLine } from '../documents/reports/item-lines.js';
import { checkpointStatusNames } from '../domain/light.js';
import type { CheckpointRow, ItemRow } from '../register/queries/items.js';
import { checkpointLit, isWaitedFor, itemLit, type LitContext } from './lit.js';

/** An item as reports list it, as it stands now. */
export function itemLine(item: ItemRow, { now, t }: Omit<LitContext, 'status'>): ItemLine {
  const named = (role: string): string =>
    item.posts
      .filter((post) => post.role === role)
      .map(({ name }) => name)
      .join('、');
  const { light, word } = itemLit(item, now);
  const context = { now, t, status: item.status };
  const live = item.checkpoints.filter(({ status }) => status !== 'dropped');
  const next = item.checkpoints.find((checkpoint) => isWaitedFor(checkpoint, item.status));
  return {
    code: item.code,
    title: item.title,
    leads: named('lead'),
    supporting: named('supporting') || '—',
    leader: named('leader') || '—',
    standing: word,
    fill: light === 'done' ? null : light,
    checkpoints: live.map((checkpoint) => `${checkpoint.label} ${wordOf(checkpoint, context)}`).join('\n') || '待定',
    next: next?.due ?? null,
    waiting: waiting(item, named('lead')),
    extensions: item.checkpoints.reduce((sum, { extensions }) => sum + extensions, 0),
    returns: item.checkpoints.reduce((sum, { returns }) => sum + returns, 0),
  };
}

function wordOf(checkpoint: CheckpointRow, context: LitContext): string {
  const { light, word } = checkpointLit(checkpoint, context);
  return light === 'green' && checkpoint.submittedAt !== null ? '按时' : word;
}

/** Whom the item waits for: the office's answer before the division's next report. */
function waiting(item: ItemRow, leads: string): string {
  if (item.status !== 'active') return '—';
  const asked = item.checkpoints.find(({ requestedDue }) => requestedDue !== null);
  if (asked !== undefined) return `督查室答复“${asked.label}”延期申请`;
  const review = item.checkpoints.find(({ status }) => status === 'submitted');
  if (review !== undefined) return `督查室审核“${review.label}”`;
  const open = item.checkpoints.find((checkpoint) => isWaitedFor(checkpoint, item.status));
  if (open === undefined) return item.checkpoints.length === 0 ? '督查室确定检查节点' : '督查室办结';
  const what = open.status === 'returned' ? checkpointStatusNames.returned : '报送';
  return `${leads}${what}“${open.label}”`;
}
