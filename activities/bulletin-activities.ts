import { bulletinPeriods, nextBulletin } from '../domain/bulletin.js';
import type { Timekeeping } from '../domain/schedule.js';
import type { Database } from '../register/database.js';
import { recordBulletins } from '../register/record-bulletins.js';
import type { BulletinActivities } from '../workflows/contract.js';

/** `t` is the office's own: bulletins of all campaigns fall due on one day. */
export function createBulletinActivities(db: Database, t: Timekeeping): BulletinActivities {
  return {
    planBulletins: ({ after }) => Promise.resolve({ wakeAt: nextBulletin(after, t) }),
    recordBulletins: ({ moment }) => recordBulletins(db, moment, bulletinPeriods(moment, t)),
  };
}
