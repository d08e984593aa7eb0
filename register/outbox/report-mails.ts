import type { CommandBody } from '../../domain/command.js';
import type { Instant } from '../../domain/instant.js';
import { ENGINE } from '../../domain/rights.js';
import type { Said } from '../../domain/item-state.js';
import type { Rule } from '../../domain/rule.js';
import { commitCommand } from '../commit-command.js';
import type { Database, Tx } from '../database.js';
import { lockItems } from '../lock-items.js';
import type { UnansweredCommand } from '../unanswered-commands.js';
import { unheld, type ReleaseWindow } from './claimable.js';

/** Mails, or notices that nobody can be mailed, reported in one go. */
const AT_ONCE = 20;
/** Of a server's answer, so much is told. */
const REASON = 200;

/**
 * Tells items what became of their mails: that a notice did not reach its post, or that its other contact was reached.
 * Each is a command with an id of its own, so that it is told once however often it is reported. Nothing is ever reported
 * of the notice that says so, nor of copies, which have none. Gives the commands to deliver; `null` when all is reported.
 */
export async function reportMails(db: Database, window: ReleaseWindow): Promise<UnansweredCommand[] | null> {
  await settleUneventful(db);
  const mails = await finished(db).orderBy('finished_at').limit(AT_ONCE).select('id').execute();
  const commands: UnansweredCommand[] = [];
  for (const { id } of mails) commands.push(...(await reportMail(db, id, window.now)));
  const nobody = await reportUnheld(db, window);
  return mails.length === 0 && nobody === null ? null : [...commands, ...(nobody ?? [])];
}

/** Mails whose fate is known and not reported. */
export function finished(db: Database | Tx) {
  return db.selectFrom('mail').where('reported', '=', false).where('state', 'in', ['accepted', 'rejected']);
}

/** Nearly all: they arrived, as was expected. */
async function settleUneventful(db: Database): Promise<void> {
  await db
    .updateTable('mail')
    .set({ reported: true })
    .where('reported', '=', false)
    .where('mail.state', '=', 'accepted')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('notice').whereRef('mail_id', '=', 'mail.id').where('contact', '=', 2).select('notice.id'),
        ),
      ),
    )
    .execute();
}

function reportMail(db: Database, mailId: string, now: Instant): Promise<UnansweredCommand[]> {
  return db.transaction().execute(async (tx) => {
    const mail = await finished(tx)
      .where('id', '=', mailId)
      .select(['state', 'outcome'])
      .forUpdate()
      .executeTakeFirst();
    if (mail === undefined) return [];
    const notices = await keysOf(tx).where('mail_id', '=', mailId).execute();
    await tx.updateTable('mail').set({ reported: true }).where('id', '=', mailId).execute();
    const reports = notices.flatMap((notice) => fateOf(notice, { ...mail, mailId }));
    return give(tx, now, reports);
  });
}

/** A notice without anybody to mail it to is as good as refused. It is withdrawn, as it can never go out. */
function reportUnheld(db: Database, window: ReleaseWindow): Promise<UnansweredCommand[] | null> {
  return db.transaction().execute(async (tx) => {
    const rows = await unheld(tx, window)
      .orderBy('notice.release_at')
      .limit(AT_ONCE)
      .select(['notice.id', 'notice.item_id'])
      .execute();
    if (rows.length === 0) return null;
    // Items before their notices, as every event takes them.
    await lockItems(
      tx,
      rows.map((row) => row.item_id),
    );
    const withdrawn = await tx
      .updateTable('notice')
      .set({ state: 'withdrawn', withdrawn_because: 'unheld' })
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .where('state', '=', 'staged')
      .returning('id')
      .execute();
    const ids = withdrawn.map((row) => row.id);
    const notices = ids.length === 0 ? [] : await keysOf(tx).where('notice.id', 'in', ids).execute();
    const fate = { state: 'rejected', outcome: '该岗位没有登记收件人', mailId: 'unheld' };
    const reports = notices.flatMap((notice) => fateOf(notice, fate));
    return give(tx, window.now, reports);
  });
}

interface Key {
  id: string;
  itemId: string;
  campaignId: string;
  checkpoint: number;
  round: number;
  rule: Rule;
  step: number;
  post: string;
  contact: 1 | 2;
  said: Said;
  contacts: number;
}

function keysOf(tx: Tx) {
  return tx
    .selectFrom('notice')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .orderBy('notice.id')
    .select(['notice.id', 'item_id as itemId', 'campaign_id as campaignId', 'checkpoint', 'round', 'rule', 'step'])
    .select(['post_id as post', 'contact', 'said'])
    .select((eb) =>
      eb
        .selectFrom('holding')
        .whereRef('holding.post_id', '=', 'notice.post_id')
        .where('holding.contact', '=', 2)
        .select(eb.fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('contacts'),
    );
}

interface Report extends UnansweredCommand {
  body: CommandBody;
}

function fateOf(
  { id, itemId, campaignId, contact, contacts, said, ...notice }: Key,
  { state, outcome, mailId }: { state: string; outcome: string; mailId: string },
): Report[] {
  if (notice.rule === 'undelivered') return [];
  if (state === 'rejected') {
    const body: CommandBody = {
      kind: 'undelivered',
      notice,
      contact,
      otherContact: contact === 1 && contacts > 0,
      reason: shortened(outcome),
      said,
    };
    return [{ id: `undelivered/${mailId}/${id}`, itemId, campaignId, kind: body.kind, body }];
  }
  if (contact === 1 || notice.checkpoint === 0) return [];
  const { checkpoint, round } = notice;
  return [
    {
      id: `delivered/${mailId}/${id}`,
      itemId,
      campaignId,
      kind: 'delivered',
      body: { kind: 'delivered', checkpoint, round },
    },
  ];
}

async function give(tx: Tx, at: Instant, reports: Report[]): Promise<UnansweredCommand[]> {
  for (const { id, itemId, body } of reports) await commitCommand(tx, { id, itemId, actor: ENGINE, at, body });
  return reports.map(({ body: _, ...command }) => command);
}

/** A server's answer in one line, as the office can read it. */
function shortened(outcome: string): string {
  const line = outcome.replace(/\s+/g, ' ').trim();
  return line.length <= REASON ? line : `${line.slice(0, REASON - 1)}…`;
}
