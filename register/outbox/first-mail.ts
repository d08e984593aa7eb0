import type { Tx } from '../database.js';

/** Whether a person has had no mail before, be it with notices, a digest or a bulletin. A copy to one on leave asks nothing of him, and is none. */
export async function isFirstMail(tx: Tx, person: string): Promise<boolean> {
  // Locked, so that of two mails made at once only one finds him new.
  await tx.selectFrom('person').where('id', '=', person).select('id').forNoKeyUpdate().execute();
  const earlier = await tx
    .selectFrom('mail')
    .where('person_id', '=', person)
    .where('copy_of', 'is', null)
    .where('state', '<>', 'rejected')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return earlier === undefined;
}
