import { open } from 'node:fs/promises';
import { DubanError } from '../../domain/errors.js';
import { placeOf } from './content-name.js';
import { bucketEntries } from './s3-entries.js';
import { s3Bucket, type S3Settings } from './s3-bucket.js';
import { uploadParts } from './s3-parts.js';
import { spooled } from './spool.js';
import type { EvidenceStore, StoredContent } from './stored.js';
import { missing, verified } from './verified.js';
import { textOf } from './xml.js';

/** Of a part, and of what is sent in one piece; it is in memory whole while it is sent. */
const PART = 16 * 1024 * 1024;

/**
 * Evidence in an S3-compatible bucket, under the same names as in a folder. A file arrives under `dir/incoming/` first, where
 * its hash and its type are found out; it shows in the bucket when it is there whole. No right to delete is needed.
 */
export function s3Store(dir: string, settings: S3Settings): EvidenceStore {
  const bucket = s3Bucket(settings);

  async function upload(file: string, { sha256, size }: StoredContent): Promise<void> {
    const key = placeOf(sha256);
    const there = await bucket({ method: 'HEAD', key, allow: [404] });
    if (there.ok) {
      if (Number(there.headers.get('content-length')) === size) return;
      const message = `佐证材料 ${sha256} 此前已存，但存储中的文件已损坏，须先从备份恢复；材料未报送。请告知系统管理员运行 duban doctor --deep。`;
      throw new DubanError('evidence-corrupt', message, { sha256 });
    }
    const handle = await open(file, 'r');
    try {
      if (size > PART) return await uploadParts(bucket, key, { handle, size, part: PART });
      const body = await handle.readFile();
      await onceOnly((headers) => bucket({ method: 'PUT', key, body, headers, allow: [412, 501] }));
    } finally {
      await handle.close();
    }
  }

  return {
    put: (content, admission) => spooled(dir, { content, ...(admission === undefined ? {} : { admission }) }, upload),
    read: (sha256) => {
      const key = placeOf(sha256);
      return verified(sha256, async function* () {
        const { ok, status, body } = await bucket({ method: 'GET', key, allow: [404] });
        if (!ok || body === null) throw missing(sha256, { status });
        yield* body as unknown as AsyncIterable<Uint8Array>;
      });
    },
    entries: () => bucketEntries(dir, bucket),
    async probe() {
      // Begun and given up again: it takes the right to write, and leaves nothing.
      const begun = await bucket({ method: 'POST', key: PROBE, query: { uploads: '' } });
      const uploadId = textOf(await begun.text(), 'UploadId');
      await bucket({ method: 'DELETE', key: PROBE, query: { uploadId } });
    },
  };
}

const PROBE = 'incoming/probe';

/** Writes only where nothing is; stores that do not know the condition are written to all the same, as it can only be the same bytes. */
async function onceOnly(write: (headers: Record<string, string>) => Promise<Response>): Promise<void> {
  const answer = await write({ 'if-none-match': '*' });
  await answer.body?.cancel();
  if (answer.status === 501) await (await write({})).body?.cancel();
}
