import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DubanError } from '../domain/errors.js';

/** What `npm start` leaves under var/ while it runs, so that the CLI finds it. Readable by its owner only: it holds a password. */
export interface Installation {
  readonly format: 1;
  /** The launcher. */
  readonly pid: number;
  /** The settings of this installation, named as in the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

export const INSTALLATION_FILE = 'installation.json';

const schema = z.object({
  format: z.literal(1),
  pid: z.number().int().positive(),
  environment: z.record(z.string(), z.string()),
});

/** The folder of the embedded installation. */
export function varFolder(environment: NodeJS.ProcessEnv): string {
  return path.resolve(environment.DUBAN_VAR_DIR || 'var');
}

/** Throws `not-started` unless a launcher runs on this folder. */
export function readInstallation(varDir: string): Installation {
  const file = path.join(varDir, INSTALLATION_FILE);
  const notStarted = (cause?: unknown): DubanError =>
    new DubanError('not-started', 'Duban 尚未启动：请先运行 npm start（或设置 DATABASE_URL 等变量，连接正式环境）', {
      file,
      cause,
    });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw notStarted(cause);
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new DubanError('installation-damaged', `${file} 已损坏：请重新运行 npm start`, { file, cause: parsed.error });
  }
  if (!isRunning(parsed.data.pid)) throw notStarted();
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
