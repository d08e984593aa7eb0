import { Client, Connection } from '@temporalio/client';
import type { Settings } from '../config/settings.js';
import { stateCouncilCalendar } from '../domain/calendar/state-council.js';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import { DubanError } from '../domain/errors.js';
import type { EvidenceLimits } from '../domain/evidence/evidence-limits.js';
import { defaultPolicy, type Policy } from '../domain/policy.js';
import { openDatabase, type Database } from '../register/database.js';
import { openEvidence } from '../register/evidence/open-store.js';
import type { EvidenceStore } from '../register/evidence-store.js';

/** What the application's verbs work on. */
export interface Duban {
  db: Database;
  temporal: Client;
  taskQueue: string;
  evidence: EvidenceStore;
  /** Of what is handed in; the defaults where there are none. */
  evidenceLimits?: EvidenceLimits;
  calendar: WorkingCalendar;
  policy: Policy;
  /** Address of the console, where there is one. */
  consoleUrl?: string | undefined;
}

export type OpenedDuban = Duban & {
  /** Throws `engine-unreachable` unless the engine answers. */
  requireEngine(): Promise<void>;
  close(): Promise<void>;
};

/** Opens an installation by its settings. The caller closes it. Throws `engine-unreachable`. */
export async function openDuban(settings: Settings): Promise<OpenedDuban> {
  const duban = openRegister(settings);
  try {
    await duban.requireEngine();
  } catch (error) {
    await duban.close();
    throw error;
  }
  return duban;
}

/** Opens an installation whose engine may be away: the register can be read, and takes commands all the same. */
export function openRegister(settings: Settings): OpenedDuban {
  const connection = Connection.lazy({
    address: settings.temporalAddress,
    ...settings.temporalSecurity,
    connectTimeout: '5 s',
  });
  const db = openDatabase(settings.databaseUrl);
  return {
    db,
    temporal: new Client({ connection, namespace: settings.temporalNamespace }),
    taskQueue: settings.taskQueue,
    evidence: openEvidence(settings),
    evidenceLimits: settings.evidenceLimits,
    calendar: stateCouncilCalendar,
    policy: defaultPolicy,
    consoleUrl: settings.consoleUrl,
    async requireEngine() {
      await connection.ensureConnected().catch((cause: unknown) => {
        const message = `连接不上流程引擎（Temporal ${settings.temporalAddress}）；请确认 Duban 已启动（npm start）。`;
        throw new DubanError('engine-unreachable', message, { address: settings.temporalAddress }, { cause });
      });
    },
    async close() {
      await db.destroy();
      await connection.close();
    },
  };
}
