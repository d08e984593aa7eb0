import { contentAt } from './content-name.js';
import { folderEntries } from './folder-entries.js';
import type { S3Request } from './s3-bucket.js';
import type { StoreEntry } from './stored.js';
import { elements, textOf } from './xml.js';

type Bucket = (request: S3Request) => Promise<Response>;

/** Everything in a bucket, content in the order of its hashes; a page of `size` in memory at a time. What is arriving stands in the folder and, in parts, in the bucket. */
export async function* bucketEntries(dir: string, bucket: Bucket, size = 1_000): AsyncGenerator<StoreEntry> {
  const page = String(size);
  for (let more: Record<string, string> | null = {}; more !== null;) {
    const answer = await list(bucket, { 'list-type': '2', 'max-keys': page, ...more });
    for (const object of elements(answer, 'Contents')) yield objectEntry(object);
    const token = textOf(answer, 'NextContinuationToken');
    more = token === '' ? null : { 'continuation-token': token };
  }
  for (let more: Record<string, string> | null = {}; more !== null;) {
    // Some stores say so where there is nothing to list, or cannot list uploads.
    const answer = await list(bucket, { uploads: '', 'max-uploads': page, ...more }, [404, 501]);
    for (const upload of elements(answer, 'Upload')) {
      const name = `${textOf(upload, 'Key')}（分段上传 ${textOf(upload, 'UploadId')}）`;
      yield { kind: 'incoming', name, size: 0, at: Date.parse(textOf(upload, 'Initiated')) };
    }
    const [key, id] = [textOf(answer, 'NextKeyMarker'), textOf(answer, 'NextUploadIdMarker')];
    more = textOf(answer, 'IsTruncated') === 'true' ? { 'key-marker': key, 'upload-id-marker': id } : null;
  }
  for await (const entry of folderEntries(dir)) if (entry.kind === 'incoming') yield entry;
}

async function list(bucket: Bucket, query: Record<string, string>, allow: number[] = []): Promise<string> {
  return (await bucket({ method: 'GET', query, allow })).text();
}

function objectEntry(object: string): StoreEntry {
  const name = textOf(object, 'Key');
  const sha256 = contentAt(name);
  if (sha256 === null) return { kind: 'foreign', name };
  return {
    kind: 'content',
    sha256,
    size: Number(textOf(object, 'Size')),
    at: Date.parse(textOf(object, 'LastModified')),
  };
}
