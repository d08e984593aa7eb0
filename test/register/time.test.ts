import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { sql } from 'kysely';
import { addDays } from '../../domain/calendar/civil-day.js';
import type { Instant } from '../../domain/instant.js';
import { openDatabase, timestamp } from '../../register/database.js';
import { applyAssignment } from '../../register/apply-event.js';
import { at, draftItem, register, type Register } from './sample.js';

const ELSEWHERE = 'America/New_York';
let r: Register;
beforeAll(async () => {
  r = await register([
    draftItem('1.1', [
      ['2017-03-12', '2017-03-13'],
      ['2017-11-05', '2017-11-06'],
    ]),
  ]);
});
afterAll(() => r.close());

const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) });

describe('time in the register', () => {
  it.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'])(
    'is exact to the millisecond on a server in %s',
    async (zone) => {
      await sql.raw(`alter database ${new URL(r.url).pathname.slice(1)} set timezone = '${zone}'`).execute(r.db);
      const db = openDatabase(r.url, { connections: 1 });
      await fc.assert(
        fc.asyncProperty(fc.array(instant, { minLength: 1, maxLength: 20 }), async (instants) => {
          const { rows } = await sql<{
            at: Instant;
          }>`select at from (values ${sql.join(instants.map((i) => sql`(${timestamp(i)})`))}) v(at) order by at`.execute(
            db,
          );
          expect(rows.map((row) => row.at)).toEqual(instants.toSorted((a, b) => a - b));
        }),
        { numRuns: 50 },
      );
      await db.destroy();
    },
  );

  it('never shifts a day', async () => {
    const days = Array.from({ length: 366 }, (_, i) => addDays('2017-01-01', i));
    const item_id = r.items['1.1'] as string;
    const row = await r.db.selectFrom('checkpoint').where('n', '=', 1).selectAll().executeTakeFirstOrThrow();
    const { due_at, original_due_at, report_due_at, contents: _, ...rest } = row;
    const added = days.map((day, i) => ({
      ...rest,
      item_id,
      n: 100 + i,
      contents: '[]',
      due_at: timestamp(due_at),
      original_due_at: timestamp(original_due_at),
      report_due_at: timestamp(report_due_at),
      from_day: day,
      due_day: day,
    }));
    await r.db.insertInto('checkpoint').values(added).execute();
    const read = await r.db
      .selectFrom('checkpoint')
      .where('n', '>=', 100)
      .orderBy('n')
      .select(['from_day', 'due_day'])
      .execute();
    expect(read).toEqual(days.map((day) => ({ from_day: day, due_day: day })));
    await r.db.deleteFrom('checkpoint').where('n', '>=', 100).execute();
  });

  it('says the same of a plan wherever the process runs', async () => {
    const item = r.items['1.1'] as string;
    const { next } = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
    const rows = await r.db
      .selectFrom('checkpoint')
      .orderBy('n')
      .select(['from_day', 'due_day', 'due_at', 'near_from'])
      .execute();
    expect(rows).toEqual([
      {
        from_day: '2017-03-12',
        due_day: '2017-03-13',
        due_at: 1489397400000,
        near_from: at('2017-03-01', '15:00') + 123,
      },
      {
        from_day: '2017-11-05',
        due_day: '2017-11-06',
        due_at: 1509960600000,
        near_from: at('2017-03-01', '15:00') + 123,
      },
    ]);
    const { state, next_moment } = await r.db
      .selectFrom('item')
      .where('id', '=', item)
      .select(['state', 'next_moment'])
      .executeTakeFirstOrThrow();
    expect(state?.assignedAt).toBe(at('2017-03-01', '15:00') + 123);
    expect(next_moment).toBe(next?.at);
  });

  if (process.env['TZ'] !== ELSEWHERE) {
    it('is all the same to a process whose own clock is in New York', async () => {
      const { default: config } = (await import(path.resolve('jest.config.js'))) as {
        default: Record<string, unknown>;
      };
      const { globalSetup: _, globalTeardown: __, ...same } = config;
      const jest = [
        '--experimental-vm-modules',
        'node_modules/jest/bin/jest.js',
        '--config',
        JSON.stringify({ ...same, rootDir: process.cwd() }),
        'test/register/time.test.ts',
      ];
      const child = spawn(process.execPath, jest, {
        env: { ...process.env, TZ: ELSEWHERE, NODE_OPTIONS: '' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [said, exit] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      expect([exit[0], said]).toEqual([0, expect.stringContaining('passed')]);
    }, 30_000);
  } else {
    it('really runs elsewhere', () => {
      expect(new Date(0).getHours()).toBe(19);
    });
  }
});
