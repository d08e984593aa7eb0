import { DubanError } from '../../domain/errors.js';
import { MINUTE, type Instant } from '../../domain/instant.js';
import { campaignEnds, openItemsAfter, type OpenItem } from '../../register/queries/reconciliation.js';
import { doubtfulNotices, endRestoration, openRestoration, type Restoration } from '../../register/restoration.js';
import { BULLETIN_ID, DISPATCH_ID, WAKE_SIGNAL, campaignWorkflowId, itemWorkflowId } from '../../workflows/contract.js';
import { armInstallation, armItem, rearmItem, signalCampaign } from '../arm-item.js';
import type { Duban } from '../duban.js';
import { asleep } from './asleep.js';
import { straysOf } from './strays.js';

/** So many, and the first of them by name. */
export interface Some {
  count: number;
  examples: string[];
}

/** Where the register and Temporal disagree. */
export interface Disagreement {
  /** Items that have not ended. */
  open: number;
  /** Of these, those that nothing will wake. */
  missing: Some;
  /** Of these, those that wake after their next moment. */
  late: Some;
  /** Workflows of items that have ended. */
  ended: Some;
  /** Workflows of what the register does not know. */
  unknown: Some;
  /** Titles of campaigns that nothing gives bulks of commands to. */
  campaigns: Some;
  /** Of the workflows of which there is one each, those that are gone. */
  installation: string[];
  /** A restoration after which nothing has been sent yet, with the notices that may have been sent before it. */
  restoration: (Restoration & { doubtful: number }) | null;
}

export interface Reconciling {
  now: Instant;
  /** Whether to act on what is found; else nothing is changed. */
  apply: boolean;
  /** When the installation that was lost had stopped: what was to go out until then has gone out. */
  stoppedAt?: Instant | undefined;
  progress: (items: number) => void;
}

const PAGE = 200;
const AT_ONCE = 20;
/** Timers are set a moment after the step that wanted them. */
const SLACK = 5 * MINUTE;
const EXAMPLES = 10;

/**
 * Finds where the register and Temporal disagree, page by page; with `apply` what should run is started, or started anew, from the
 * register, and what runs for nothing is ended. Done again, or beside a working engine, nothing happens twice. Throws
 * `stopped-at-missing`, `stopped-at-wrong` or `empty-register`.
 */
export async function reconcile(duban: Duban, input: Reconciling): Promise<Disagreement> {
  const { apply, now } = input;
  const restoration = await restorationOf(duban);
  const stoppedAt = apply && restoration !== null ? stopOf(restoration, input) : null;
  const installation = await missingOf(duban);
  if (apply) await armInstallation(duban);
  const items = await reconcileItems(duban, input);
  const strays = await reconcileStrays(duban, input);
  const campaigns = await reconcileCampaigns(duban, input);
  if (apply) {
    if (restoration !== null && stoppedAt !== null) await endRestoration(duban.db, { ...restoration, stoppedAt, now });
    // It may sleep past what the register has staged.
    await duban.temporal.workflow.getHandle(DISPATCH_ID).signal(WAKE_SIGNAL);
  }
  return { ...items, ...strays, campaigns, installation, restoration };
}

async function restorationOf({ db }: Duban): Promise<Disagreement['restoration']> {
  const restoration = await openRestoration(db);
  if (restoration === null) return null;
  const { backedUpAt, restoredAt } = restoration;
  return { ...restoration, doubtful: await doubtfulNotices(db, { backedUpAt, until: restoredAt }) };
}

function stopOf(restoration: Restoration & { doubtful: number }, { stoppedAt, now }: Reconciling): Instant {
  const { doubtful, backedUpAt } = restoration;
  if (stoppedAt === undefined) {
    if (doubtful === 0) return backedUpAt;
    const message = `有${doubtful}条通知可能在恢复之前已经发出；请用 --stopped-at 写明原系统停机的时刻，此前的视为已发。`;
    throw new DubanError('stopped-at-missing', message, { doubtful });
  }
  if (stoppedAt <= now) return stoppedAt;
  throw new DubanError('stopped-at-wrong', '--stopped-at 所写的停机时刻尚未到来；请核对。', { stoppedAt });
}

async function missingOf({ temporal }: Duban): Promise<string[]> {
  const found = await Promise.all(
    [DISPATCH_ID, BULLETIN_ID].map(async (id) => ({ id, at: await asleep(temporal, id) })),
  );
  return found.flatMap(({ id, at }) => (at.is === 'gone' ? [id] : []));
}

async function reconcileItems(
  duban: Duban,
  { apply, progress }: Reconciling,
): Promise<Pick<Disagreement, 'open' | 'missing' | 'late'>> {
  const missing = none();
  const late = none();
  let open = 0;
  async function one(item: OpenItem): Promise<void> {
    const found = await asleep(duban.temporal, itemWorkflowId(item.campaignId, item.id));
    if (found.is === 'gone') {
      note(missing, item.code);
      if (apply) await armItem(duban, item);
    } else if (found.is === 'asleep' && !item.isFlagged && item.nextMoment !== null) {
      if (found.until !== null && found.until <= item.nextMoment + SLACK) return;
      note(late, item.code);
      if (apply) await rearmItem(duban, item);
    }
  }
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: OpenItem[] = await openItemsAfter(duban.db, after, PAGE);
    for (let i = 0; i < page.length; i += AT_ONCE) await Promise.all(page.slice(i, i + AT_ONCE).map(one));
    open += page.length;
    progress(open);
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
  }
  return { open, missing, late };
}

async function reconcileStrays(duban: Duban, { apply }: Reconciling): Promise<Pick<Disagreement, 'ended' | 'unknown'>> {
  const found = { ended: none(), unknown: none() };
  const isEmpty = (await campaignEnds(duban.db)).size === 0;
  for await (const { workflowId, kind, label } of straysOf(duban)) {
    note(found[kind], label);
    if (!apply) continue;
    if (isEmpty) {
      const message = '台账是空的，而流程引擎中有事项在办，未作处理；请核对二者是否属于同一套系统。';
      throw new DubanError('empty-register', message, { workflowId });
    }
    const reason = kind === 'ended' ? '台账中该事项已结束' : '台账中没有该事项或专项';
    // It may have ended by itself meanwhile.
    await duban.temporal.workflow
      .getHandle(workflowId)
      .terminate(reason)
      .catch(() => undefined);
  }
  return found;
}

async function reconcileCampaigns(duban: Duban, { apply }: Reconciling): Promise<Some> {
  const missing = none();
  for (const [id, { title, ended }] of await campaignEnds(duban.db)) {
    const isGone = (await asleep(duban.temporal, campaignWorkflowId(id))).is === 'gone';
    if (isGone && !ended) note(missing, `《${title}》`);
    // One that runs is told to look: there may be a bulk it has not heard of, or it may have ended.
    if (apply && (!ended || !isGone)) await signalCampaign(duban, id);
  }
  return missing;
}

function none(): Some {
  return { count: 0, examples: [] };
}

function note(some: Some, label: string): void {
  some.count += 1;
  if (some.examples.length < EXAMPLES && !some.examples.includes(label)) some.examples.push(label);
}
