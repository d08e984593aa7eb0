import { timelineText } from '../../client/timeline-text.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import { chineseDate, chineseDateTime, type DateReader } from '../../domain/calendar/chinese-date.js';
import { whyText } from '../../domain/why.js';
import type { TimelineEntry } from '../../register/queries/timeline.js';

interface Props {
  entries: TimelineEntry[];
  labels: Map<number, string>;
  /** Posts by id. */
  posts: Map<string, string>;
  reader: DateReader;
}

/** An item's story, a group of lines for each day: what people did, who was told what, and what was skipped. */
export function Timeline({ entries, labels, posts, reader }: Props) {
  if (entries.length === 0) return <p class="empty">尚未交办。</p>;
  return (
    <ol class="timeline">
      {byDay(worthTelling(entries), reader.zone).map((day) => (
        <li>
          <div class="day">{chineseDate(day[0]!.at, reader)}</div>
          <ul>
            {day.map((entry) => (
              <li class={manner(entry)}>
                <time>{timeOf(entry, reader)}</time>
                <span class="kind">{kindName(entry)}</span>
                <span class="what">
                  {timelineText(entry, { labels, posts, reader })}
                  {entry.kind === 'notice' && entry.mailId !== null && (
                    <>
                      {' '}
                      <a href={`/outbox/${entry.mailId}`}>查看邮件</a>
                    </>
                  )}
                  {entry.kind === 'notice' && (
                    <details class="why">
                      <summary>缘由</summary>
                      {whyText(entry, reader)}
                    </details>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function manner(entry: TimelineEntry): string {
  if (entry.kind === 'notice') {
    if (entry.state === 'withdrawn') return 'notice faint';
    return entry.rule === 'overdue' || entry.rule === 'escalation' ? 'notice alarm' : 'notice';
  }
  return isScheduling(entry) ? 'event faint' : 'event';
}

function kindName(entry: TimelineEntry): string {
  if (entry.kind === 'notice') return '通知';
  return isScheduling(entry) ? '系统' : '办理';
}

function isScheduling(entry: TimelineEntry & { kind: 'event' }): boolean {
  return entry.event === 'told' || entry.event === 'superseded';
}

function timeOf({ at }: TimelineEntry, reader: DateReader): string {
  return chineseDateTime(at, reader).slice(-5);
}

function byDay(entries: TimelineEntry[], zone: string): TimelineEntry[][] {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at, zone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days.values()];
}

/** That a notice was scheduled is told by the notice itself, where there is one. */
function worthTelling(entries: TimelineEntry[]): TimelineEntry[] {
  const key = (checkpoint: number, rule: unknown, step: unknown): string =>
    `${checkpoint} ${String(rule)} ${String(step)}`;
  const notices = new Set(
    entries.flatMap((entry) => (entry.kind === 'notice' ? [key(entry.checkpoint, entry.rule, entry.step)] : [])),
  );
  return entries.filter(
    (entry) =>
      entry.kind === 'notice' ||
      entry.event !== 'told' ||
      !notices.has(key(entry.checkpoint, entry.detail['rule'], entry.detail['step'])),
  );
}
