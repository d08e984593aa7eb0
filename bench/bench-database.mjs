import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../dist/embedded/free-port.js';
import { ensureDatabase, startPostgres } from '../dist/embedded/postgres.js';
import { migrateToLatest } from '../dist/register/migrate.js';

/** An empty register on a PostgreSQL of its own. `stop` leaves nothing behind. */
export async function benchDatabase({ durable = false } = {}) {
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-bench-'));
  const postgres = await startPostgres({
    ...{ dir: path.join(dir, 'postgres'), port: await freePort(), password: randomBytes(12).toString('hex') },
    ...{ logFile: path.join(dir, 'postgres.log'), durable },
  });
  const url = await ensureDatabase(postgres, 'bench');
  await migrateToLatest(url);
  return {
    url,
    async stop() {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
