import { dayOf } from '../../domain/calendar/zoned.js';
import { standInOf } from '../../domain/delegation.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Database, Tx } from '../database.js';
import { delegationsOn } from '../delegations.js';
import { linked, recordLinks, type LinkNaming } from '../links.js';
import { waitsAt } from '../preferences.js';
import { noteShortDue } from '../short/queue-short.js';
import { claimable, type ReleaseWindow } from './claimable.js';
import type { Content } from './content.js';
import { asCopy } from './copy.js';
import { describeNotices } from './describe-notices.js';
import { aboutReader, type AboutReader } from './about-reader.js';
import { queueMail, type MadeMail, type Recipient } from './queue-mail.js';

export type { Recipient } from './queue-mail.js';

export type { AboutReader } from './about-reader.js';

export type Compose = (
  recipient: Recipient,
  notices: ReleasedNotice[],
  about: AboutReader,
) => Content | Promise<Content>;

export interface ClaimWindow extends ReleaseWindow {
  /** How mails name their links; absent where they have none to act by. */
  links?: LinkNaming | undefined;
}

/** Notices in one mail: more could neither be read nor, as one mail, be sent. What is left makes the next. */
const AT_ONCE = 1000;

/**
 * Claims all that is due for one person and makes one mail of it, `pending`. Nothing can withdraw a notice after that.
 * What is for somebody on leave goes to his stand-in, with a copy to himself. False when nothing is due for anybody.
 */
export function claimNext(db: Database, window: ClaimWindow, compose: Compose): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const waits = await waitsAt(tx, window.now, window.t);
    const first = await claimable(tx, window, waits)
      .select('holding.person_id')
      .orderBy('notice.release_at')
      .limit(1)
      .executeTakeFirst();
    if (first === undefined) return false;
    const { reader, holders } = await whoReads(tx, first.person_id, window);
    const due = await claimable(tx, window, waits)
      .where('holding.person_id', 'in', holders)
      .select(['notice.id', 'notice.item_id'])
      .orderBy('notice.release_at')
      .limit(AT_ONCE)
      .execute();
    if (due.length === 0) return true;
    // Items before their notices, as every event takes them: an event that withdraws has ended, or waits until this claim has.
    const items = [...new Set(due.map((row) => row.item_id))];
    await tx.selectFrom('item').where('id', 'in', items).orderBy('id').select('id').forShare().execute();
    const claimed = await claimable(tx, window, waits)
      .where(
        'notice.id',
        'in',
        due.map((row) => row.id),
      )
      .where('holding.person_id', 'in', holders)
      .select(['notice.id', 'holding.person_id as holder'])
      .orderBy('notice.id')
      .forUpdate('notice')
      .execute();
    // Withdrawn between the two looks: there may be others.
    if (claimed.length === 0) return true;
    await mail(tx, { reader, claimed, window, compose });
    return true;
  });
}

/** Who reads what is for a person now, and all those whose mail he reads. */
async function whoReads(
  tx: Tx,
  person: string,
  { now, t }: ReleaseWindow,
): Promise<{ reader: string; holders: string[] }> {
  const day = dayOf(now, t.policy.zone);
  const delegations = await delegationsOn(tx, day);
  const reader = standInOf(person, day, delegations);
  const away = [...new Set(delegations.map((delegation) => delegation.person))];
  const holders = away.filter((one) => standInOf(one, day, delegations) === reader);
  return { reader, holders: [...new Set([person, ...holders, ...(away.includes(reader) ? [] : [reader])])] };
}

interface Claim {
  reader: string;
  claimed: { id: string; holder: string }[];
  window: ClaimWindow;
  compose: Compose;
}

async function mail(tx: Tx, { reader, claimed, window, compose }: Claim): Promise<void> {
  const people = await peopleOf(tx, [reader, ...claimed.map(({ holder }) => holder)]);
  const recipient = people.get(reader) as Recipient;
  const away = claimed.filter(({ holder }) => holder !== reader);
  const awayOf = new Map(away.map(({ id, holder }) => [id, (people.get(holder) as Recipient).name]));
  const ids = claimed.map(({ id }) => id);
  const { now, t } = window;
  const described = await describeNotices(tx, ids, { calendar: t.calendar, now, awayOf });
  const { notices, links } = linked(described, window.links);
  const about = await aboutReader(tx, { reader, notices, now, zone: t.policy.zone });
  const own = await queueMail(tx, {
    recipient,
    made: await make(() => compose(recipient, notices, about)),
    now,
    escalation: notices.some(({ rule }) => rule === 'escalation' || rule === 'order'),
    copyOf: null,
    thread: threadOf(notices, reader),
  });
  await recordLinks(tx, links, { mailId: own, person: reader, naming: window.links, now });
  await tx.updateTable('notice').set({ state: 'claimed', mail_id: own }).where('id', 'in', ids).execute();
  await noteShortDue(tx, ids);
  for (const holder of new Set(away.map((notice) => notice.holder))) {
    const his = new Set(away.filter((notice) => notice.holder === holder).map(({ id }) => id));
    await tx
      .updateTable('notice')
      .set({ stands_in_for: holder })
      .where('id', 'in', [...his])
      .execute();
    const absent = people.get(holder) as Recipient;
    // Whoever is on leave does not act: a copy has no links.
    const copied = described.filter(({ id }) => his.has(id)).map((notice) => ({ ...notice, standsInFor: null }));
    await queueMail(tx, {
      recipient: absent,
      made: await make(async () => asCopy(await compose(absent, copied, { ...about, welcome: false }), recipient.name)),
      now,
      // Whoever must act has the mail itself: a copy in doubt may go twice.
      escalation: false,
      copyOf: own,
      thread: threadOf(copied, holder),
    });
  }
}

/** A mail about one item stands with the others that its reader has had about it. */
function threadOf(notices: ReleasedNotice[], reader: string): string | null {
  const items = new Set(notices.map(({ item }) => item.id));
  return items.size === 1 ? `${[...items].join()}.${reader}` : null;
}

async function peopleOf(tx: Tx, ids: string[]): Promise<Map<string, Recipient>> {
  const rows = await tx.selectFrom('person').where('id', 'in', ids).selectAll().execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A mail that cannot be made is on record as not delivered; it must not keep everybody else's from going out. */
async function make(compose: () => Content | Promise<Content>): Promise<MadeMail> {
  try {
    return { content: await compose(), fault: null };
  } catch (error) {
    return { content: { subject: '', text: '', html: '' }, fault: `邮件无法生成：${String(error)}` };
  }
}
