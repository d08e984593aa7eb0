import { createHash, randomBytes } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoreEntry } from '../../../register/evidence-store.js';
import { s3Bucket, type S3Settings } from '../../../register/evidence/s3-bucket.js';
import { bucketEntries } from '../../../register/evidence/s3-entries.js';
import { s3Store } from '../../../register/evidence/s3-store.js';
import { findS3Server, startS3 } from '../../helpers/s3-server.js';

const program = await findS3Server();
const withS3 = program === undefined ? describe.skip : describe;
const MB = 1024 * 1024;

withS3('evidence in a bucket', () => {
  let server: Awaited<ReturnType<typeof startS3>>;
  let front: Front;
  let dir: string;
  let settings: S3Settings;
  beforeAll(async () => {
    server = await startS3(program ?? '');
  }, 120_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'duban-s3-'));
    front = await frontOf(server.bucketUrl);
    settings = { bucketUrl: front.url, region: 'us-east-1', accessKeyId: 'key', secretAccessKey: 'geheim' };
  });
  afterEach(async () => {
    front.server.closeAllConnections();
    front.server.close();
    await rm(dir, { recursive: true });
  });
  const entries = async (): Promise<StoreEntry[]> => {
    const all = [];
    for await (const entry of s3Store(dir, settings).entries()) all.push(entry);
    return all;
  };
  const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const writes = (): string[] => front.seen.filter((line) => /^(PUT|POST)/.test(line));

  it('is put once, whole, under its hash, and read back; nothing stays behind', async () => {
    const store = s3Store(dir, settings);
    const bytes = randomBytes(100_000);
    const key = `${sha(bytes).slice(0, 2)}/${sha(bytes).slice(2, 4)}/${sha(bytes)}`;
    for (let n = 0; n < 2; n += 1) {
      expect(await store.put(Readable.from([bytes]))).toEqual({ sha256: sha(bytes), size: bytes.length });
    }
    expect(writes()).toEqual([`PUT /duban/${key}`]);
    expect((await buffer(store.read(sha(bytes)))).equals(bytes)).toBe(true);
    expect(await readdir(path.join(dir, 'incoming'))).toEqual([]);
    expect(await entries()).toContainEqual({
      ...{ kind: 'content', sha256: sha(bytes), size: bytes.length },
      at: expect.any(Number),
    });
    await Promise.all(Array.from({ length: 5 }, () => store.put(Readable.from(['at once']))));
    expect(
      (await entries()).filter((entry) => entry.kind === 'content' && entry.sha256 === sha(Buffer.from('at once'))),
    ).toHaveLength(1);
    await expect(buffer(store.read('0'.repeat(64)))).rejects.toMatchObject({ code: 'evidence-missing' });
  }, 30_000);

  it('is sent in parts where it is large, and shows only when the last is there', async () => {
    const store = s3Store(dir, settings);
    const bytes = randomBytes(40 * MB);
    await store.put(Readable.from([bytes]));
    expect(writes().map((line) => line.replace(/.*\?/, '').replace(/uploadId=[^&]*/, 'uploadId'))).toEqual([
      'uploads=',
      ...[1, 2, 3].map((n) => `partNumber=${n}&uploadId`),
      'uploadId',
    ]);
    expect(sha(await buffer(store.read(sha(bytes))))).toBe(sha(bytes));
    // Cut off in the middle: given up there as well.
    const other = randomBytes(40 * MB);
    front.break = (line) => line.includes('partNumber=2');
    await expect(store.put(Readable.from([other]))).rejects.toMatchObject({ code: 'evidence-store-failed' });
    front.break = () => false;
    expect((await entries()).filter((entry) => entry.kind === 'incoming')).toEqual([]);
    await expect(buffer(store.read(sha(other)))).rejects.toMatchObject({ code: 'evidence-missing' });
  }, 60_000);

  it('shows an upload that nobody finished, and what is not ours', async () => {
    const bucket = s3Bucket(settings);
    await bucket({ method: 'POST', key: 'ab/cd/left', query: { uploads: '' } });
    await bucket({ method: 'PUT', key: 'stray & "odd".txt', body: Buffer.from('x') });
    const found = (await entries()).filter((entry) => entry.kind !== 'content');
    expect(found).toEqual([
      { kind: 'foreign', name: 'stray & "odd".txt' },
      {
        kind: 'incoming',
        name: expect.stringMatching(/^ab\/cd\/left（分段上传 .+）$/),
        size: 0,
        at: expect.any(Number),
      },
    ]);
  });

  it('lists more than a page in the order of hashes, each once, and unfinished uploads as well', async () => {
    const bucket = s3Bucket(settings);
    const hashes = Array.from({ length: 23 }, (_, n) => sha(Buffer.from(String(n))));
    for (const hash of hashes) {
      const key = `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
      await bucket({ method: 'PUT', key, body: Buffer.from('x') });
      await bucket({ method: 'POST', key: `left-${hash}`, query: { uploads: '' } });
    }
    const listed: string[] = [];
    let left = 0;
    front.seen.length = 0;
    for await (const entry of bucketEntries(dir, bucket, 7)) {
      if (entry.kind === 'content') listed.push(entry.sha256);
      else if (entry.kind === 'incoming' && entry.name.startsWith('left-')) left += 1;
    }
    expect(front.seen.length).toBeGreaterThan(7);
    expect(listed).toEqual([...listed].sort());
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(hashes));
    expect(left).toBe(23);
  }, 60_000);

  it('is never written over: whoever comes second finds it there', async () => {
    const bytes = Buffer.from('somebody else was first');
    const [store, hash] = [s3Store(dir, settings), sha(bytes)];
    const key = `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
    // Between our look and our write.
    front.before = async (line) => {
      if (line.startsWith('PUT') && front.seen.filter((each) => each === line).length === 1) {
        await s3Bucket({ ...settings, bucketUrl: server.bucketUrl })({ method: 'PUT', key, body: bytes });
      }
    };
    await store.put(Readable.from([bytes]));
    front.before = () => Promise.resolve();
    expect(front.answers.at(-1)).toBe(412);
    await expect(
      s3Bucket(settings)({
        method: 'PUT',
        key,
        body: Buffer.from('x'),
        headers: { 'if-none-match': '*' },
        allow: [412],
      }),
    ).resolves.toMatchObject({ status: 412 });
    expect((await buffer(store.read(hash))).equals(bytes)).toBe(true);
    // Bytes that are not those named are found out when they are read.
    await s3Bucket(settings)({ method: 'PUT', key, body: Buffer.from('somebody else was wrong') });
    await expect(buffer(store.read(hash))).rejects.toMatchObject({ code: 'evidence-corrupt' });
  });

  it('is tried again when the network fails once, and says what to do when it stays away, without a key', async () => {
    const store = s3Store(dir, settings);
    let broken = 0;
    front.break = (line) => line.startsWith('PUT') && (broken += 1) <= 2;
    await store.put(Readable.from(['stubborn']));
    expect(broken).toBe(3);
    await store.probe();
    front.break = () => true;
    const failure = await store.probe().catch((error: Error) => error);
    expect(failure).toMatchObject({
      code: 'evidence-store-failed',
      message: expect.stringMatching(/未能完成操作.*请确认存储服务正常/),
    });
    const wrong = s3Store(dir, { ...settings, bucketUrl: `${server.bucketUrl}-not` });
    const denied = await wrong.probe().catch((error: Error) => error);
    expect(denied).toMatchObject({ message: expect.stringMatching(/HTTP 404 NoSuchBucket。请核对桶的地址/) });
    expect(JSON.stringify([failure, denied]) + String(failure) + String(denied)).not.toMatch(/geheim/);
  }, 30_000);
});

