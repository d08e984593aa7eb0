import { chineseDateTime } from '../calendar/chinese-date.js';
import { addWorkingDays } from '../calendar/working-calendar.js';
import { yearOf } from '../calendar/civil-day.js';
import type { Day } from '../instant.js';
import { refusalText } from '../refusal-text.js';
import { dueOn, type Timekeeping } from '../schedule.js';
import type { Played } from './play-item.js';
import type { RehearsedPlan } from './posts.js';
import type { Launch } from './punctual.js';
import type { Recipient, RehearsalWarning, RehearsedMail, RehearsedNotice } from './rehearsed.js';

/** What can be seen in the plan before anything is played. */
export function planWarnings({ draft }: RehearsedPlan, launch: Launch, t: Timekeeping): RehearsalWarning[] {
  const warnings: RehearsalWarning[] = [];
  const years = new Set<number>();
  for (const { code: item, divisions, checkpoints } of draft.items) {
    if (!divisions.some(({ role }) => role === 'lead')) {
      warnings.push({ code: 'no-lead', message: `事项${item}没有牵头处室，通知无人承办，不能启动`, item });
    }
    if (checkpoints.length === 0) {
      warnings.push({ code: 'no-checkpoints', message: `事项${item}没有检查节点，交办后不催报`, item });
    }
    for (const { label: checkpoint, due, mark, why } of checkpoints) {
      const about = { item, checkpoint };
      const node = `事项${item}“${checkpoint}”节点`;
      years.add(yearOf(due));
      if (dueOn(due, t) <= launch.release) {
        const message = `${node}${dayText(due)}到期，启动时已过，只作记录，不催办`;
        warnings.push({ code: 'checkpoint-past', message, ...about });
      } else if (!t.calendar.isWorkingDay(due)) {
        const message = `${node}${dayText(due)}到期，当天不是工作日`;
        warnings.push({ code: 'due-not-working', message, ...about });
      } else if (mark === 'moved-to-working-day') {
        const message = `${node}原定日期不是工作日，定为${dayText(due)}（${why}）`;
        warnings.push({ code: 'due-moved', message, ...about });
      }
    }
  }
  for (const year of [...years].sort((a, b) => a - b)) {
    if (t.calendar.isPublished(year)) continue;
    const message = `${year}年的放假安排尚未公布，该年日期只按周末推算，公布后须重新演练`;
    warnings.push({ code: 'calendar-unpublished', message });
  }
  return warnings;
}

/** Reminders of one item that one recipient gets less than a working day apart. `told` in order of release. */
export function reminderWarnings(
  item: string,
  told: readonly RehearsedNotice[],
  { calendar }: Timekeeping,
): RehearsalWarning[] {
  const last = new Map<Recipient, RehearsedNotice>();
  const warnings: RehearsalWarning[] = [];
  for (const notice of told) {
    if (notice.kind !== 'reminder') continue;
    const { recipient, checkpoint } = notice;
    const before = last.get(recipient);
    last.set(recipient, notice);
    if (before === undefined) continue;
    const [from, to] = [before.release.slice(0, 10), notice.release.slice(0, 10)];
    if (addWorkingDays(calendar, from, 1) <= to) continue;
    const message = `事项${item}“${before.checkpoint}”与“${checkpoint}”两节点的催报相隔不足一个工作日：${recipient.name}，${dayText(to)}`;
    warnings.push({ code: 'reminders-crowded', message, item, checkpoint });
  }
  return warnings;
}

export function mailboxWarnings(mails: readonly RehearsedMail[]): RehearsalWarning[] {
  const unreached = new Map<string, { name: string; mails: number }>();
  for (const { recipient } of mails) {
    if (recipient.mailbox !== undefined) continue;
    const key = `${recipient.role}/${recipient.name}`;
    const known = unreached.get(key);
    if (known) known.mails += 1;
    else unreached.set(key, { name: recipient.name, mails: 1 });
  }
  return [...unreached.values()].map(({ name, mails: sent }) => ({
    code: 'no-mailbox',
    message: `名册中没有岗位“${name}”或其邮箱，应发的${sent}封邮件无法送达`,
  }));
}

/** What somebody was to do and may not: no error, as it would be none on the day. */
export function deedWarnings(refused: Played['refused'], { policy: { zone } }: Timekeeping): RehearsalWarning[] {
  return refused.map(({ deed, refusal }) => {
    const by = deed.as === null ? '' : `${deed.as.name} `;
    const when = chineseDateTime(deed.at, { zone, now: deed.at });
    const message = `事项${deed.itemCode} ${when} ${by}办理被拒：${refusalText(refusal, zone)}`;
    return { code: 'deed-refused', message, item: deed.itemCode };
  });
}

function dayText(day: Day): string {
  const weekday = '日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（周${weekday}）`;
}
