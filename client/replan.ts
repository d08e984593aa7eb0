import { randomUUID } from 'node:crypto';
import { dayOf, isoWithOffset } from '../domain/calendar/zoned.js';
import type { HolidayNotice, WorkingCalendar } from '../domain/calendar/working-calendar.js';
import type { CommandBody } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { amended, type Policy, type PolicyChanges } from '../domain/policy.js';
import type { Timekeeping } from '../domain/schedule.js';
import { recordBulk } from '../register/bulk.js';
import { recordHolidayNotice } from '../register/holiday-notices.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { calendarWith, campaignRules, openStates, recordRules } from '../register/replan.js';
import { signalCampaign } from './arm-item.js';
import type { Duban } from './duban.js';
import { choosePosts } from './find.js';
import { movesOf, type ItemMoves } from './replan-item.js';
import { spanNamed } from './span-named.js';

export interface Replanning {
  campaign: CampaignRow;
  now: Instant;
  /** What changes of the policy. */
  policy: PolicyChanges;
  holidays: Readonly<Record<number, HolidayNotice>>;
}

/** What new rules and holiday notices would move, item by item. */
export interface Replan {
  policy: Policy;
  calendar: WorkingCalendar;
  /** Of the policy: what is otherwise from now on. */
  changed: { field: keyof Policy; before: unknown; after: unknown }[];
  items: ItemMoves[];
  /** Of all that run, moved or not: each goes by the new rules. */
  running: number;
}

const PAGE = 500;

/** Works out what would move. Changes nothing. */
export async function planReplan(
  duban: Duban,
  { campaign, now, policy: given, holidays }: Replanning,
): Promise<Replan> {
  const rules = await campaignRules(duban.db, campaign.id);
  const calendar = await calendarWith(duban.db, duban.calendar, { rules, notices: holidays });
  const policy = amendPolicy(rules.policy, given, now);
  const changed = changesOf(rules.policy, policy);
  if (policy.zone !== rules.policy.zone) {
    throw new DubanError('zone-fixed', '运行中的专项不能改换时区；请从规则文件中去掉 zone。');
  }
  const t: Timekeeping = { policy, calendar };
  const context = {
    now,
    t,
    reading: { span: spanNamed(campaign.span), calendar, launchDay: dayOf(campaign.launchedAt, policy.zone) },
  };
  const items: ItemMoves[] = [];
  let running = 0;
  for (let after: number | null = 0; after !== null;) {
    const page = await openStates(duban.db, campaign.id, { after, limit: PAGE, rules, calendar });
    running += page.items.length;
    items.push(...page.items.map((item) => movesOf(item, context)));
    after = page.last;
  }
  return { policy, calendar, changed, items, running };
}

/** Carries it out: the campaign goes by the new rules, and each of its items is told. Gives the bulk's id. Throws `nothing-to-replan`. */
export async function applyReplan(
  duban: Duban,
  replanning: Replanning & { as: string; source: string },
): Promise<{ replan: Replan; bulkId: string }> {
  const { campaign, now, as, holidays, source } = replanning;
  const [actor = ''] = await choosePosts(duban, as, 'office');
  const replan = await planReplan(duban, replanning);
  if (replan.running === 0) throw new DubanError('nothing-to-replan', '该专项没有在办的事项，无须重新排期。');
  const commands = replan.items.map(({ id, dates }) => ({
    itemId: id,
    body: {
      kind: 'replan',
      dates: dates.map(({ n, day, before }) => ({
        ...{ checkpoint: n, due: day, before: dayOf(before, replan.policy.zone) },
      })),
    } satisfies CommandBody,
  }));
  const bulkId = randomUUID();
  await duban.db.transaction().execute(async (tx) => {
    for (const [year, notice] of Object.entries(holidays)) {
      await recordHolidayNotice(tx, { year: Number(year), ...notice, source, at: now });
    }
    const rules = await campaignRules(tx, campaign.id);
    // Once more, for its version: it names what was entered just now.
    const calendar = await calendarWith(tx, duban.calendar, { rules, notices: holidays });
    const days = replan.items.flatMap(({ id: itemId, settled }) => settled.map((day) => ({ itemId, ...day })));
    await recordRules(tx, campaign.id, { policy: replan.policy, calendar, days });
    await recordBulk(tx, { id: bulkId, campaignId: campaign.id, commands, actor, at: now });
  });
  await signalCampaign(duban, campaign.id).catch(() => undefined);
  return { replan, bulkId };
}

function changesOf(before: Policy, after: Policy): Replan['changed'] {
  const fields = Object.keys(after) as (keyof Policy)[];
  return fields
    .filter((field) => field !== 'version' && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** A policy with some of it changed. Its version says of what it was made and when, `default-2+20270305T0900`, unless it is given. */
export function amendPolicy(policy: Policy, given: PolicyChanges, now: Instant): Policy {
  const next = amended(policy, given);
  if (changesOf(policy, next).length === 0) return policy;
  const stamp = isoWithOffset(now, policy.zone).slice(0, 16).replace(/[-:]/g, '');
  return { ...next, version: given.version ?? `${policy.version.split('+')[0] ?? policy.version}+${stamp}` };
}
