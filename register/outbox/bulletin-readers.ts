import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar/zoned.js';
import { standInOf } from '../../domain/delegation.js';
import type { Instant } from '../../domain/instant.js';
import type { PostKind } from '../../domain/notice.js';
import type { Database } from '../database.js';
import { delegationsOn } from '../delegations.js';
import type { Recipient } from './queue-mail.js';

/** Who gets a bulletin, and by which posts. */
export interface BulletinReader {
  recipient: Recipient;
  posts: { kind: PostKind; name: string }[];
  /** Names of those on leave for whom he reads it. */
  standsInFor: string[];
}

interface Concerned {
  campaignId: string;
  /** Whom the bulletin names. */
  divisions: string[];
  leaders: string[];
  /** Posts by id, in place of all who are concerned. */
  chosen: string[] | null;
  now: Instant;
  zone: string;
}

interface Holder extends Recipient {
  posts: BulletinReader['posts'];
}

/** 主送: those who answer for items of the campaign or are named in its bulletin, each person once; who stands in for one on leave, too. */
export function bulletinReaders(db: Database, asked: Concerned): Promise<BulletinReader[]> {
  const { campaignId, divisions, leaders, chosen, now, zone } = asked;
  return db.transaction().execute(async (tx) => {
    const concerned =
      chosen === null
        ? sql`(post.kind = 'division' and post.name = any(${divisions}))
            or (post.kind = 'leader' and post.name = any(${leaders}))
            or exists (select from item_post join item on item.id = item_post.item_id
              where item_post.post_id = post.id and item.campaign_id = ${campaignId}
                and item_post.role in ('lead', 'leader', 'principal'))`
        : sql`post.id = any(${chosen})`;
    const { rows: holders } = await sql<Holder>`
      select person.id, person.name, person.mailbox,
        jsonb_agg(jsonb_build_object('kind', post.kind, 'name', post.name) order by post.kind, post.name) as posts
      from post join holding on holding.post_id = post.id and holding.contact = 1
        join person on person.id = holding.person_id
      where ${concerned}
      group by person.id order by person.id`.execute(tx);
    const day = dayOf(now, zone);
    const delegations = await delegationsOn(tx, day);
    const readers = new Map<string, BulletinReader>(
      holders.map(({ posts, ...recipient }) => [recipient.id, { recipient, posts, standsInFor: [] }]),
    );
    for (const { posts, ...absent } of holders) {
      const standIn = standInOf(absent.id, day, delegations);
      if (standIn === absent.id) continue;
      const known = readers.get(standIn);
      const recipient =
        known?.recipient ??
        (await tx.selectFrom('person').where('id', '=', standIn).selectAll().executeTakeFirstOrThrow());
      readers.set(standIn, {
        recipient,
        posts: [...(known?.posts ?? []), ...posts],
        standsInFor: [...(known?.standsInFor ?? []), absent.name],
      });
    }
    return [...readers.values()];
  });
}
