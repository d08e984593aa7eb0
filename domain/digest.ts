import type { Instant } from './instant.js';
import { ladderOf } from './ladder.js';
import type { Rule } from './rule.js';
import type { PostKind, ReleasedNotice } from './notice.js';

/** The notices of one rule, told together. */
export interface DigestSection {
  rule: Rule;
  items: DigestItem[];
}

export interface DigestItem {
  item: ReleasedNotice['item'];
  campaign: ReleasedNotice['campaign'];
  /** One per checkpoint, in the order of due dates. */
  entries: DigestEntry[];
}

export interface DigestEntry {
  /** The notice told. */
  notice: ReleasedNotice;
  /** Ids of every notice this entry tells, `notice.id` included. */
  noticeIds: string[];
}

/** What a reader must see first. */
export const urgency: Rule[] = [
  'instruction',
  'order',
  'escalation',
  'overdue',
  'returned',
  'declined',
  'nudge',
  'undelivered',
  'orderUnanswered',
  'orderReplied',
  'confirmation',
  'extensionConsented',
  'extensionRequested',
  'cancelRequested',
  'disputed',
  'reviewDue',
  'dateChanged',
  'extensionDecided',
  'reassigned',
  'reopened',
  'orderWithdrawn',
  'reminder',
  'behindPace',
  'opening',
  'assignment',
  'unacknowledged',
  'disputeAnswered',
  'cancelRefused',
  'frozen',
  'resumed',
  'cancelled',
  'carried',
  'accepted',
  'closed',
];

/** Sections whose items are told soonest (or longest) due first, rather than by code. */
const byDueDate: Rule[] = ['escalation', 'overdue', 'returned', 'reviewDue', 'reminder'];

/**
 * Groups one recipient's notices of one release by urgency, then by item. What the recipient would be told twice, because
 * one person holds several posts, is told once. The result does not depend on the order of `notices`.
 */
export function groupDigest(notices: ReleasedNotice[]): DigestSection[] {
  return urgency.flatMap((rule) => {
    const ofRule = notices.filter((notice) => notice.rule === rule);
    // Campaigns of different policies are told apart: each section quotes the numbers of one.
    const byPolicy = groupBy(ofRule, ({ campaign }) => JSON.stringify(campaign.policy));
    return [...byPolicy.keys()].sort(compareText).map((policy) => {
      const items = [...groupBy(byPolicy.get(policy) ?? [], (notice) => notice.item.id).values()].map(digestItem);
      return { rule, items: items.sort(byDueDate.includes(rule) ? bySoonestDue : byCode) };
    });
  });
}

function digestItem(notices: ReleasedNotice[]): DigestItem {
  const entries = [...groupBy(notices, about).values()].map(digestEntry);
  entries.sort(
    (a, b) => (a.notice.checkpoint?.n ?? 0) - (b.notice.checkpoint?.n ?? 0) || a.notice.step - b.notice.step,
  );
  const { item, campaign } = entries[0]!.notice;
  return { item, campaign, entries };
}

/** What one entry can tell: of a ladder the latest step says all; of two nudges each has its own words. */
function about({ checkpoint, rule, said, step }: ReleasedNotice): string {
  const n = checkpoint?.n ?? 0;
  if (rule === 'disputed') return `${n} ${said.by ?? ''}`;
  return ladderOf(rule) === 'answer' ? `${n} ${step}` : `${n}`;
}

function digestEntry(notices: ReleasedNotice[]): DigestEntry {
  const [notice] = [...notices].sort(byWeight);
  return { notice: notice!, noticeIds: notices.map(({ id }) => id).sort(compareText) };
}

/**
 * Of notices about one thing the first tells it: the newest round, then the one that asks its reader to act (a division's),
 * then the latest step of the ladder (reminders count down to the due date).
 */
function byWeight(a: ReleasedNotice, b: ReleasedNotice): number {
  return (
    b.round - a.round ||
    Number(b.post.kind === 'division') - Number(a.post.kind === 'division') ||
    (a.rule === 'reminder' ? a.step - b.step : b.step - a.step) ||
    postOrder.indexOf(a.post.kind) - postOrder.indexOf(b.post.kind) ||
    compareText(a.id, b.id)
  );
}

const postOrder: PostKind[] = ['division', 'head', 'leader', 'office', 'principal'];

function bySoonestDue(a: DigestItem, b: DigestItem): number {
  return earliestDue(a) - earliestDue(b) || byCode(a, b);
}

function earliestDue({ entries }: DigestItem): Instant {
  return Math.min(...entries.map(({ notice }) => notice.checkpoint?.due ?? Number.MAX_SAFE_INTEGER));
}

function byCode(a: DigestItem, b: DigestItem): number {
  return (
    compareText(a.campaign.title, b.campaign.title) ||
    compareText(a.campaign.id, b.campaign.id) ||
    compareCodes(a.item.code, b.item.code) ||
    compareText(a.item.id, b.item.id)
  );
}

/** `1.2` comes before `1.10`. */
function compareCodes(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = comparePart(left[i] ?? '', right[i] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePart(a: string, b: string): number {
  // A number sorts before a word, so that mixed codes still have one order.
  const [left, right] = [a, b].map((part) => (/^\d+$/.test(part) ? Number(part) : Number.POSITIVE_INFINITY));
  if (left === right) return compareText(a, b);
  return left! < right! ? -1 : 1;
}

/** By code unit, not by locale: the order must be the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupBy<T, K>(values: T[], key: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
