import { ledgerFile, type LedgerFile, type LedgerFormat } from '../documents/ledger/ledger-file.js';
import type { Ledger, LedgerItem } from '../documents/ledger/ledger.js';
export type { LedgerFormat } from '../documents/ledger/ledger-file.js';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import type { Instant } from '../domain/instant.js';
import type { Timekeeping } from '../domain/schedule.js';
import type { Database, Tx } from '../register/database.js';
import type { CampaignFacts } from '../register/queries/campaigns.js';
import { handedInAt } from '../register/queries/handed-in.js';
import { itemPages } from '../register/queries/items.js';
import { listPosts } from '../register/queries/posts.js';
import { timekeepingOf } from '../register/queries/timekeeping.js';
import { ledgerItem } from './ledger-item.js';

export interface LedgerWanted {
  campaign: CampaignFacts;
  /** Lights and lateness are those of that moment. */
  now: Instant;
  /** Of those campaigns that were launched before they kept their own. */
  calendar: WorkingCalendar;
  /** Who has it made; by default the supervision office. */
  by?: string | undefined;
}

/** A campaign's register (台账) as a file. */
export async function exportLedger(db: Database, wanted: LedgerWanted, format: LedgerFormat): Promise<LedgerFile> {
  return ledgerFile(await campaignLedger(db, wanted), format);
}

/** A campaign's register (台账), for one of the writers in `documents/ledger/`. Items are read as they are asked for. */
export async function campaignLedger(db: Database, wanted: LedgerWanted): Promise<Ledger> {
  const { head, itemsIn } = await ledgerParts(db, wanted);
  return { head, items: inSnapshot(db, itemsIn) };
}

/** The same in a snapshot that is the caller's. */
export async function ledgerWithin(tx: Tx, wanted: LedgerWanted): Promise<Ledger> {
  const { head, itemsIn } = await ledgerParts(tx, wanted);
  return { head, items: itemsIn(tx) };
}

async function ledgerParts(db: Database | Tx, { campaign, now, calendar, by }: LedgerWanted) {
  const { id, title, span, issuer, documentNumber, principal, zone } = campaign;
  const t = (await timekeepingOf(db, id, calendar)) as Timekeeping;
  const office = (await listPosts(db)).find(({ kind }) => kind === 'office')?.name ?? '';
  const head = { title, span, issuer, documentNumber, principal, zone, at: now, by: by ?? office };
  return { head, itemsIn: (tx: Tx) => itemsOf(tx, id, { now, t }) };
}

/** All of one snapshot: what moves while it is read is not in it. */
async function* inSnapshot<T>(db: Database, read: (tx: Tx) => AsyncGenerator<T>): AsyncGenerator<T> {
  const snapshot = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    yield* read(snapshot);
  } finally {
    await snapshot.rollback().execute();
  }
}

async function* itemsOf(
  tx: Tx,
  campaignId: string,
  context: { now: Instant; t: Timekeeping },
): AsyncGenerator<LedgerItem> {
  let number = 0;
  for await (const items of itemPages(tx, campaignId)) {
    const handedIn = await handedInAt(
      tx,
      items.map(({ id }) => id),
    );
    for (const item of items) yield ledgerItem(item, { ...context, handedIn, number: (number += 1) });
  }
}
