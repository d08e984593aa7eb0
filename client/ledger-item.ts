import type { LedgerCheckpoint, LedgerItem } from '../documents/ledger/ledger.js';
import { dayOf } from '../domain/calendar/zoned.js';
import { handedInKey, type HandedIn } from '../register/queries/handed-in.js';
import type { CheckpointRow, ItemRow } from '../register/queries/items.js';
import { dueMarks, originNames } from './item-words.js';
import { checkpointLit, isWaitedFor, itemLit, latenessText, type LitContext } from './lit.js';

type Context = Omit<LitContext, 'status'> & {
  /** By `handedInKey`. */
  handedIn: ReadonlyMap<string, HandedIn>;
  /** 序号, from 1. */
  number: number;
};

/** An item as the register (台账) shows it. */
export function ledgerItem(item: ItemRow, { handedIn, number, ...context }: Context): LedgerItem {
  const names = (role: string): string[] => item.posts.filter((post) => post.role === role).map(({ name }) => name);
  const { code, heading, title, contents, measures, status } = item;
  return {
    ...{ number, code, heading, title, contents, measures, status },
    leads: names('lead'),
    supporting: names('supporting'),
    leader: names('leader').join('、'),
    lamp: itemLit(item, context.now),
    targets: item.targets.map(({ text, quantity, unit }) => ({ text, quantity, unit })),
    checkpoints: item.checkpoints.map((checkpoint) => ({
      ...ledgerCheckpoint(checkpoint, { ...context, status }),
      ...handedInOf(handedIn.get(handedInKey(item.id, checkpoint.n))),
    })),
    notes: notesOf(item),
  };
}

function ledgerCheckpoint(checkpoint: CheckpointRow, context: LitContext): Omit<LedgerCheckpoint, 'figures' | 'files'> {
  const { label, originalDue, due, submittedAt, returns, behind } = checkpoint;
  return {
    ...{ label, originalDue, due, submittedAt, returns, behind },
    lamp: checkpointLit(checkpoint, context),
    punctuality: punctualityOf(checkpoint, context),
    review: reviewOf(checkpoint),
    extension: extensionOf(checkpoint, context),
  };
}

function handedInOf(handedIn: HandedIn | undefined): Pick<LedgerCheckpoint, 'figures' | 'files'> {
  const { figures = [], files = [] } = handedIn ?? {};
  return { figures: figures.map(({ target, value }) => ({ target: target + 1, value })), files };
}

function punctualityOf(checkpoint: CheckpointRow, context: LitContext): string {
  const late = latenessText(checkpoint, context);
  if (late !== null) return late;
  if (checkpoint.submittedAt !== null) return '按时';
  return isWaitedFor(checkpoint, context.status) ? '未到期' : '';
}

function reviewOf({ status }: CheckpointRow): string {
  switch (status) {
    case 'submitted':
      return '待审核';
    case 'accepted':
      return '通过';
    case 'returned':
      return '退回重报';
    case 'past':
    case 'dropped':
    case 'ahead':
    case 'open':
      return '';
  }
}

function extensionOf({ due, originalDue, requestedDue, extensions }: CheckpointRow, { t }: LitContext): string {
  if (requestedDue !== null) return `申请延至${dayOf(requestedDue, t.policy.zone)}，待答复`;
  const asked = extensions > 0 ? `申请${extensions}次` : '';
  if (due === originalDue) return asked === '' ? '' : `${asked}，未延期`;
  return asked === '' ? '期限已调整' : `${asked}，期限已调整`;
}

/** What a reader must know besides. */
function notesOf({ origin, posts, closed, flagged, checkpoints }: ItemRow): string[] {
  const unsigned = posts.filter(
    ({ role, acknowledgedAt }) => (role === 'lead' || role === 'supporting') && acknowledgedAt === null,
  );
  return [
    ...(origin === 'document' ? [] : [originNames[origin]]),
    ...(closed || unsigned.length === 0 ? [] : [`待签收：${unsigned.map(({ name }) => name).join('、')}`]),
    ...about(checkpoints, ({ byHand }) => (byHand ? '督查室增设' : null)),
    ...about(checkpoints, ({ mark }) => (mark === null ? null : (dueMarks[mark] ?? mark))),
    ...(flagged === null ? [] : [`须人工核查：${flagged}`]),
  ];
}

/** `6月、9月：督查室增设`: what is said of several checkpoints is said once. */
function about(checkpoints: readonly CheckpointRow[], said: (checkpoint: CheckpointRow) => string | null): string[] {
  const labels = new Map<string, string[]>();
  for (const checkpoint of checkpoints) {
    const words = said(checkpoint);
    if (words !== null) labels.set(words, [...(labels.get(words) ?? []), checkpoint.label]);
  }
  return [...labels].map(([words, of]) => `${of.join('、')}：${words}`);
}
