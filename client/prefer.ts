import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { checkQuiet, type Preference } from '../domain/preference.js';
import { wakeFor } from '../register/dispatch-wake.js';
import { recordPreference } from '../register/preferences.js';
import type { PersonRow } from '../register/queries/posts.js';
import { wakeDispatch } from './arm-item.js';
import { choosePerson } from './delegate.js';
import type { Duban } from './duban.js';

/** What is to be otherwise; the rest stays. */
export interface Preferring {
  daily?: true;
  atOnce?: true;
  /** `12:00-14:00` */
  quiet?: string;
  anyTime?: true;
  weekly?: true;
  withoutWeekly?: true;
}

/** Sets how somebody wants routine mail, and gives him as he is then. Throws `unknown-person`, `which-person` or `quiet-invalid`. */
export async function prefer(
  duban: Duban,
  name: string,
  { now, ...change }: Preferring & { now: Instant },
): Promise<PersonRow> {
  const person = await choosePerson(duban, name);
  if (Object.keys(change).length === 0) return person;
  const { daily, quiet, weekly } = person.preference;
  const preference: Preference = {
    daily: change.daily ?? (change.atOnce === true ? false : daily),
    quiet: change.quiet === undefined ? (change.anyTime === true ? null : quiet) : spanOf(change.quiet),
    weekly: change.weekly ?? (change.withoutWeekly === true ? false : weekly),
  };
  if (preference.quiet !== null) checkQuiet(preference.quiet, duban.policy);
  await duban.db.transaction().execute(async (tx) => {
    await recordPreference(tx, person.id, preference);
    // What waited may go out now.
    await wakeFor(tx, now);
  });
  await wakeDispatch(duban);
  return { ...person, preference };
}

function spanOf(text: string): { from: string; to: string } {
  const [, from, to] = /^\s*(\S+?)\s*[-—–~至]\s*(\S+)\s*$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from: padded(from), to: padded(to) };
  throw new DubanError('quiet-invalid', `“${text}”不是时段；免打扰时段应写作 12:00-14:00。`, { text });
}

/** 9 and 9:00 are 09:00, 9：00 too. */
function padded(time: string): string {
  const [hour = '', minute = '00'] = time.replace('：', ':').split(':');
  return `${hour.padStart(2, '0')}:${minute}`;
}

export function preferenceText({ preference: { daily, quiet, weekly } }: PersonRow): string {
  const parts = [
    daily ? '日常通知每日一封' : '随到随发',
    ...(quiet === null ? [] : [`${quiet.from}—${quiet.to}免打扰`]),
    ...(weekly ? [] : ['不收周报']),
  ];
  return parts.join('，');
}
