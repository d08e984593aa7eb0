import { isDay } from '../domain/clocks.js';
import type { CommandBody } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import type { Day } from '../domain/instant.js';
import type { Database, Tx } from './database.js';

/** What names a day or a post that there is not could never be applied, and the engine would try for ever. Throws `unknown-post` or `no-such-day`. */
export async function checkBody(db: Database | Tx, body: CommandBody): Promise<void> {
  for (const day of daysIn(body)) {
    if (!isDay(day))
      throw new DubanError('no-such-day', `“${day}”不是有效日期，应为年-月-日，如 2017-03-06。`, { day });
  }
  if (body.kind !== 'reassign') return;
  const { leads, supporting, leader, heads } = body.posts;
  const named = [...leads, ...supporting, ...(leader === null ? [] : [leader]), ...Object.entries(heads).flat()];
  if (named.length === 0) return;
  const known = await db.selectFrom('post').where('id', 'in', named).select('id').execute();
  const unknown = named.find((id) => !known.some((post) => post.id === id));
  if (unknown === undefined) return;
  throw new DubanError('unknown-post', `台账中没有编号为“${unknown}”的岗位；请先将其列入名册。`, { post: unknown });
}

function daysIn(body: CommandBody): Day[] {
  const days = [
    ...('due' in body ? [body.due] : []),
    ...('from' in body ? [body.from] : []),
    ...('dates' in body ? body.dates.map(({ due }) => due) : []),
  ];
  return days.filter((day) => day !== null);
}
