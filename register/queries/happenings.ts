import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { Rule } from '../../domain/rule.js';
import { timestamp, type Database } from '../database.js';
import { modernDetail } from './old-detail.js';

/** Something that happened in a campaign, as it is told to someone who watches. */
export type Happening =
  | {
      kind: 'deed';
      at: Instant;
      code: string;
      event: string;
      label: string | null;
      actor: string;
      detail: Record<string, unknown>;
    }
  | { kind: 'withdrawn'; at: Instant; post: string; code: string; label: string | null; rule: Rule; step: number }
  /** The week's digest, which speaks of all campaigns together. */
  | { kind: 'weekly'; at: Instant; people: string[] }
  | {
      kind: 'mail';
      at: Instant;
      person: string;
      post: string;
      notices: {
        code: string;
        label: string | null;
        rule: Rule;
        step: number;
        contact: 1 | 2;
        /** The person on leave in whose stead `person` was told. */
        standsInFor: string | null;
      }[];
    };

/** What people did, what was mailed and what need not be mailed any more, after `from` and up to `to`, oldest first. */
export async function happeningsBetween(
  db: Database,
  campaignId: string,
  { from, to }: { from: Instant; to: Instant },
): Promise<Happening[]> {
  const deeds = await db
    .selectFrom('audit')
    .innerJoin('item', 'item.id', 'audit.item_id')
    .innerJoin('post', 'post.id', 'audit.actor')
    .leftJoin('checkpoint', (join) =>
      join.onRef('checkpoint.item_id', '=', 'item.id').onRef('checkpoint.n', '=', 'audit.checkpoint'),
    )
    .where('campaign_id', '=', campaignId)
    .where('audit.event', '!=', 'assigned')
    .where('audit.at', '>', timestamp(from))
    .where('audit.at', '<=', timestamp(to))
    .orderBy('audit.at')
    .orderBy('item.position')
    .orderBy('audit.seq')
    .select(['audit.at', 'item.code', 'audit.event', 'checkpoint.label', 'post.name as actor', 'audit.detail'])
    .execute();
  const rows = await noticesOf(db, campaignId)
    .innerJoin('mail', 'mail.id', 'notice.mail_id')
    .leftJoin('person as absent', 'absent.id', 'notice.stands_in_for')
    .where('mail.created_at', '>', timestamp(from))
    .where('mail.created_at', '<=', timestamp(to))
    .orderBy('mail.created_at')
    .orderBy('mail.name')
    .orderBy('item.position')
    .select(['mail.id', 'mail.created_at as at', 'mail.name as person', 'contact', 'absent.name as standsInFor'])
    .execute();
  const mails = new Map<string, Happening & { kind: 'mail' }>();
  for (const { id, at, person, post, ...notice } of rows) {
    const mail = mails.get(id) ?? { kind: 'mail', at, person, post, notices: [] };
    mail.notices.push(notice);
    mails.set(id, mail);
  }
  const weekly = await db
    .selectFrom('mail')
    .where('occasion', 'like', 'weekly/%')
    .where('created_at', '>', timestamp(from))
    .where('created_at', '<=', timestamp(to))
    .groupBy('created_at')
    .select(['created_at as at', sql<string[]>`array_agg(name order by name)`.as('people')])
    .execute();
  const withdrawn = await noticesOf(db, campaignId)
    .where('notice.state', '=', 'withdrawn')
    .where('release_at', '>', timestamp(from))
    .where('release_at', '<=', timestamp(to))
    .orderBy('item.position')
    .select('release_at as at')
    .execute();
  return [
    ...withdrawn.map((row) => ({ kind: 'withdrawn' as const, ...row })),
    ...deeds.map((deed) => ({ kind: 'deed' as const, ...deed, detail: modernDetail(deed.event, deed.detail) })),
    ...weekly.map((row) => ({ kind: 'weekly' as const, ...row })),
    ...mails.values(),
  ].sort((a, b) => a.at - b.at);
}

/** The campaign's notices, each with the post it is for and what it is about. */
function noticesOf(db: Database, campaignId: string) {
  return db
    .selectFrom('notice')
    .innerJoin('post', 'post.id', 'notice.post_id')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .leftJoin('checkpoint', (join) =>
      join.onRef('checkpoint.item_id', '=', 'item.id').onRef('checkpoint.n', '=', 'notice.checkpoint'),
    )
    .where('campaign_id', '=', campaignId)
    .select(['post.name as post', 'item.code', 'checkpoint.label', 'notice.rule', 'notice.step']);
}
