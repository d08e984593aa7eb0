import { sql } from 'kysely';
import { expect, it } from '@jest/globals';
import { openDatabase } from '../../register/database.js';
import { asOneReader } from '../../register/replies/one-reader.js';
import { createDatabase } from '../helpers/database.js';

it('lets one process read the mailbox, and the next once that one has ended or lost its connection', async () => {
  const database = await createDatabase();
  const [one, other] = [openDatabase(database.url), openDatabase(database.url)];
  const read: string[] = [];
  const tries = (name: string): Promise<boolean> => asOneReader(other, () => Promise.resolve(void read.push(name)));
  await asOneReader(one, async (isHeld) => {
    await isHeld();
    expect(await tries('beside')).toBe(false);
  });
  expect(await tries('after')).toBe(true);

  const broken = asOneReader(one, async (isHeld) => {
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`.execute(other);
    await isHeld();
  });
  await expect(broken).rejects.toThrow();
  expect(await tries('after the break')).toBe(true);
  expect(read).toEqual(['after', 'after the break']);
  await one.destroy();
  await other.destroy();
  await database.drop();
});
