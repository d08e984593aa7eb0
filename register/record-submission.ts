import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { EvidenceFile } from '../domain/command.js';
import type { Effect } from '../domain/item-event.js';
import type { ItemState } from '../domain/item-state.js';
import { timestamp, type Tx } from './database.js';
import type { Outcome } from './outcome.js';

/** Keeps what was handed in, with its files; whether it was late is what `decide` said. */
export async function recordSubmission(tx: Tx, before: ItemState | null, outcome: Outcome): Promise<void> {
  const { command, state } = outcome;
  await judgeAgain(tx, before, outcome);
  if (command === undefined || !('checkpoint' in command.body)) return;
  const { body, itemId, actor } = command;
  const round = state.checkpoints.find(({ n }) => n === body.checkpoint)?.round;
  if (round === undefined) return;
  const late = said(outcome.effects, 'submitted')?.detail['late'] === true;
  if (body.kind === 'confirm' && body.agree) {
    await tx
      .updateTable('submission')
      .set({ kind: 'report', late, confirmed_by: actor, confirmed_at: timestamp(command.at) })
      .where('id', '=', (eb) =>
        eb
          .selectFrom('submission')
          .where('item_id', '=', itemId)
          .where('checkpoint', '=', body.checkpoint)
          .where('actor', '=', body.post)
          .where('kind', '=', 'draft')
          .orderBy('at', 'desc')
          .limit(1)
          .select('id'),
      )
      .execute();
    return;
  }
  if (body.kind !== 'submit' && body.kind !== 'contribute') return;
  const drafted = said(outcome.effects, 'drafted') !== undefined;
  // An id of its own: a command's is unique in its item only.
  const id = randomUUID();
  await tx
    .insertInto('submission')
    .values({
      id,
      item_id: itemId,
      checkpoint: body.checkpoint,
      round,
      actor,
      at: timestamp(command.at),
      text: body.text,
      late,
      kind: body.kind === 'contribute' ? 'contribution' : drafted ? 'draft' : 'report',
      figures: JSON.stringify(body.kind === 'submit' ? (body.figures ?? []) : []),
      confirmed_by: null,
      confirmed_at: null,
    })
    .execute();
  await keep(tx, id, body.files);
}

async function keep(tx: Tx, submission_id: string, files: EvidenceFile[]): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insertInto('evidence')
    .values(files.map((file, position) => ({ ...file, submission_id, position })))
    .execute();
}

/** The date that what was handed in meanwhile is judged by: the answer to a request to extend says it, and a review that comes first. */
async function judgeAgain(tx: Tx, before: ItemState | null, { effects, command, state }: Outcome): Promise<void> {
  if (command === undefined || !('checkpoint' in command.body)) return;
  const n = command.body.checkpoint;
  const asked = before?.checkpoints.find((checkpoint) => checkpoint.n === n);
  if (asked === undefined || asked.request === null) return;
  const answered = ['extension-granted', 'extension-refused', 'accepted', 'returned'].some((event) =>
    said(effects, event),
  );
  if (!answered) return;
  const granted = said(effects, 'extension-granted') !== undefined;
  const due = granted ? state.checkpoints.find((checkpoint) => checkpoint.n === n)?.due : asked.due;
  await tx
    .updateTable('submission')
    .set({ late: sql<boolean>`coalesce(confirmed_at, at) > ${timestamp(due ?? asked.due)}` })
    .where('item_id', '=', command.itemId)
    .where('checkpoint', '=', n)
    // Whatever began a round since: a freeze, or a notice that did not arrive.
    .where(sql<boolean>`coalesce(confirmed_at, at) >= ${timestamp(asked.request.at)}`)
    .where('kind', '=', 'report')
    .execute();
}

function said(effects: Effect[], event: string): (Effect & { type: 'record' }) | undefined {
  return effects.find(
    (effect): effect is Effect & { type: 'record' } => effect.type === 'record' && effect.event === event,
  );
}
