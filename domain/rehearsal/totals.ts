import type { Day } from '../instant.js';
import type { PostKind } from '../notice.js';
import { personOf } from './mails.js';
import type { BusyDay, Reader, RehearsedMail, Total } from './rehearsed.js';

/** More mails than these to one recipient on one day are too many to be read with care. */
export const MAILS_A_DAY = 3;
/** And so are more notices in one mail. */
export const NOTICES_A_MAIL = 10;

const roles: PostKind[] = ['division', 'head', 'leader', 'office', 'principal'];

export function totalsOf(mails: readonly RehearsedMail[]): Total[] {
  const totals = new Map<string, Counted>();
  for (const { recipient, release, notices } of mails) {
    const key = personOf(recipient);
    const total: Counted = totals.get(key) ?? { recipient, mails: 0, notices: 0, byMonth: new Map() };
    totals.set(key, total);
    const month = release.slice(0, 7);
    const of = total.byMonth.get(month) ?? { mails: 0, notices: 0 };
    total.byMonth.set(month, { mails: of.mails + 1, notices: of.notices + notices.length });
    total.mails += 1;
    total.notices += notices.length;
  }
  return [...totals.values()]
    .map(({ byMonth, ...total }) => ({
      ...total,
      // Mails came in order of release, so the months stand in order.
      months: [...byMonth].map(([month, counts]) => ({ month, ...counts })),
    }))
    .sort(
      (a, b) =>
        roles.indexOf(a.recipient.role) - roles.indexOf(b.recipient.role) || b.mails - a.mails || b.notices - a.notices,
    );
}

interface Counted extends Omit<Total, 'months'> {
  byMonth: Map<string, { mails: number; notices: number }>;
}

/** Days with too many for one recipient, in order. */
export function busyDaysOf(mails: readonly RehearsedMail[]): BusyDay[] {
  const days = new Map<string, BusyDay & { most: number }>();
  for (const { recipient, release, notices } of mails) {
    const day: Day = release.slice(0, 10);
    const key = `${day} ${personOf(recipient)}`;
    const known = days.get(key) ?? { day, recipient, mails: 0, notices: 0, most: 0 };
    known.mails += 1;
    known.notices += notices.length;
    known.most = Math.max(known.most, notices.length);
    days.set(key, known);
  }
  return [...days.values()]
    .filter((busy) => busy.mails > MAILS_A_DAY || busy.most > NOTICES_A_MAIL)
    .map(({ day, recipient, mails: sent, notices }) => ({ day, recipient, mails: sent, notices }));
}

/** `基础教育处（罗文静）`, `高教处（无邮箱）`. */
export function readerName({ name, person, mailbox }: Reader): string {
  if (mailbox === undefined) return `${name}（无邮箱）`;
  return person === undefined || person === name ? name : `${name}（${person}）`;
}
