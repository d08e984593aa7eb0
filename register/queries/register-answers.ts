import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '../../domain/instant.js';
import type { Database } from '../database.js';

/** Whether the register can be read now. */
export async function answersRegister(db: Database): Promise<boolean> {
  const patience = new AbortController();
  const asked = db
    .selectFrom('dispatch_wake')
    .select('id')
    .limit(1)
    .execute()
    .then(
      () => true,
      () => false,
    );
  const waited = sleep(3 * SECOND, false, { signal: patience.signal }).catch(() => false);
  const answer = await Promise.race([asked, waited]);
  patience.abort();
  return answer;
}