interface Front {
  url: string;
  server: Server;
  seen: string[];
  answers: number[];
  /** Connections that break before the server is asked. */
  break: (line: string) => boolean;
  before: (line: string) => Promise<void>;
}

/** What stands before the server, as networks do: it notes what passes, and may break. */
async function frontOf(bucketUrl: string): Promise<Front> {
  const front: Front = {
    ...{ url: '', server: createServer(), seen: [], answers: [] },
    break: () => false,
    before: () => Promise.resolve(),
  };
  front.server.on('request', (incoming: IncomingMessage, answer) => {
    void (async () => {
      const line = `${incoming.method} ${incoming.url}`;
      front.seen.push(line);
      if (front.break(line)) return void incoming.socket.destroy();
      await front.before(line);
      const { port } = new URL(bucketUrl);
      const { method, url, headers } = incoming;
      const onward = httpRequest({ port, method, path: url, headers }, (from) => {
        front.answers.push(from.statusCode ?? 0);
        answer.writeHead(from.statusCode ?? 0, from.headers);
        from.pipe(answer);
      });
      onward.on('error', () => incoming.socket.destroy());
      incoming.pipe(onward);
    })();
  });
  await new Promise<void>((resolve) => front.server.listen(0, '127.0.0.1', resolve));
  front.url = `http://127.0.0.1:${(front.server.address() as AddressInfo).port}${new URL(bucketUrl).pathname}`;
  return front;
}
