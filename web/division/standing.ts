import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { divisionDeeds, linkEnd, type LinkEnd } from '../../domain/division-deeds.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import type { CheckpointState, ItemState } from '../../domain/item-state.js';
import type { LinkDeed } from '../../domain/link-purpose.js';
import { refusalText } from '../../domain/refusal-text.js';
import { readDraft, type Draft, type DraftKey } from '../../register/drafts.js';
import type { Link } from '../../register/links.js';
import { officesOf } from '../../register/outbox/about-reader.js';
import type { CampaignFacts } from '../../register/queries/campaigns.js';
import { itemStateOf } from '../../register/queries/item-state.js';
import { findItem, type CheckpointRow, type ItemRow } from '../../register/queries/items.js';
import { ordersOfItem, type OrderRow } from '../../register/queries/orders.js';
import { submissionsOf, timelineOf, type SubmissionRow, type TimelineEntry } from '../../register/queries/timeline.js';
import { waitingCommands } from '../../register/unanswered-commands.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { campaignFactsOrRefuse } from '../not-found.js';
import { readerOf, type Reader } from '../reader.js';

/** Where a link's item stands, and what its reader can do now. */
export interface Standing {
  link: Link;
  item: ItemRow;
  campaign: CampaignFacts;
  reader: Reader;
  checkpoint: CheckpointRow | null;
  /** Whom to ask. */
  contacts: { name: string; mailbox: string }[];
  /** Why the link has expired; then the rest is of no matter. */
  end: LinkEnd | null;
  /** When other divisions take the item over. */
  handoverAt: Instant | null;
  /** What the link is for; `null`: it can be done now, else why not. */
  deeds: Map<LinkDeed, string | null>;
  draft: Draft | null;
  /** What the division has handed in at this checkpoint, oldest first. */
  sent: SubmissionRow[];
  order: OrderRow | null;
  /** It has been asked, and the engine has not answered yet. */
  waiting: { kind: LinkDeed; at: Instant; id: string }[];
  /** What its division waits for. */
  pending: 'head' | 'dispute' | null;
  story: TimelineEntry[];
}

export function draftKey({ itemId, checkpoint, post }: Link): DraftKey {
  return { itemId, checkpoint, post };
}

export function canDo({ deeds }: Pick<Standing, 'deeds'>, deed: LinkDeed): boolean {
  return deeds.get(deed) === null;
}

/** Throws `no-such-item`. */
export async function standingOfLink(dependencies: ConsoleDependencies, link: Link): Promise<Standing> {
  const { db } = dependencies;
  const item = await findItem(db, link.itemId);
  const known = await itemStateOf(db, link.itemId, stateCouncilCalendar);
  if (item === null || known === null) throw new DubanError('no-such-item', '台账中没有这个事项', { id: link.itemId });
  const campaign = await campaignFactsOrRefuse(db, item.campaignId);
  const reader = await readerOf(dependencies, campaign);
  const { state } = known;
  const waiting = await waitingOf(dependencies, link);
  const tried = divisionDeeds(state, link, { ...reader.t, now: reader.now });
  const deeds = new Map([...tried].map(([deed, why]) => [deed, why === null ? null : refusalText(why, reader.zone)]));
  for (const { kind } of waiting)
    for (const deed of implied[kind] ?? [kind])
      if (deeds.has(deed)) deeds.set(deed, '已收到，系统正在办理，请勿重复提交。');
  const orders = link.purpose === 'reply' ? await ordersOfItem(db, item.id) : [];
  const submissions = await submissionsOf(db, item.id);
  return {
    ...{ link, item, campaign, reader, deeds, waiting },
    checkpoint: item.checkpoints.find(({ n }) => n === link.checkpoint) ?? null,
    contacts: await officesOf(db, [item.id]),
    end: linkEnd(state, link),
    handoverAt: state.handover?.at ?? null,
    draft: await readDraft(db, draftKey(link)),
    sent: submissions.filter(
      ({ checkpoint, actor }) => checkpoint === link.checkpoint && actor === link.postName && link.checkpoint > 0,
    ),
    order: orders.find(({ checkpoint, status }) => checkpoint === link.checkpoint && standing.includes(status)) ?? null,
    pending: pendingOf(state, link),
    // Without the way to its mails, which is the console's.
    story: (await timelineOf(db, item.id))
      .filter((entry) => concerns(entry, link))
      .map((entry) => (entry.kind === 'notice' ? { ...entry, mailId: null } : entry)),
  };
}

const standing: OrderRow['status'][] = ['issued', 'replied'];

/** A report on its way signs for the item, too, and is no time to ask for more time. */
const implied: Partial<Record<LinkDeed, LinkDeed[]>> = {
  submit: ['submit', 'requestExtension', 'acknowledge'],
  contribute: ['contribute', 'acknowledge'],
};

async function waitingOf({ db }: ConsoleDependencies, link: Link): Promise<Standing['waiting']> {
  const commands = await waitingCommands(db, link.itemId, link.post);
  return commands.flatMap(({ id, at, body }) =>
    'checkpoint' in body && body.checkpoint !== link.checkpoint ? [] : [{ id, at, kind: body.kind as LinkDeed }],
  );
}

function pendingOf(state: ItemState, { post, checkpoint }: Link): Standing['pending'] {
  const at: CheckpointState | undefined = state.checkpoints.find(({ n }) => n === checkpoint);
  if (at?.drafts[post] !== undefined) return 'head';
  return state.disputed[post] === undefined ? null : 'dispute';
}

/** A division sees what happened to its item, and what it was told itself: not what others were told, nor what the office has in hand. */
function concerns(entry: TimelineEntry, { postName }: Link): boolean {
  if (entry.kind === 'notice') return entry.post === postName && entry.state === 'claimed';
  if (entry.event === 'refused') return entry.actor === postName;
  return !internal.includes(entry.event);
}

const internal = [
  ...['told', 'superseded', 'undelivered', 'delivered', 'order-drafted'],
  ...['cancel-requested', 'cancel-refused', 'extension-consented', 'revised', 'replanned'],
];
