import { DossierReader } from '../../documents/dossier/dossier-reader.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { endRest, readBack } from '../../register/dossier/read-back.js';
import { findCampaign, type CampaignRow } from '../../register/queries/campaigns.js';
import { armInstallation, signalCampaign } from '../arm-item.js';
import type { Duban } from '../duban.js';
import { verifyDossier } from './verify-dossier.js';

export interface UnarchiveInput {
  file: string;
  now: Instant;
  /** Whether its open items are to be woken and chased again. By default nothing in it is, and nobody is told anything. */
  arm: boolean;
  onBytes: (done: number) => void;
}

/**
 * Reads a dossier back: its evidence into the store, then its rows into the register, which must be empty, or hold other dossiers. One
 * that is not as it was made is refused. Throws `dossier-faulty` and what `readBack` throws.
 */
export async function unarchive(duban: Duban, { file, now, arm, onBytes }: UnarchiveInput): Promise<CampaignRow> {
  const { faults } = await verifyDossier({ file, onBytes });
  if (faults[0] !== undefined)
    throw new DubanError('dossier-faulty', `卷宗未通过核验，不予还原：${faults[0]}。`, { faults });
  const reader = await DossierReader.open(file);
  try {
    const { campaign, schema } = reader.head;
    const awake = arm && (await endRest(duban.db, campaign.id));
    if (!awake) {
      await keepFiles(duban, reader);
      await readBack(duban.db, { campaign, schema, rows: (table) => reader.rows(table), now, arm });
    }
    if (arm) {
      await armInstallation(duban);
      await signalCampaign(duban, campaign.id);
    }
    return (await findCampaign(duban.db, campaign.id)) as CampaignRow;
  } finally {
    reader.close();
  }
}

/** Before the register speaks of them. */
async function keepFiles({ evidence }: Duban, reader: DossierReader): Promise<void> {
  for await (const { file, sha256, content } of reader.files()) {
    if (sha256 === undefined) continue;
    const kept = await evidence.put(await content());
    if (kept.sha256 !== sha256)
      throw new DubanError('dossier-faulty', `卷宗中的“${file}”与其 SHA-256 不符，不予还原。`);
  }
}
