import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { composeWeekly } from '../../mail/weekly.js';
import { composeWithPapers } from '../../activities/compose.js';
import { createDispatchActivities } from '../../activities/dispatch-activities.js';
import { readTextPlan } from '../documents/read-text.js';
import { readRoster } from '../../documents/names/roster.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { CommandBody } from '../../domain/command.js';
import type { Instant } from '../../domain/instant.js';
import type { PlanDraft } from '../../domain/plan.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { nextRelease } from '../../domain/schedule.js';
import { linkNaming, withTokens, type LinkSettings } from '../../mail/link-token.js';
import { buildMessage } from '../../mail/message.js';
import { applyAssignment, applyCommand, applyMoment } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import type { Database } from '../../register/database.js';
import { folderStore } from '../../register/evidence-store.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { recordCampaign } from '../../register/record-campaign.js';

/** What somebody does at a time of the year (China time, `MM-DD HH:mm` of 2027). */
export interface Deed {
  at: string;
  item: string;
  as: string;
  /** By the ids of posts, where it names some. */
  body: CommandBody | ((posts: (name: string) => string) => CommandBody);
}

export interface PlayedYear {
  campaignId: string;
  items: Record<string, ItemRow>;
}

export const at = (time: string): Instant => Date.parse(`2027-${time.replace(' ', 'T')}:00+08:00`);

/** The sample plan, moved to 2027. */
export async function samplePlan(): Promise<{ draft: PlanDraft; bytes: Buffer }> {
  const fileName = 'wuhan-2017-responsibility-items.txt';
  const bytes = await readFile(path.join('samples', fileName));
  return { draft: readTextPlan(bytes, { fileName, year: 2027, calendar }), bytes };
}

/**
 * Plays 2027 until `until` without Temporal: the register, its rules and its outbox are the real ones. Mails are kept
 * in `mailboxDir` as the catcher would.
 */
export async function playYear(
  db: Database,
  options: { deeds: Deed[]; until: string; mailboxDir: string; draft?: PlanDraft; links?: LinkSettings },
) {
  const launchedAt = at('01-04 10:00');
  const { entries } = readRoster(await readFile('samples/roster.csv'), 'roster.csv');
  const { id } = await recordCampaign(db, {
    draft: options.draft ?? (await samplePlan()).draft,
    document: { sha256: 'a'.repeat(64), name: 'wuhan-2017-responsibility-items.txt' },
    roster: entries,
    policy,
    calendar,
    launchedAt,
    launchedBy: { kind: 'office', post: '督查室' },
    assignmentRelease: nextRelease(launchedAt, { policy, calendar }),
  });
  const context = { db, calendar };
  const items = await itemsOf(db, id);
  const next = new Map<string, Instant | null>();
  for (const item of items) next.set(item.id, (await applyAssignment(context, item.id, launchedAt)).next?.at ?? null);

  const dispatch = dispatchTo(db, options.mailboxDir, options.links);
  const deeds = [...options.deeds].sort((a, b) => at(a.at) - at(b.at));
  let release = nextRelease(launchedAt, { policy, calendar });
  for (;;) {
    const [moment, itemId] = soonest(next);
    const deed = deeds[0];
    const now = Math.min(moment, release, deed ? at(deed.at) : Infinity);
    if (now > at(options.until)) break;
    if (now === moment) {
      next.set(itemId, (await applyMoment(context, itemId, { moment, now })).next?.at ?? null);
    } else if (deed !== undefined && now === at(deed.at)) {
      deeds.shift();
      const item = items.find(({ code }) => code === deed.item)!;
      next.set(item.id, await act(db, item, deed));
    } else {
      await dispatch(now);
      release = nextRelease(now, { policy, calendar });
    }
  }
  await dispatch(at(options.until));
  const played = await itemsOf(db, id);
  return { campaignId: id, items: Object.fromEntries(played.map((item) => [item.code, item])) } satisfies PlayedYear;
}

function soonest(next: Map<string, Instant | null>): [Instant, string] {
  const waiting = [...next].flatMap(([id, moment]) => (moment === null ? [] : [[moment, id] as [Instant, string]]));
  return waiting.sort((a, b) => a[0] - b[0])[0] ?? [Infinity, ''];
}

async function act(db: Database, item: ItemRow, deed: Deed): Promise<Instant | null> {
  const id = randomUUID();
  const rows = await db.selectFrom('post').select(['id', 'name']).execute();
  const posts = (name: string): string => rows.find((post) => post.name === name)!.id;
  const body = typeof deed.body === 'function' ? deed.body(posts) : deed.body;
  const actor = posts(deed.as);
  await commitCommand(db, { id, itemId: item.id, actor, at: at(deed.at), body });
  const { answer, next } = await applyCommand({ db, calendar }, item.id, { commandId: id, now: at(deed.at) });
  if (!answer.ok) throw new Error(`${deed.at} ${deed.item}: ${answer.message}`);
  return next?.at ?? null;
}

