import { rename, rm } from 'node:fs/promises';
import { MANIFEST } from '../../documents/dossier/manifest.js';
import { sealComment } from '../../documents/dossier/seal.js';
import { Spool } from '../../documents/dossier/spool.js';
import { dosTime } from '../../documents/dossier/zip-records.js';
import { ZipWriter } from '../../documents/dossier/zip-writer.js';
import { isoWithOffset } from '../../domain/calendar/zoned.js';
import { DubanError } from '../../domain/errors.js';
import { Digest } from '../../register/digest.js';
import { schemaOf } from '../../register/schema-of.js';
import { findCampaign } from '../../register/queries/campaigns.js';
import { timekeepingOf } from '../../register/queries/timekeeping.js';
import { readSnapshot } from '../../register/read-snapshot.js';
import type { Duban } from '../duban.js';
import { verifyWithin, type TrailReport } from '../verify-register.js';
import { VERSION } from '../version.js';
import { DossierWriter } from './dossier-writer.js';
import { fillDossier, type ArchiveInput } from './fill-dossier.js';

export interface Archived {
  files: number;
  bytes: number;
  /** The hash of every byte before the file's last words. */
  seal: string;
  trails: TrailReport;
}

/**
 * A campaign as one file (卷宗) that can be read, checked and read back without this installation: all of one snapshot, however long it
 * takes. Nothing lies at `file` until all of it does. Throws `evidence-missing` or `evidence-damaged`.
 */
export function archiveCampaign(duban: Duban, input: ArchiveInput): Promise<Archived> {
  return readSnapshot(duban.db, async (tx) => {
    const campaign = await findCampaign(tx, input.campaignId);
    const t = await timekeepingOf(tx, input.campaignId, duban.calendar);
    if (campaign === null || t === null)
      throw new DubanError('no-such-campaign', `台账中没有编号为 ${input.campaignId} 的专项。`);
    const trails = await verifyWithin(tx, campaign.id, () => undefined);
    const part = `${input.file}.part`;
    for (const left of ['', '.directory', '.manifest', '.text']) await rm(part + left, { force: true });
    const algorithm = t.policy.auditHash;
    const newSum = (): Digest => new Digest(algorithm);
    const zip = await ZipWriter.create(part, { newSum, time: dosTime(isoWithOffset(input.now, campaign.zone)) });
    const manifest = await Spool.create(`${part}.manifest`);
    const text = await Spool.create(`${part}.text`);
    try {
      const { id, title, span } = campaign;
      const { items, entries, lastAnchor, heads } = trails;
      const writer = new DossierWriter(zip, manifest);
      await writer.begin({
        format: 'duban-dossier-1',
        program: VERSION,
        schema: (await schemaOf(tx)).at(-1) ?? '',
        madeAt: new Date(input.now).toISOString(),
        algorithm,
        campaign: { id, title, span },
        trails: { items, entries, anchors: lastAnchor?.n ?? 0, anchor: lastAnchor?.hash ?? '', heads },
      });
      await fillDossier(writer, { tx, duban, campaign, t, text, ...input });
      await zip.add(MANIFEST, manifest.read());
      const seal = await zip.finish(sealComment, sealComment(newSum().toString()).length);
      await rename(part, input.file);
      return { files: writer.files, bytes: zip.size, seal, trails };
    } finally {
      await zip.close();
      await manifest.remove();
      await text.remove();
      await rm(part, { force: true });
    }
  });
}
