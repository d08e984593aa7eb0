import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { putMails } from '../register/sample.js';
import { devEngine, type DevEngine } from '../helpers/dev-engine.js';

let engine: DevEngine;
let worker: ChildProcess | undefined;
beforeAll(async () => {
  engine = await devEngine();
}, 300_000);
afterAll(async () => {
  worker?.kill('SIGKILL');
  await engine.stop();
}, 60_000);

it('a worker told to stop in mid-batch finishes the mails under way with a slow server, and begins no other', async () => {
  const { db } = engine.duban;
  const taken: string[] = [];
  const slow = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      if (taken.push(envelope.rcptTo[0]?.address ?? '') === 3) worker?.kill('SIGTERM');
      stream.resume().on('end', () => void sleep(2000).then(() => done()));
    },
  });
  slow.listen(0, '127.0.0.1');
  await once(slow.server, 'listening');
  await db.insertInto('person').values({ id: 'a', name: '甲', mailbox: 'a@example.org' }).execute();
  const mails = Array.from({ length: 12 }, (_, n) => ({ id: `mail-${n}`, mailbox: `p${n}@example.org` }));
  await putMails(db, ...mails);
  worker = fork('dist/worker/main.js', {
    env: {
      ...{ PATH: process.env['PATH'], DATABASE_URL: engine.databaseUrl, TEMPORAL_ADDRESS: engine.address },
      ...{ DUBAN_SMTP_URL: `smtp://127.0.0.1:${(slow.server.address() as AddressInfo).port}` },
      ...{ DUBAN_MAIL_FROM: 'duban@example.org', DUBAN_EVIDENCE_DIR: 'evidence' },
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  });
  expect(await once(worker, 'exit')).toEqual([0, null]);
  const rows = await db.selectFrom('mail').select(['mailbox', 'state', 'resent']).execute();
  const accepted = rows.filter(({ state }) => state === 'accepted').map(({ mailbox }) => mailbox);
  expect(accepted.sort()).toEqual(taken.sort());
  expect(taken.length).toBeLessThanOrEqual(4);
  expect(rows.filter(({ state, resent }) => state === 'pending' && !resent)).toHaveLength(12 - taken.length);
  await new Promise<void>((resolve) => slow.close(resolve));
}, 120_000);
