import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { engineChecks } from '../../client/doctor/engine-checks.js';
import { machineChecks } from '../../client/doctor/machine-checks.js';
import { examine, type Patient } from '../../client/doctor/check.js';
import { readSettings } from '../../config/settings.js';
import { HOUR } from '../../domain/instant.js';
import { devEngine, type DevEngine } from '../helpers/dev-engine.js';

let engine: DevEngine;
let patient: Patient;
beforeAll(async () => {
  engine = await devEngine();
  const settings = readSettings({
    ...{ DATABASE_URL: engine.databaseUrl, DUBAN_EVIDENCE_DIR: '/tmp' },
    ...{ DUBAN_SMTP_URL: 'smtp://127.0.0.1:1', DUBAN_MAIL_FROM: 'd@example.org' },
  });
  patient = { duban: engine.duban, settings, clock: Date.now, now: Date.now() };
}, 300_000);
afterAll(() => engine.stop(), 60_000);

async function found(changes: Partial<Patient> = {}): Promise<Record<string, string>> {
  const list: [string, string][] = [];
  const checks = [...engineChecks, ...machineChecks.filter(({ id }) => id === 'clock-engine')];
  for await (const { id, level, text } of examine(checks, { ...patient, ...changes }))
    list.push([id, `${level} ${text}`]);
  return Object.fromEntries(list);
}

it('knows whether the engine is there, knows us, and has somebody who works for it', async () => {
  expect(await found()).toEqual({
    engine: expect.stringMatching(/^ok Temporal \d/),
    namespace: 'ok default',
    'search-attributes': 'ok 已登记',
    worker: expect.stringMatching(/^bad 任务队列 duban 没有进程在取流程和活动任务/),
    'clock-engine': 'skipped 未检查，因“工作进程”异常',
  });
  const stop = await engine.work();
  try {
    let now = await found();
    for (let n = 0; n < 50 && !now['worker']?.startsWith('ok'); n += 1) now = await found();
    expect(now).toMatchObject({
      worker: expect.stringMatching(/^ok 任务队列 duban 有\d+个进程/),
      'clock-engine': 'ok 与本机一致',
    });
    expect(await found({ clock: () => Date.now() - HOUR })).toMatchObject({
      'clock-engine': expect.stringMatching(/^bad 比本机快3\d{3}秒以上/),
    });
  } finally {
    await stop();
  }
  const elsewhere = { ...patient.settings, temporalNamespace: 'nowhere' };
  expect(await found({ settings: elsewhere })).toMatchObject({
    namespace: expect.stringMatching(/^bad “nowhere”用不了/),
    worker: 'skipped 未检查，因“命名空间”异常',
  });
}, 120_000);

it('says that the engine is away', async () => {
  const connection = { ensureConnected: () => Promise.reject(new Error('Failed to connect')) };
  const duban = { ...engine.duban, temporal: { connection } } as unknown as Patient['duban'];
  expect(await found({ duban })).toMatchObject({
    engine: expect.stringMatching(/^bad 连接不上 127\.0\.0\.1:7233：Failed to connect/),
    worker: 'skipped 未检查，因“流程引擎”异常',
  });
});
