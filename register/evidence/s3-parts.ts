import type { FileHandle } from 'node:fs/promises';
import { DubanError } from '../../domain/errors.js';
import type { S3Request } from './s3-bucket.js';
import { textOf } from './xml.js';

type Bucket = (request: S3Request) => Promise<Response>;

/** Sends a large file part by part, one in memory at a time; nothing shows under its key before the last. */
export async function uploadParts(
  bucket: Bucket,
  key: string,
  { handle, size, part }: { handle: FileHandle; size: number; part: number },
): Promise<void> {
  const uploadId = textOf(await (await bucket({ method: 'POST', key, query: { uploads: '' } })).text(), 'UploadId');
  try {
    const tags: string[] = [];
    const buffer = Buffer.alloc(part);
    for (let at = 0; at < size; at += part) {
      const body = buffer.subarray(0, Math.min(part, size - at));
      const { bytesRead } = await handle.read(body, 0, body.length, at);
      if (bytesRead !== body.length) throw new RangeError(`the file has lost ${body.length - bytesRead} bytes`);
      const query = { partNumber: String(tags.length + 1), uploadId };
      tags.push((await bucket({ method: 'PUT', key, query, body })).headers.get('etag') ?? '');
    }
    await complete(bucket, key, { uploadId, tags });
  } catch (error) {
    // What stays is seen by doctor.
    await bucket({ method: 'DELETE', key, query: { uploadId }, allow: [404] }).catch(() => undefined);
    throw error;
  }
}

async function complete(
  bucket: Bucket,
  key: string,
  { uploadId, tags }: { uploadId: string; tags: string[] },
): Promise<void> {
  const parts = tags.map((tag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
  const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
  const send = (headers: Record<string, string>): Promise<Response> =>
    bucket({ method: 'POST', key, query: { uploadId }, headers, body, allow: [404, 412, 501] });
  let answer = await send({ 'if-none-match': '*' });
  if (answer.status === 501) answer = await send({});
  // Somebody else was first with the same bytes; or a first try was carried out, and only its answer lost.
  if (answer.status === 412 || answer.status === 404) {
    await bucket({ method: 'HEAD', key });
    if (answer.status === 412) await bucket({ method: 'DELETE', key, query: { uploadId }, allow: [404] });
    return;
  }
  // A failure while parts are put together comes as success with an error in it.
  const text = await answer.text();
  if (!text.includes('<Error>')) return;
  const message = `佐证材料存储未能合并上传的各部分：${textOf(text, 'Code')}。材料未报送，请稍后重新报送。`;
  throw new DubanError('evidence-store-failed', message, { key });
}
