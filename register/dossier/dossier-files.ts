import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import { cursorRows } from '../cursor-rows.js';
import type { Tx } from '../database.js';
import { mailOf } from './dossier-rows.js';

export interface EvidenceOnce {
  /** From 1, by item and time. */
  n: number;
  sha256: string;
  name: string;
  size: number;
  code: string;
  label: string | null;
}

/** The files handed in, each content once, at the place where it was first handed in. */
export function evidenceOnce(tx: Tx, campaignId: string): AsyncGenerator<EvidenceOnce> {
  return cursorRows(
    tx,
    sql<EvidenceOnce>`
      select row_number() over (order by position, at, place)::integer as n, sha256, name, size, code, label from (
        select distinct on (sha256) sha256, evidence.name, evidence.size, item.code, item.position, checkpoint.label,
          submission.at, evidence.position as place
        from evidence join submission on submission.id = submission_id join item on item.id = submission.item_id
          left join checkpoint on checkpoint.item_id = item.id and checkpoint.n = submission.checkpoint
        where campaign_id = ${campaignId}
        order by sha256, item.position, submission.at, evidence.position) as first
      order by n`,
  );
}

/** Every version of the plan document, by the hash it is stored under. */
export function planVersions(tx: Tx, campaignId: string) {
  return tx
    .selectFrom('plan_version')
    .where('campaign_id', '=', campaignId)
    .orderBy('n')
    .select(['n', 'document', 'document_name'])
    .execute();
}

export function attachmentsOf(tx: Tx, mailId: string) {
  return tx
    .selectFrom('attachment')
    .where('mail_id', '=', mailId)
    .orderBy('position')
    .select(['name', 'type', 'content'])
    .execute();
}

export interface SentMail {
  n: number;
  id: string;
  name: string;
  mailbox: string;
  subject: string;
  text: string;
  html: string;
  thread: string | null;
  unsubscribe: string | null;
  /** What the message was dated: when it was made. */
  at: Instant;
}

/** Mails that were handed to a server, oldest first. */
export function sentMails(tx: Tx, campaignId: string): AsyncGenerator<SentMail> {
  return cursorRows(
    tx,
    sql<SentMail>`
      select row_number() over (order by created_at, id)::integer as n, id, name, mailbox, subject, text, html,
        thread, unsubscribe, created_at as at
      from mail t where attempts > 0 and ${mailOf(campaignId)} order by n`,
  );
}
