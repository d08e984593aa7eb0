import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { serve } from '@hono/node-server';
import { expect, it } from '@jest/globals';
import type { EvidenceFile } from '../../domain/command.js';
import { folderStore } from '../../register/evidence-store.js';
import { createApp } from '../../web/app.js';
import { act, at, register } from '../register/sample.js';
import { applyAssignment } from '../../register/apply-event.js';

it('never gives damaged evidence as if it were whole: a small file is a page, a large one breaks off', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-serve-'));
  const evidence = folderStore(dir);
  const sample = await register();
  const failures: unknown[] = [];
  const app = createApp({
    db: sample.db,
    now: () => at('2017-03-10'),
    mailbox: null,
    evidence,
    onError: (error) => failures.push(error),
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  try {
    const item = sample.items['1.1'] ?? '';
    await applyAssignment(sample.context, item, at('2017-03-01', '16:00'));
    const [small, large] = [Buffer.from('佐证'), Buffer.alloc(8_000_000, 7)];
    const name = 'a/..\\b\u202egpj.exe\r\n".pdf';
    const files: EvidenceFile[] = [];
    for (const bytes of [small, large])
      files.push({ ...(await evidence.put(Readable.from([bytes]))), name, type: 'pdf' });
    await act(sample, item, {
      ...{ as: '基础教育处', at: at('2017-03-09') },
      body: { kind: 'submit', checkpoint: 1, text: '完成', files },
    });
    expect(await sample.db.selectFrom('evidence').select(['name', 'type']).execute()).toEqual(
      Array(2).fill({ name, type: 'pdf' }),
    );
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/evidence`;
    const get = (n: number) => fetch(`${base}/${files[n]?.sha256}/${encodeURIComponent(name)}`);
    for (const [n, bytes] of [small, large].entries()) {
      const answer = await get(n);
      expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a_.._b_gpj.exe__%22.pdf");
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
      const hash = files[n]?.sha256 ?? '';
      const place = path.join(dir, hash.slice(0, 2), hash.slice(2, 4), hash);
      await chmod(place, 0o640);
      bytes[1] = 1;
      await writeFile(place, bytes);
    }
    const page = await get(0);
    expect([page.status, await page.text()]).toEqual([
      500,
      expect.stringMatching(/这份佐证材料不能提供[^]*已损坏或被改动[^]*从备份恢复/),
    ]);
    expect(failures).toMatchObject([{ code: 'evidence-corrupt' }]);
    const broken = await get(1);
    await expect(broken.arrayBuffer()).rejects.toThrow();
  } finally {
    server.close();
    await sample.close();
    await rm(dir, { recursive: true });
  }
}, 60_000);
