import { folderStore } from '../evidence-store.js';
import type { S3Settings } from './s3-bucket.js';
import { s3Store } from './s3-store.js';
import type { EvidenceStore } from './stored.js';

/** The store that an installation's settings name: a bucket where there is one, else a folder. */
export function openEvidence({
  evidenceDir,
  evidenceS3,
}: {
  evidenceDir: string;
  evidenceS3?: S3Settings;
}): EvidenceStore {
  return evidenceS3 === undefined ? folderStore(evidenceDir) : s3Store(evidenceDir, evidenceS3);
}
