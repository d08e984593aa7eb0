import { DubanError } from '../domain/errors.js';
import { cacheFolder } from './cache-folder.js';
import { findTemporalCli } from './temporal-cli.js';
import { findTimeSkippingServer } from './test-server.js';

// Before the tests: what this machine lacks is fetched or built once, with time to spare, and not inside a test's own.
const options = { cacheDir: cacheFolder(), log: (line: string): void => void process.stdout.write(`${line}\n`) };
try {
  await findTemporalCli(options);
  await findTimeSkippingServer(options);
} catch (error) {
  process.stderr.write(`${error instanceof DubanError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
process.exit();
