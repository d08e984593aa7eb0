import { rmSync } from 'node:fs';
import { stopTestPostgres } from './stop-test-postgres.mjs';

export default async function globalTeardown() {
  const dir = process.env.DUBAN_TEST_RUN_DIR;
  if (!dir) return;
  await stopTestPostgres(dir);
  rmSync(dir, { recursive: true, force: true });
}
