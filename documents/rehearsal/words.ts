import { readerName } from '../../domain/rehearsal/totals.js';
import { MAILS_A_DAY, NOTICES_A_MAIL } from '../../domain/rehearsal/totals.js';
import type { BusyDay, RehearsalWarning, RehearsedNotice } from '../../domain/rehearsal/rehearsed.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { PostKind } from '../../domain/notice.js';
import { dayName } from './days.js';

/** What those who write a rehearsal down must be told. */
export interface RehearsalContext {
  zone: string;
  calendar: WorkingCalendar;
  /** What everybody was taken to do, as a sentence. */
  assumed: string;
  /** Of the policy and the calendar, which every notice's reason names. */
  versions: string;
  /** A notice by its kind and step, as an officer calls it. */
  kindText: (notice: Pick<RehearsedNotice, 'kind' | 'step'>) => string;
  /** The title of an item, by its code. */
  titles: ReadonlyMap<string, string>;
}

export const roleNames: Record<PostKind, string> = {
  division: '责任处室',
  head: '处室负责人',
  leader: '分管负责人',
  office: '督查室',
  principal: '总责任人',
};

/** Kinds of warnings, what must be mended first at the top. */
export const warningNames: Record<RehearsalWarning['code'], string> = {
  'no-lead': '没有牵头处室',
  'no-mailbox': '收件人没有邮箱',
  'no-checkpoints': '没有检查节点',
  'checkpoint-past': '启动时已过期的节点',
  'due-not-working': '节点在非工作日到期',
  'due-moved': '节点逢节假日提前',
  'reminders-crowded': '催报过密',
  'calendar-unpublished': '放假安排未公布',
  'deed-refused': '所设办理被拒',
};

const order = Object.keys(warningNames);

export function sortedWarnings(warnings: readonly RehearsalWarning[]): RehearsalWarning[] {
  return [...warnings].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}

export const tooMany = `同一收件人一天超过${MAILS_A_DAY}封，或一封邮件超过${NOTICES_A_MAIL}条通知`;

export function busyText({ day, recipient, mails, notices }: BusyDay): string {
  return `${day.slice(0, 4)}年${dayName(day)} ${readerName(recipient)}：${mails}封邮件、${notices}条通知`;
}