function dispatchTo(db: Database, dir: string, links?: LinkSettings): (now: Instant) => Promise<unknown> {
  let kept = 0;
  const activities = createDispatchActivities({
    db,
    calendar,
    policy,
    compose: (recipient, notices, about) =>
      composeWithPapers({ ...about, recipient, notices, consoleUrl: links?.baseUrl ?? null, office: '督查室' }),
    composeWeekly: (week, now) =>
      composeWeekly({ ...week, now, zone: 'Asia/Shanghai', consoleUrl: null, office: '督查室' }),
    ...(links === undefined ? {} : { links: linkNaming(links) }),
    prepare: (stored) => async () => {
      const mail = links === undefined ? stored : withTokens(stored, links.key);
      const { bytes } = await buildMessage(mail, { name: '督查室', mailbox: 'duban@example.org' });
      kept += 1;
      const time = new Date(mail.at).toISOString().replace(/[-:.]/g, '');
      await writeFile(path.join(dir, `${time}-${kept.toString(16).padStart(8, '0')}.eml`), bytes);
      return { kind: 'accepted', response: '250 ok' };
    },
    sendCommand: () => Promise.resolve(),
    heartbeat: () => undefined,
    warn: () => undefined,
    stopped: () => false,
  });
  return (now) => activities.releaseBatch({ now });
}

/** One of each: punctual, late by four working days, returned once, silent, under review, unacknowledged. */
export async function usualDeeds(evidenceDir: string): Promise<Deed[]> {
  const name = '调研情况 报告"(定稿).docx';
  const stored = await folderStore(evidenceDir).put(Readable.from([Buffer.from('佐证材料')]));
  const files = [{ ...stored, name }];
  const acknowledge = (item: string, as: string): Deed => ({
    at: '01-06 10:30',
    item,
    as,
    body: { kind: 'acknowledge' },
  });
  const submit = (time: string, item: string, checkpoint: number): Deed => ({
    at: time,
    item,
    as: leads[item]!,
    body: { kind: 'submit', checkpoint, text: `第${checkpoint}次进展情况`, files: checkpoint === 1 ? files : [] },
  });
  const accept = (time: string, item: string, checkpoint: number): Deed => ({
    at: time,
    item,
    as: '督查室',
    body: { kind: 'accept', checkpoint, note: '' },
  });
  return [
    ...Object.entries(leads).map(([item, as]) => acknowledge(item, as)),
    acknowledge('2.1', '高教处'),
    ...[submit('07-20 09:40', '1.1', 1), accept('07-21 10:00', '1.1', 1)],
    ...[submit('09-20 16:05', '1.1', 2), accept('09-21 10:00', '1.1', 2)],
    { at: '09-22 09:30', item: '1.1', as: '督查室', body: { kind: 'close', note: '两项内容均已完成' } },
    ...[submit('03-25 10:00', '1.2', 1), accept('03-26 10:00', '1.2', 1), submit('06-24 10:00', '1.2', 2)],
    {
      at: '06-25 15:00',
      item: '1.2',
      as: '督查室',
      body: { kind: 'return', checkpoint: 2, reason: '缺少分区统计数据' },
    },
    ...[submit('06-29 10:00', '1.2', 2), accept('06-30 10:00', '1.2', 2)],
    ...[submit('09-24 10:00', '1.2', 3), accept('09-26 10:00', '1.2', 3)],
    ...[submit('07-06 11:00', '2.1', 1), accept('07-07 10:00', '2.1', 1)],
    ...[submit('06-22 10:00', '2.2', 1), accept('06-23 10:00', '2.2', 1)],
    submit('03-22 10:00', '3.1', 1),
    accept('03-23 10:00', '3.1', 1),
    submit('06-22 10:00', '3.1', 2),
    ...[submit('03-23 10:00', '3.2', 1), accept('03-24 10:00', '3.2', 1), submit('06-23 10:00', '3.2', 2)],
    ...[accept('06-24 10:00', '3.2', 2), submit('09-23 10:00', '3.2', 3), accept('09-24 10:00', '3.2', 3)],
  ];
}

/** 1.3 is silent and never acknowledged. */
const leads: Record<string, string> = {
  '1.1': '基础教育处',
  '1.2': '基础教育处',
  '2.1': '职成教处',
  '2.2': '职成教处',
  '3.1': '政策法规处',
  '3.2': '政策法规处',
};
