import { readSettings } from '../../config/settings.js';
import type { Instant } from '../../domain/instant.js';
import { openDuban, type Duban } from '../duban.js';

/** What every command gets: the clock, read once as the command starts, and the installation, opened when it is needed. */
export interface CliContext {
  now: Instant;
  print: (text: string) => void;
  /** For progress and remarks, which must not stand among results. */
  remark: (text: string) => void;
  withDuban: (work: (duban: Duban) => Promise<void>) => Promise<void>;
}

export function cliContext(now: Instant): CliContext {
  return {
    now,
    print: (text) => process.stdout.write(`${text}\n`),
    remark: (text) => process.stderr.write(`${text}\n`),
    async withDuban(work) {
      const duban = await openDuban(readSettings());
      try {
        await work(duban);
      } finally {
        await duban.close();
      }
    },
  };
}
