import { Migrator, type Migration, type MigrationResultSet, type MigratorProps } from 'kysely';
import { DubanError } from '../domain/errors.js';
import { openDatabase } from './database.js';
import { schemaOf } from './schema-of.js';
import * as register0001 from './migrations/0001-register.js';
import * as planSpan0002 from './migrations/0002-plan-span.js';
import * as wholeLife0003 from './migrations/0003-whole-life.js';
import * as auditAnchors0004 from './migrations/0004-audit-anchors.js';
import * as supervisionOrders0005 from './migrations/0005-supervision-orders.js';
import * as evidenceTypes0006 from './migrations/0006-evidence-types.js';
import * as bulletins0007 from './migrations/0007-bulletins.js';
import * as lights0008 from './migrations/0008-lights.js';
import * as restoration0009 from './migrations/0009-restoration.js';
import * as mailDecisions0010 from './migrations/0010-mail-decisions.js';
import * as letters0012 from './migrations/0012-letters.js';
import * as receivedMail0013 from './migrations/0013-received-mail.js';
import * as linksAndDrafts0014 from './migrations/0014-links-and-drafts.js';
import * as shortMessages0015 from './migrations/0015-short-messages.js';
import * as weeklyDigests0016 from './migrations/0016-weekly-digests.js';
import * as shortDecisions0017 from './migrations/0017-short-decisions.js';

/** In order of name; forward only. Imported rather than read from a folder, so that a build cannot lose one. */
export const migrations: Record<string, Migration> = {
  '0001-register': register0001,
  '0002-plan-span': planSpan0002,
  '0003-whole-life': wholeLife0003,
  '0004-audit-anchors': auditAnchors0004,
  '0005-supervision-orders': supervisionOrders0005,
  '0006-evidence-types': evidenceTypes0006,
  '0007-bulletins': bulletins0007,
  '0008-lights': lights0008,
  '0009-restoration': restoration0009,
  '0010-mail-decisions': mailDecisions0010,
  '0012-letters': letters0012,
  '0013-received-mail': receivedMail0013,
  '0014-links-and-drafts': linksAndDrafts0014,
  '0015-short-messages': shortMessages0015,
  '0016-weekly-digests': weeklyDigests0016,
  '0017-short-decisions': shortDecisions0017,
};

/** `inOurs`: in the transaction that the one connection of `db` is in, instead of one of its own. */
export function migrator(db: MigratorProps['db'], { known = migrations, inOurs = false } = {}): Migrator {
  const provider = { getMigrations: () => Promise.resolve(known) };
  return new Migrator({ db, provider, disableTransactions: inOurs });
}

/**
 * Brings the register at `url` to the newest schema, all of it or nothing. Any number of processes may do so at once: one migrates, the others wait.
 * Throws `register-newer` where a later release has been here, or `migration-failed`.
 */
export async function migrateToLatest(url: string, known: Record<string, Migration> = migrations): Promise<void> {
  const db = openDatabase(url, { connections: 1, queryTimeout: 0 });
  try {
    const newer = (await schemaOf(db)).filter((name) => !(name in known));
    if (newer.length > 0) throw registerNewer(newer);
    refuseFailure(await migrator(db, { known }).migrateToLatest());
  } finally {
    await db.destroy();
  }
}

/** A release that does not know what a later one has written must not write. */
function registerNewer(names: string[]): DubanError {
  const message = `台账数据库已由更新的版本升级过（${names.join('、')}），本版本不能使用。请改用与之相符的版本。`;
  return new DubanError('register-newer', message, { names });
}

/** Throws `migration-failed`. */
export function refuseFailure({ error, results }: MigrationResultSet): void {
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new DubanError(
    'migration-failed',
    `台账数据库升级失败${failed ? `（${failed}）` : ''}：${error instanceof Error ? error.message : '原因不明'}。台账没有改动，可继续使用原来的版本；请将以上内容交给维护人员。`,
    { failed },
    { cause: error },
  );
}
