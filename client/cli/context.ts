import { readSettings } from '../../config/settings.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { openRegister, type OpenedDuban } from '../duban.js';

/** What every command gets: the clock, read once as the command starts, and the installation, opened when it is needed. */
export interface CliContext {
  now: Instant;
  /** Of the terminal, from 80 to 160; 120 where there is none. */
  columns: number;
  print: (text: string) => void;
  /** For progress and remarks, which must not stand among results. */
  remark: (text: string) => void;
  /** Its engine may be away. */
  withDuban: (work: (duban: OpenedDuban) => Promise<void>) => Promise<void>;
}

export function cliContext(now: Instant): CliContext {
  const columns = process.stdout.columns || Number(process.env['COLUMNS']) || 120;
  return {
    now,
    columns: Math.min(160, Math.max(80, columns)),
    print: (text) => void process.stdout.write(`${text}\n`),
    remark: (text) => void process.stderr.write(`${text}\n`),
    async withDuban(work) {
      const duban = openRegister(readSettings());
      try {
        await work(duban);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        const message = '连接不上台账数据库；请确认 Duban 已启动（npm start）。';
        throw new DubanError('register-unreachable', message, {}, { cause: error });
      } finally {
        await duban.close();
      }
    },
  };
}

/** Errors of the connection itself, and those of a PostgreSQL that starts or stops (class 57P). */
function isUnreachable(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|57P0\d)$/.test(code);
}
