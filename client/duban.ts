import { Client, Connection } from '@temporalio/client';
import type { Settings } from '../config/settings.js';
import { stateCouncilCalendar } from '../domain/calendar/state-council.js';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import { DubanError } from '../domain/errors.js';
import { defaultPolicy, type Policy } from '../domain/policy.js';
import { openDatabase, type Database } from '../register/database.js';
import { folderStore, type EvidenceStore } from '../register/evidence-store.js';

/** What the application's verbs work on. */
export interface Duban {
  db: Database;
  temporal: Client;
  taskQueue: string;
  evidence: EvidenceStore;
  calendar: WorkingCalendar;
  policy: Policy;
}

/** Opens an installation by its settings. The caller closes it. */
export async function openDuban(settings: Settings): Promise<Duban & { close(): Promise<void> }> {
  const connection = await Connection.connect({ address: settings.temporalAddress, connectTimeout: '5 s' }).catch((cause: unknown) => {
    throw new DubanError(
      'engine-unreachable',
      `连接不上流程引擎（Temporal ${settings.temporalAddress}）；请确认 Duban 已启动（npm start）。`,
      { address: settings.temporalAddress, cause },
    );
  });
  const db = openDatabase(settings.databaseUrl);
  return {
    db,
    temporal: new Client({ connection, namespace: settings.temporalNamespace }),
    taskQueue: settings.taskQueue,
    evidence: folderStore(settings.evidenceDir),
    calendar: stateCouncilCalendar,
    policy: defaultPolicy,
    async close() {
      await connection.close();
      await db.destroy();
    },
  };
}
