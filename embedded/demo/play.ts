import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DateTime } from 'luxon';
import { act } from '../../client/act.js';
import { bulletinOf, issue, periodNamed } from '../../client/bulletin.js';
import type { Duban } from '../../client/duban.js';
import { chooseCampaign, chooseOffice } from '../../client/find.js';
import { launch } from '../../client/launch.js';
import { sendBulletin } from '../../client/send-bulletin.js';
import { readPlan } from '../../documents/read-plan.js';
import { readRoster } from '../../documents/names/roster.js';
import { nextBulletin } from '../../domain/bulletin.js';
import { dayOf, instantOf } from '../../domain/calendar/zoned.js';
import { DubanError } from '../../domain/errors.js';
import { HOUR, SECOND, type Instant } from '../../domain/instant.js';
import type { Timekeeping } from '../../domain/schedule.js';
import { happeningsBetween } from '../../register/queries/happenings.js';
import { itemsOf } from '../../register/queries/items.js';
import type { PlayedEngine } from '../played-engine.js';
import { castItems, leadsOf, mannerNames, script, type Deed } from './cast.js';
import { material } from './material.js';
import { narrator } from './narrate.js';

const SAMPLES = new URL('../../../samples/', import.meta.url);
const PLAN = 'wuhan-2017-responsibility-items.txt';
const WEEK = 7 * 24 * HOUR;

/** Plays the Wuhan plan over the whole of next year and tells it line by line. Gives the campaign, and when the year ended. */
export async function playYear(
  engine: PlayedEngine,
  say: (line: string) => void,
): Promise<{ campaignId: string; end: Instant }> {
  const { duban } = engine;
  const t = { policy: duban.policy, calendar: duban.calendar };
  const { zone } = t.policy;
  const launchedAt = await engine.now();
  const year = DateTime.fromMillis(launchedAt, { zone }).year + 1;

  const bytes = await readFile(fileURLToPath(new URL(PLAN, SAMPLES)));
  const draft = await readPlan(bytes, { fileName: PLAN, calendar: t.calendar, year });
  const roster = readRoster(await readFile(fileURLToPath(new URL('roster.csv', SAMPLES))), 'roster.csv');
  const input = {
    draft,
    document: { bytes, name: PLAN },
    roster,
    as: '督查室',
    now: launchedAt,
    sendNow: false,
  };
  const { campaign } = await launch(duban, input);
  const items = await itemsOf(duban.db, campaign.id);
  say(
    `《${campaign.title}》，移到${String(year)}年：${String(campaign.items)}个事项、${String(items.flatMap((item) => item.checkpoints).length)}个检查节点，总责任人${campaign.principal}`,
  );
  const cast = castItems(items);
  for (const item of items) say(`  ${item.code}  ${leadsOf(item)}：${mannerNames[cast.get(item.id) ?? 'punctual']}`);
  say('');

  const tell = narrator(zone);
  let told = launchedAt;
  /** Time passes a week at a time, so that the year can be watched as it goes by. */
  async function playUntil(instant: Instant): Promise<void> {
    for (let at = told; at < instant;) {
      at = Math.min(at + WEEK, instant);
      await engine.playUntil(at);
      for (const happening of await happeningsBetween(duban.db, campaign.id, { from: told, to: at }))
        say(tell(happening));
      told = at;
    }
  }

  const deeds = script(items, dayOf(campaign.assignmentRelease, zone), t);
  const acts = [
    ...deeds.map((deed) => ({ at: deed.at, act: () => perform(engine, deed) })),
    ...bulletins(year, t).map(({ at, name }) => ({
      at,
      async act() {
        const bulletin = { campaignId: campaign.id, signatory: campaign.principal ?? '', name, at };
        say(tell({ kind: 'bulletin', at, ...(await circulate(duban, bulletin)) }));
      },
    })),
  ].sort((a, b) => a.at - b.at);
  for (const { at, act } of acts) {
    await playUntil(at - SECOND);
    await engine.playUntil(at);
    await act();
  }
  // A month more: the last checkpoints have their escalations, too. In working hours, for those who then act themselves.
  const end = instantOf(`${String(year + 1)}-01-31`, '10:00', zone);
  await playUntil(end);
  return { campaignId: campaign.id, end };
}

/** When the office puts out the bulletin of each quarter: on the morning it falls due. */
function bulletins(year: number, t: Timekeeping): { at: Instant; name: string }[] {
  return [1, 2, 3, 4].map((quarter) => {
    const name = `${String(year)}-Q${String(quarter)}`;
    return { name, at: nextBulletin(periodNamed(name, t.policy.zone).to - 1, t) + HOUR };
  });
}

interface Circulated {
  campaignId: string;
  signatory: string;
  name: string;
  at: Instant;
}

/** Issues a bulletin and sends it to those it concerns. */
async function circulate(
  duban: Duban,
  { campaignId, signatory, name, at }: Circulated,
): Promise<{ label: string; readers: number }> {
  const campaign = await chooseCampaign(duban, campaignId);
  const t = { policy: duban.policy, calendar: duban.calendar };
  const asked = { period: periodNamed(name, campaign.zone), asOf: at, t };
  await issue(duban.db, campaign, { ...asked, by: await chooseOffice(duban, '督查室'), signatory });
  const bulletin = await bulletinOf(duban.db, campaign, asked);
  const { queued } = await sendBulletin(duban, { campaign, bulletin }, { to: null, now: at });
  return { label: asked.period.label, readers: queued.length };
}

async function perform({ duban }: PlayedEngine, deed: Deed): Promise<void> {
  const files = await material(duban.evidence, deed);
  const body = deed.body.kind === 'submit' ? { ...deed.body, files } : deed.body;
  const outcome = await act(duban, { ...deed, body, now: deed.at });
  if (outcome.kind !== 'done') {
    const why = outcome.kind === 'refused' ? outcome.message : '引擎没有应答';
    throw new DubanError('demo-failed', `演示中断：${deed.as}办理 ${deed.item.code} 未成功（${why}）`, {
      deed: deed.body.kind,
    });
  }
}
