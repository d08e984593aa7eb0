import { isGrpcServiceError } from '@temporalio/client';
import type { Settings } from '../../config/settings.js';
import { SECOND, type Instant } from '../../domain/instant.js';
import type { Duban } from '../duban.js';

export type Level = 'ok' | 'warn' | 'bad' | 'skipped';

export interface Finding {
  level: Level;
  /** What was found, in a few words. */
  text: string;
  /** What to do about it. */
  todo?: string;
}

/** What is examined. Nothing of it is changed. */
export interface Patient {
  duban: Duban;
  settings: Settings;
  /** The clock of this machine. */
  clock: () => Instant;
  /** When the examination began. */
  now: Instant;
}

export interface Check {
  /** For programs. */
  id: string;
  name: string;
  /** The id of a check without which this one can say nothing. */
  needs?: string;
  /** Milliseconds, 15 seconds by default; or without end. */
  within?: number;
  run: (patient: Patient) => Promise<Finding>;
}

export type Diagnosis = Finding & { id: string; name: string };

/** Of gRPC. */
const UNIMPLEMENTED = 12;

/** Runs one check after another, each for so long at most; one that fails is a finding, and lets the others run. */
export async function* examine(checks: Check[], patient: Patient): AsyncGenerator<Diagnosis> {
  const failed = new Map<string, string>();
  for (const check of checks) {
    const { id, name, needs = '' } = check;
    const missing = failed.get(needs);
    const finding: Finding =
      missing === undefined ? await bounded(check, patient) : { level: 'skipped', text: `未检查，因“${missing}”异常` };
    if (finding.level === 'bad' || finding.level === 'skipped') failed.set(id, missing ?? name);
    yield { id, name, ...finding };
  }
}

async function bounded({ run, within = 15 * SECOND }: Check, patient: Patient): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    const text = `${Math.round(within / SECOND)}秒内没有结果`;
    if (within !== Infinity)
      timer = setTimeout(() => resolve({ level: 'bad', text, todo: '服务过忙或网络不通，请稍后再查' }), within);
  });
  const running = run(patient).catch((error: unknown): Finding => {
    // The server that plays the demo's year has not all that a real one has.
    if (isGrpcServiceError(error) && Number(error.code) === UNIMPLEMENTED)
      return { level: 'skipped', text: '未检查，所连的流程引擎（如演示用的）没有这项功能' };
    return { level: 'bad', text: `检查未能完成：${error instanceof Error ? error.message : String(error)}` };
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
