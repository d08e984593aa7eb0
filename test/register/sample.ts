import { randomUUID } from 'node:crypto';
import type { InsertObject } from 'kysely';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import type { Answer, Command, CommandBody } from '../../domain/command.js';
import type { Day, Instant } from '../../domain/instant.js';
import type { DraftItem, PlanDraft } from '../../domain/plan.js';
import { calendarYear } from '../../domain/plan-span.js';
import { defaultPolicy } from '../../domain/policy.js';
import { applyCommand, applyMoment, type Applied, type ApplyContext } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { openDatabase, timestamp, type Database } from '../../register/database.js';
import type { ReleaseWindow } from '../../register/outbox/claimable.js';
import { takeTurn, type Delivery, type MailToSend } from '../../register/outbox/deliver.js';
import { readSnapshot } from '../../register/read-snapshot.js';
import { recordCampaign, type CampaignToRecord } from '../../register/record-campaign.js';
import type { Register as Tables } from '../../register/schema.js';
import { registerSource } from '../../register/verify/register-source.js';
import { verifyTrails } from '../../register/verify/verify-trails.js';
import { createDatabase } from '../helpers/database.js';

export const at = (day: Day, time = '09:00'): Instant => instantOf(day, time, 'Asia/Shanghai');

/** 张三 holds two posts. */
export const roster: CampaignToRecord['roster'] = [
  { kind: 'division', post: '基础教育处', person: '张三', mailbox: 'zhang@example.org' },
  { kind: 'division', post: '高教处', person: '李四', mailbox: 'li@example.org' },
  { kind: 'leader', post: '夏春胤', person: '张三', mailbox: 'zhang@example.org' },
  { kind: 'office', post: '督查室', person: '王五', mailbox: 'wang@example.org' },
  { kind: 'principal', post: '孟晖', person: '孟晖', mailbox: 'meng@example.org' },
];

export function draftItem(
  code: string,
  checkpoints: [Day, Day][] = [
    ['2017-03-01', '2017-03-31'],
    ['2017-04-01', '2017-09-30'],
  ],
): DraftItem {
  return {
    code,
    heading: '义务教育均衡发展',
    title: `事项${code}`,
    contents: ['建成学校'],
    measures: [],
    leader: '夏春胤',
    divisions: [
      { name: '基础教育处', role: 'lead' },
      { name: '高教处', role: 'supporting' },
    ],
    deadlineText: '3月、9月',
    checkpoints: checkpoints.map(([from, due]) => ({
      label: `${due.slice(5, 7)}月`,
      from,
      due,
      why: '',
      contents: ['建成'],
    })),
    targets: [],
    source: { firstLine: 1, lastLine: 2 },
  };
}

function draftOf(items: DraftItem[]): PlanDraft {
  return {
    ...{ title: '2017年责任事项', issuer: '市教育局', number: '', principal: '孟晖' },
    ...{ span: calendarYear(2017), year: 2017, items, warnings: [] },
    tally: { used: items.length, skipped: [] },
  };
}

/** Launched on Wednesday 1 March 2017 at 15:00:00.123, to be told the next morning. */
export function campaign(items: DraftItem[] = [draftItem('1.1')], document = 'a'.repeat(64)): CampaignToRecord {
  return {
    draft: draftOf(items),
    document: { sha256: document, name: '责任事项.txt' },
    roster,
    policy: defaultPolicy,
    calendar: stateCouncilCalendar,
    launchedAt: at('2017-03-01', '15:00') + 123,
    launchedBy: { kind: 'office', post: '督查室' },
    assignmentRelease: at('2017-03-02'),
  };
}

/** By which a release is claimed. */
export function claimWindow(now: Instant, workingHours = true): ReleaseWindow {
  return { now, workingHours, t: { policy: defaultPolicy, calendar: stateCouncilCalendar } };
}

export interface Register {
  url: string;
  db: Database;
  context: ApplyContext;
  /** By code. */
  items: Record<string, string>;
  /** By name; a division's head as 基础教育处负责人. */
  posts: Record<string, string>;
  campaignId: string;
  command: (itemId: string, given: { id: string; as: string; at: Instant; body: CommandBody }) => Command;
  close: () => Promise<void>;
}

