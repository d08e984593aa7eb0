import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launch, releaseOf } from '../../client/launch.js';
import { sendCommand } from '../../client/send-command.js';
import { instantOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import { asItComes } from '../../domain/preference.js';
import { rehearse } from '../../domain/rehearsal.js';
import type { Deed } from '../../domain/rehearsal/deed.js';
import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';
import { resolveDeeds } from '../../domain/rehearsal/resolve-deeds.js';
import { whyText } from '../../domain/why.js';
import type { PlayedEngine } from '../../embedded/played-engine.js';
import { preferencesOf, recordPreference } from '../../register/preferences.js';
import { playedEngine } from '../helpers/engine.js';
import { randomCampaign, type RandomCampaign } from '../helpers/random-campaign.js';

// The product's promise: what the office was shown before it launched is what goes out, notice for notice and mail for mail.
// DUBAN_SEEDS=101-140 plays others.
const [first = 1, last = 20] = (process.env['DUBAN_SEEDS'] ?? '1-20').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
const YEAR = 2041;
const ZONE = 'Asia/Shanghai';

let engine: PlayedEngine;
const campaigns = seeds.map((seed) => randomCampaign(seed, YEAR));
const rehearsals = new Map<number, Rehearsal>();
const runs = new Map<number, { campaignId: string; refused: string[] }>();

beforeAll(async () => {
  engine = await playedEngine();
  await playAll();
}, 1_200_000);
afterAll(() => engine.stop(), 60_000);

/** All campaigns in one year of one engine: they share nothing but the office's hours. */
async function playAll(): Promise<void> {
  const deeds: { at: Instant; campaign: RandomCampaign; deed: Deed }[] = [];
  const launches = campaigns.map((campaign) => ({ campaign, at: launchOf(campaign).at })).sort((a, b) => a.at - b.at);
  for (const { campaign, at } of launches) {
    rehearsals.set(campaign.seed, rehearsalOf(campaign));
    await engine.playUntil(at);
    runs.set(campaign.seed, { campaignId: await launched(campaign, at), refused: [] });
    const posts = await engine.duban.db.selectFrom('post').selectAll().execute();
    const own = resolveDeeds(
      campaignPlan(campaign),
      {
        behaviour: { default: 'silent', deeds: campaign.deeds },
        launch: launchOf(campaign),
        postOf: (kind, name) => posts.find((post) => post.kind === kind && post.name === name)?.id ?? `${kind}/${name}`,
      },
      campaign.t,
    );
    // What is done before the campaign is launched cannot be asked of the engine.
    deeds.push(...own.filter((deed) => deed.at >= at).map((deed) => ({ at: deed.at, campaign, deed })));
    const due = deeds.filter((one) => one.at < (launches[runs.size]?.at ?? Infinity)).sort((a, b) => a.at - b.at);
    for (const one of due) await perform(one.campaign, one.deed);
    for (const one of due) deeds.splice(deeds.indexOf(one), 1);
  }
  await engine.playUntil(instantOf(`${YEAR + 2}-06-01`, '12:00', ZONE));
}

async function perform(campaign: RandomCampaign, deed: Deed): Promise<void> {
  const run = runs.get(campaign.seed);
  if (run === undefined) throw new Error('not launched');
  await engine.playUntil(deed.at);
  const item = await engine.duban.db
    .selectFrom('item')
    .where('campaign_id', '=', run.campaignId)
    .where('code', '=', deed.itemCode)
    .select('id')
    .executeTakeFirstOrThrow();
  const { db } = engine.duban;
  const actor = await db
    .selectFrom('post')
    .where('kind', '=', deed.as?.kind ?? 'office')
    .where('name', '=', deed.as?.name ?? '')
    .select('id')
    .executeTakeFirst();
  const outcome = await sendCommand(engine.duban, run.campaignId, {
    id: randomUUID(),
    itemId: item.id,
    actor: actor?.id ?? 'nobody',
    at: deed.at,
    body: deed.body,
  });
  if (outcome.kind === 'received') throw new Error(`seed ${campaign.seed}: no answer to ${JSON.stringify(deed)}`);
  if (outcome.kind === 'refused') run.refused.push(`${deed.itemCode} ${deed.body.kind} ${outcome.message}`);
}

async function launched({ draft, roster, t, seed }: RandomCampaign, now: Instant): Promise<string> {
  const { campaign } = await launch(
    { ...engine.duban, ...t },
    {
      draft,
      roster,
      document: { bytes: Buffer.from(`plan ${seed}`), name: `${seed}.txt` },
      as: `督查室${seed}`,
      now,
      sendNow: false,
    },
  );
  if (seed % 5 !== 0) await declineWeekly();
  return campaign.id;
}

/** Digests are no part of the promise, and thousands of mails in these years: most leaders here do without. */
async function declineWeekly(): Promise<void> {
  const { db } = engine.duban;
  const people = await db.selectFrom('person').select('id').execute();
  const known = await preferencesOf(db);
  await db.transaction().execute(async (tx) => {
    for (const { id } of people) if (!known.has(id)) await recordPreference(tx, id, { ...asItComes, weekly: false });
  });
}

const campaignPlan = ({ draft, roster }: RandomCampaign) => ({ draft, roster: roster.entries });

function launchOf({ launchAt, draft, t }: RandomCampaign): { at: Instant; release: Instant } {
  const [day = '', time = ''] = launchAt.split('T');
  const at = instantOf(day, time, ZONE);
  return { at, release: releaseOf({ draft, now: at, sendNow: false }, t) };
}

function rehearsalOf(campaign: RandomCampaign): Rehearsal {
  const behaviour = { default: 'silent' as const, deeds: campaign.deeds };
  return rehearse(campaignPlan(campaign), campaign.t, { launch: launchOf(campaign), behaviour });
}

/** What the engine staged and did not take back, in the rehearsal's words. */
async function engineNotices({ seed, t }: RandomCampaign): Promise<string[]> {
  const { db } = engine.duban;
  const rows = await db
    .selectFrom('notice')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .innerJoin('post', 'post.id', 'notice.post_id')
    .leftJoin('checkpoint', (join) =>
      join.onRef('checkpoint.item_id', '=', 'item.id').onRef('checkpoint.n', '=', 'notice.checkpoint'),
    )
    .where('item.campaign_id', '=', runs.get(seed)?.campaignId ?? '')
    .where('notice.state', '!=', 'withdrawn')
    .select(['item.code', 'checkpoint.label', 'rule', 'step', 'post.kind', 'post.name', 'release_at', 'basis'])
    .select(['policy_version as policy', 'calendar_version as calendar', 'notice.state'])
    .execute();
  return rows
    .map(({ code, label, rule, step, kind, name, release_at, basis, policy, calendar, state }) => {
      if (basis === null) throw new Error('a notice without a reason');
      const nth = rule === 'reminder' ? t.policy.reminders.indexOf(step) + 1 : step;
      const why = whyText({ rule, basis, versions: { policy, calendar } }, { zone: ZONE, now: release_at });
      const left = state === 'staged' ? ' not sent' : '';
      return `${isoWithOffset(release_at, ZONE)} ${code} ${label ?? ''} ${rule} ${nth} ${kind} ${name} ${why}${left}`;
    })
    .sort();
}

async function engineMails({ seed }: RandomCampaign): Promise<string[]> {
  const rows = await engine.duban.db
    .selectFrom('notice')
    .innerJoin('mail', 'mail.id', 'notice.mail_id')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .where('item.campaign_id', '=', runs.get(seed)?.campaignId ?? '')
    .groupBy(['mail.id', 'mail.mailbox', 'release_at'])
    .select((eb) => ['mail.mailbox', 'release_at', eb.fn.countAll<number>().as('count')])
    .execute();
  return rows.map(({ mailbox, release_at, count }) => `${isoWithOffset(release_at, ZONE)} ${mailbox} ${count}`).sort();
}

describe.each(campaigns)('the rehearsal equals the run, seed $seed', (campaign) => {
  const rehearsed = (): Rehearsal => rehearsals.get(campaign.seed) as Rehearsal;

  it('notice for notice', async () => {
    const foreseen = rehearsed().notices.map(
      ({ release, item, checkpoint, kind, step, recipient, why }) =>
        `${release} ${item} ${checkpoint} ${kind} ${step} ${recipient.role} ${recipient.name} ${why}`,
    );
    expect(foreseen.length).toBeGreaterThan(campaign.draft.items.length);
    expect(await engineNotices(campaign)).toEqual(foreseen.sort());
  });

  it('mail for mail', async () => {
    const foreseen = rehearsed().mails.map(
      ({ release, recipient, notices }) => `${release} ${recipient.mailbox ?? ''} ${notices.length}`,
    );
    expect(await engineMails(campaign)).toEqual(foreseen.sort());
  });

  it('refusal for refusal', () => {
    const foreseen = rehearsed().warnings.filter(({ code }) => code === 'deed-refused');
    const before = campaign.deeds.filter(({ at }) => at < campaign.launchAt).length;
    expect(runs.get(campaign.seed)?.refused).toHaveLength(foreseen.length - before);
  });
});

it('what was played is the whole of life', () => {
  const kinds = new Set([...rehearsals.values()].flatMap(({ notices }) => notices.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining([
      'behindPace',
      'escalation',
      'extensionDecided',
      'frozen',
      'order',
      'orderReplied',
      'orderUnanswered',
      'orderWithdrawn',
      'reassigned',
      'resumed',
      'returned',
    ]),
  );
});
