import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { MINUTE, type Instant } from '../domain/instant.js';
import type { NoticeCheckpoint, ReleasedNotice } from '../domain/notice.js';
import type { Rule } from '../domain/rule.js';
import { oneLine, shorten } from './plain.js';
import { contentsText } from './sections/facts.js';

/** The calendar entry of a mail, and what the mail says of it. */
export interface CalendarFile {
  file: { name: string; type: string; content: Buffer };
  words: string;
}

interface CalendarContext {
  /** When the mail is made. */
  now: Instant;
  office: string;
  /** The office's mailbox; without one, entries name no organizer. */
  organizer: string | null;
}

/** What sets a date, moves it or takes it back. */
const dating: readonly Rule[] = [
  ...(['assignment', 'opening', 'returned', 'reopened', 'extensionDecided', 'dateChanged', 'reassigned'] as const),
  ...(['frozen', 'resumed', 'cancelled', 'carried', 'closed', 'accepted'] as const),
];

interface Entry {
  notice: ReleasedNotice;
  checkpoint: NoticeCheckpoint;
  stands: boolean;
}

/**
 * The dates that a division's notices tell, as one file (RFC 5545) that calendars take over: an entry for each checkpoint,
 * whose UID stays when its date moves and whose SEQUENCE then grows. Only what is still to come; `null` where that is nothing.
 */
export function calendarFile(notices: ReleasedNotice[], context: CalendarContext): CalendarFile | null {
  const entries = new Map<string, Entry>();
  for (const entry of notices.flatMap(entriesOf)) {
    const uid = uidOf(entry);
    if (entry.checkpoint.due <= context.now) continue;
    // Of two of one person's divisions one may have given up what the other has.
    if (!entries.has(uid) || entry.stands) entries.set(uid, entry);
  }
  if (entries.size === 0) return null;
  const all = [...entries].sort(([, a], [, b]) => a.checkpoint.due - b.checkpoint.due);
  const standing = all.filter(([, { stands }]) => stands).length;
  const method = standing === 0 ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: '//Duban//Duban//ZH', method });
  for (const [uid, entry] of all) calendar.createEvent(eventOf(uid, entry, context));
  return {
    file: {
      name: '督办日程.ics',
      type: `text/calendar; charset=utf-8; method=${method}`,
      content: Buffer.from(`${calendar.toString()}\r\n`),
    },
    words: wordsOf(standing, all.length - standing),
  };
}

function entriesOf(notice: ReleasedNotice): Entry[] {
  const { rule, post, item, said } = notice;
  if (post.kind !== 'division' || !dating.includes(rule)) return [];
  if (rule === 'extensionDecided' && said.agreed !== true) return [];
  const kept = rule !== 'reassigned' || [...(said.leads ?? []), ...(said.supporting ?? [])].includes(post.name);
  return (notice.checkpoint === null ? item.checkpoints : [notice.checkpoint])
    .filter(({ status, due }) => status !== 'past' && (kept || due >= (said.from ?? 0)))
    .map((checkpoint) => ({ notice, checkpoint, stands: kept && isAwaited(item.status, checkpoint.status) }));
}

function isAwaited(item: ReleasedNotice['item']['status'], status: NoticeCheckpoint['status']): boolean {
  return item === 'active' && (status === 'ahead' || status === 'open' || status === 'returned');
}

function uidOf({ notice, checkpoint }: Entry): string {
  return `${notice.item.id}.${checkpoint.n}@duban`;
}

/** A deadline is shown as the half hour before it, and leaves its day free. */
const SHOWN = 30 * MINUTE;

function eventOf(id: string, { notice: { item, campaign }, checkpoint, stands }: Entry, context: CalendarContext) {
  const name = `${oneLine(item.code)} ${shorten(oneLine(item.title) || item.heading, 18)}`;
  const contents = checkpoint.contents.length === 0 ? [] : [`应报内容：${contentsText(checkpoint.contents)}`];
  return {
    id,
    // Taking back counts as one more than what it takes back, and less than what may follow it.
    sequence: 2 * checkpoint.revision + (stands ? 0 : 1),
    stamp: new Date(context.now),
    start: new Date(checkpoint.due - SHOWN),
    end: new Date(checkpoint.due),
    summary: `${stands ? '' : '【取消】'}报送截止：${name} ${oneLine(checkpoint.label)}节点`,
    description: [`《${oneLine(campaign.title)}》`, ...contents, `咨询：${context.office}`].join('\n'),
    status: stands ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    transparency: ICalEventTransparency.TRANSPARENT,
    ...(context.organizer === null ? {} : { organizer: { name: context.office, email: context.organizer } }),
  };
}

function wordsOf(standing: number, cancelled: number): string {
  const parts = [
    ...(standing === 0 ? [] : [`含${standing}个报送期限，打开即可加入日历`]),
    ...(cancelled === 0 ? [] : [`${standing === 0 ? '' : '另'}取消${cancelled}个已不需报送的日程`]),
  ];
  return `附件“督办日程.ics”${parts.join('，')}；期限变动时随通知更新。`;
}