/** A fresh register with one recorded campaign, nothing assigned yet. */
export async function register(
  items: DraftItem[] = [draftItem('1.1')],
  changes: Partial<CampaignToRecord> = {},
): Promise<Register> {
  const database = await createDatabase();
  const db = openDatabase(database.url);
  const { id: campaignId } = await recordCampaign(db, { ...campaign(items), ...changes });
  const rows = await db.selectFrom('item').select(['id', 'code']).execute();
  const posts = Object.fromEntries(
    (await db.selectFrom('post').selectAll().execute()).map(({ kind, name, id }) => [
      kind === 'head' ? `${name}负责人` : name,
      id,
    ]),
  );
  return {
    url: database.url,
    db,
    context: { db, calendar: stateCouncilCalendar },
    items: Object.fromEntries(rows.map((row) => [row.code, row.id])),
    posts,
    campaignId,
    command: (itemId, { id, as, at: received, body }) => ({ id, itemId, actor: posts[as] ?? as, at: received, body }),
    async close() {
      await db.destroy();
      await database.drop();
    },
  };
}

export const submit = (checkpoint: number, text = '完成'): CommandBody => ({
  kind: 'submit',
  checkpoint,
  text,
  files: [],
});

/** Has somebody give a command, which is applied as it is received. */
export async function act(
  { db, context, command }: Register,
  item: string,
  given: { as: string; at: Instant; body: CommandBody; id?: string },
): Promise<Applied & { answer: Answer }> {
  const id = given.id ?? randomUUID();
  await commitCommand(db, command(item, { ...given, id }));
  return applyCommand(context, item, { commandId: id, now: given.at });
}

/** Fires every moment of an item when it is due, up to `until`. */
export async function pass(
  context: ApplyContext,
  itemId: string,
  { from, until }: { from: Applied; until: Instant },
): Promise<Applied> {
  let step = from;
  while (step.next !== null && step.next.at <= until)
    step = await applyMoment(context, itemId, { moment: step.next.at, now: step.next.at });
  return step;
}

/** Whether every trail and anchor of a campaign is what it was. */
export async function trailsHold(db: Database, campaignId: string): Promise<boolean> {
  const { faults, anchorFault } = await readSnapshot(db, async (tx) =>
    verifyTrails(await registerSource(tx, campaignId), () => undefined),
  );
  return faults.length === 0 && anchorFault === null;
}

/** Everything the register says of an item, to be compared. */
export async function everythingOf(db: Database, itemId: string): Promise<unknown> {
  return {
    item: await db.selectFrom('item').where('id', '=', itemId).selectAll().executeTakeFirst(),
    checkpoints: await db.selectFrom('checkpoint').where('item_id', '=', itemId).orderBy('n').selectAll().execute(),
    notices: await db.selectFrom('notice').where('item_id', '=', itemId).orderBy('id').selectAll().execute(),
    audit: await db.selectFrom('audit').where('item_id', '=', itemId).orderBy('seq').selectAll().execute(),
    submissions: await db.selectFrom('submission').where('item_id', '=', itemId).orderBy('id').selectAll().execute(),
    commands: await db.selectFrom('command').where('item_id', '=', itemId).orderBy('id').selectAll().execute(),
  };
}

/** Puts mails into the outbox as they are after `own`: `pending` since 2 March 09:00 where nothing else is said, to some person of the register. */
export async function putMails(
  db: Database,
  ...mails: ({ id: string } & Partial<InsertObject<Tables, 'mail'>>)[]
): Promise<void> {
  const person = await db.selectFrom('person').orderBy('name').selectAll().executeTakeFirstOrThrow();
  const since = timestamp(at('2017-03-02'));
  const usual = {
    ...{ person_id: person.id, name: person.name, mailbox: person.mailbox, subject: '督办', text: '', html: '' },
    ...{ escalation: false, state: 'pending' as const, attempts: 0, resent: false, outcome: '' },
    ...{ created_at: since, next_attempt_at: since, finished_at: null },
  };
  await db
    .insertInto('mail')
    .values(mails.map((own) => ({ ...usual, ...own })))
    .execute();
}

/** Begins the next mail, as a sender does. */
export async function beginOne(db: Database, now: Instant): Promise<MailToSend | null> {
  return (await takeTurn(db, { now, free: 1 }))[0] ?? null;
}

/** Says what became of a mail, and gives where it stands then. */
export async function finishOne(db: Database, id: string, done: { delivery: Delivery; now: Instant }): Promise<string> {
  const mail = () => db.selectFrom('mail').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
  await takeTurn(db, { now: done.now, finished: [{ mail: await mail(), delivery: done.delivery }] });
  return (await mail()).state;
}
