import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { DubanError } from '../../domain/errors.js';
import { SECOND } from '../../domain/instant.js';

export interface S3Settings {
  /** The bucket's own address: `https://host/bucket`, or `https://bucket.host` where the provider has buckets as hosts. */
  readonly bucketUrl: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array;
  /** Answers that are no failure, besides success. */
  allow?: number[];
}

const TRIES = 4;
/** Until a request is sent and its answer begins. */
const PATIENCE = 60 * SECOND;

/** Signed requests to one bucket, tried again where that may help: each may be done twice. Throws `evidence-store-failed`, which never says a key. */
export function s3Bucket({ bucketUrl, region, ...credentials }: S3Settings): (request: S3Request) => Promise<Response> {
  const client = new AwsClient({ ...credentials, region, service: 's3', retries: 0 });

  async function once(request: S3Request): Promise<Response> {
    const { method, key = '', query = {}, headers = {}, body } = request;
    const url = new URL(`${bucketUrl}${key === '' ? '' : `/${key}`}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    // The hash is signed, and what arrives with another is refused there.
    const hash = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const signed = await client.sign(url, {
      method,
      headers: { ...headers, 'x-amz-content-sha256': hash },
      ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
    });
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new Error(`no answer in ${PATIENCE / SECOND} s`)), PATIENCE);
    try {
      return await fetch(signed, { signal: patience.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  return async (request) => {
    for (let n = 1; ; n += 1) {
      const answer = await once(request).catch((error: unknown) => error as Error);
      if (answer instanceof Response && (answer.ok || request.allow?.includes(answer.status))) return answer;
      const again = !(answer instanceof Response) || answer.status >= 500 || [408, 409, 429].includes(answer.status);
      if (!again || n === TRIES || (answer instanceof Response && answer.status === 501))
        throw await failed(request, bucketUrl, answer);
      if (answer instanceof Response) await answer.body?.cancel();
      await sleep(200 * 2 ** n);
    }
  };
}

const advice: Record<number, string> = {
  301: '请核对桶的地址与区域（DUBAN_EVIDENCE_S3、DUBAN_EVIDENCE_S3_REGION）',
  400: '请核对区域与密钥（DUBAN_EVIDENCE_S3_REGION、AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY），以及本机时间',
  403: '请核对密钥，以及它对该桶是否有列出、读取和写入的权限；本机时间相差15分钟以上也会被拒绝',
  404: '请核对桶的地址（DUBAN_EVIDENCE_S3），桶须事先建好',
};

async function failed({ method, key = '' }: S3Request, bucket: string, answer: Response | Error): Promise<DubanError> {
  const status = answer instanceof Response ? answer.status : 0;
  const said =
    answer instanceof Response
      ? `HTTP ${status} ${/<Code>([\w.]+)<\/Code>/.exec(await answer.text().catch(() => ''))?.[1] ?? ''}`.trim()
      : `${answer.message}${answer.cause instanceof Error ? `：${answer.cause.message}` : ''}`;
  return new DubanError(
    'evidence-store-failed',
    `佐证材料存储（${bucket}）未能完成操作：${said}。${advice[status] ?? '请确认存储服务正常、网络可达'}。`,
    { method, key, status },
    answer instanceof Response ? {} : { cause: answer },
  );
}
