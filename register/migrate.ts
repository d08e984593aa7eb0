import { Migrator } from 'kysely';
import { DubanError } from '../domain/errors.js';
import { openDatabase } from './database.js';
import * as register0001 from './migrations/0001-register.js';
import * as planSpan0002 from './migrations/0002-plan-span.js';
import * as wholeLife0003 from './migrations/0003-whole-life.js';
import * as bulletins0007 from './migrations/0007-bulletins.js';
import * as lights0008 from './migrations/0008-lights.js';

/** In order of name; forward only. Imported rather than read from a folder, so that a build cannot lose one. */
const migrations = {
  '0001-register': register0001,
  '0002-plan-span': planSpan0002,
  '0003-whole-life': wholeLife0003,
  '0007-bulletins': bulletins0007,
  '0008-lights': lights0008,
};

/** Brings the register at `url` to the newest schema. Any number of processes may do so at once: one migrates, the others wait. */
export async function migrateToLatest(url: string): Promise<void> {
  const db = openDatabase(url, { connections: 1, queryTimeout: 0 });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName;
      throw new DubanError(
        'migration-failed',
        `台账数据库升级失败${failed ? `（${failed}）` : ''}：${error instanceof Error ? error.message : '原因不明'}`,
        { failed },
        { cause: error },
      );
    }
  } finally {
    await db.destroy();
  }
}
