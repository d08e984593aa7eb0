import { DubanError } from '../domain/errors.js';
import type { Database, Tx } from './database.js';

/** Whether this register was read back from dossiers only to be consulted: then nothing in it is woken and nothing is sent. */
export async function isAtRest(db: Database | Tx): Promise<boolean> {
  return (await db.selectFrom('at_rest').select('id').executeTakeFirst()) !== undefined;
}

/** Throws `at-rest` unless this register works. */
export async function refuseAtRest(db: Database | Tx): Promise<void> {
  if (!(await isAtRest(db))) return;
  const message =
    '本台账由卷宗还原，仅供查阅，不办理事项、不发送通知；确需继续办理的，请先用 duban unarchive <卷宗> --arm 启用。';
  throw new DubanError('at-rest', message);
}
