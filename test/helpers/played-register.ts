import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { createDispatchActivities } from '../../activities/dispatch-activities.js';
import { dayOf, instantOf } from '../../domain/calendar/zoned.js';
import type { CommandBody } from '../../domain/command.js';
import { HOUR, type Instant } from '../../domain/instant.js';
import type { Policy } from '../../domain/policy.js';
import { resolveDeeds } from '../../domain/rehearsal/resolve-deeds.js';
import { composeMail } from '../../mail/compose.js';
import { buildMessage } from '../../mail/message.js';
import { applyAssignments, applyCommand, applyMoment } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import type { Database } from '../../register/database.js';
import type { EvidenceStore } from '../../register/evidence-store.js';
import { recordCampaign } from '../../register/record-campaign.js';
import { randomCampaign } from './random-campaign.js';

const ZONE = 'Asia/Shanghai';
const STEP = 10 * 24 * HOUR;
export const SENDER = { name: '督查室', mailbox: 'duban@example.org' };

export type PlayedRegister = Awaited<ReturnType<typeof playRegister>>;

export interface PlayOptions {
  seed: number;
  year: number;
  store: EvidenceStore;
  policy?: Partial<Policy>;
}

/**
 * A random campaign that lived its year in the register, without an engine around it: its moments fire when they are due, its deeds are
 * done with a file to each report, every ten days what was staged is mailed and the trails are anchored.
 */
export async function playRegister(db: Database, { seed, year, store, policy = {} }: PlayOptions) {
  const { draft, roster, deeds, launchAt, ...random } = randomCampaign(seed, year);
  const t = { ...random.t, policy: { ...random.t.policy, ...policy } };
  const [day = '', time = ''] = launchAt.split('T');
  const at = instantOf(day, time, ZONE);
  const plan = await store.put(Readable.from([`第${seed}号方案\n`]));
  const { id: campaignId } = await recordCampaign(db, {
    ...{ draft, roster: roster.entries, ...t, launchedAt: at, assignmentRelease: at },
    document: { sha256: plan.sha256, name: `../第${seed}号 方案?.txt` },
    launchedBy: { kind: 'office', post: `督查室${seed}` },
  });
  const posts = await db.selectFrom('post').selectAll().execute();
  const idOf = (kind: string, name: string) => posts.find((post) => post.kind === kind && post.name === name)?.id;
  const done = resolveDeeds(
    { draft, roster: roster.entries },
    {
      behaviour: { default: 'silent', deeds },
      launch: { at, release: at },
      postOf: (kind, name) => idOf(kind, name) ?? `${kind}/${name}`,
    },
    t,
  ).filter((deed) => deed.at >= at);
  const context = { db, calendar: t.calendar };
  const items = await db.selectFrom('item').where('campaign_id', '=', campaignId).select(['id', 'code']).execute();
  const steps = await applyAssignments(
    context,
    items.map(({ id }) => id),
    at,
  );
  const sent = new Map<string, Buffer>();
  const dispatch = createDispatchActivities({
    ...{ db, ...t, heartbeat: () => undefined, stopped: () => false },
    compose: (recipient, notices, about) =>
      composeMail({ ...about, recipient, notices, consoleUrl: null, office: '督查室' }),
    prepare: (mail) => async () => {
      sent.set(mail.id, (await buildMessage(mail, SENDER)).bytes);
      return { kind: 'accepted', response: '250 ok' };
    },
    sendCommand: () => Promise.resolve(),
    warn: (message) => {
      throw new Error(message);
    },
  });
  const end = instantOf(`${year + 1}-02-28`, '18:00', ZONE);
  for (let now = at; now < end;) {
    now = Math.min(end, now + STEP);
    for (const { id, code } of items) await live(id, code, now);
    await dispatch.releaseBatch({ now: instantOf(dayOf(now, ZONE), '10:00', ZONE) });
    await dispatch.planRelease({ now });
  }
  return { campaignId, end, sent };

  async function live(id: string, code: string, until: Instant): Promise<void> {
    for (;;) {
      const deed = done.find((one) => one.itemCode === code && one.at <= until);
      await pass(id, Math.min(until, (deed?.at ?? Infinity) - 1));
      if (deed === undefined) return;
      done.splice(done.indexOf(deed), 1);
      const commandId = randomUUID();
      const actor = idOf(deed.as?.kind ?? '', deed.as?.name ?? '') ?? 'engine';
      const body = await withFile(deed.body, `${code} ${commandId}`);
      await commitCommand(db, { id: commandId, itemId: id, actor, at: deed.at, body });
      steps.set(id, await applyCommand(context, id, { commandId, now: deed.at }));
    }
  }

  async function pass(id: string, until: Instant): Promise<void> {
    for (let step = steps.get(id); step?.next != null && step.next.at <= until;) {
      step = await applyMoment(context, id, { moment: step.next.at, now: step.next.at });
      steps.set(id, step);
    }
  }

  /** Every other report has a file of its own; the others share one. */
  async function withFile(body: CommandBody, text: string): Promise<CommandBody> {
    if (body.kind !== 'submit') return body;
    const shared = text.charCodeAt(text.length - 1) % 2 === 0;
    const kept = await store.put(Readable.from([shared ? '同一份材料' : `材料 ${text} `.repeat(100)]));
    return { ...body, files: [{ ...kept, name: shared ? 'CON.txt' : `总结 ${code(text)}/..\\a:b.docx` }] };
  }
}

const code = (text: string): string => text.slice(0, 8);
