import { missingPosts, type Roster, type RosterEntry } from '../documents/names/roster.js';
import { dayOf, instantOf } from '../domain/calendar/zoned.js';
import { DubanError } from '../domain/errors.js';
import { postKindNames } from './find.js';
import type { Instant } from '../domain/instant.js';
import type { PlanDraft } from '../domain/plan.js';
import type { Timekeeping } from '../domain/schedule.js';

interface ToLaunch {
  draft: PlanDraft;
  roster: Roster;
  /** Name of the post that launches. */
  as: string;
  now: Instant;
}

export interface CheckedLaunch {
  launchedBy: RosterEntry;
  checkpoints: number;
  /** Due before the assignments go out: on record, but not tracked. */
  past: number;
  /** Codes of items whose checkpoints the office has to set first. */
  withoutCheckpoints: string[];
}

/**
 * Whether a draft can be launched with this roster.
 * Throws `empty-plan`, `no-lead`, `mailbox-missing`, `unknown-post`, `office-only`, `no-checkpoints` or `all-past`, each naming everything that is wrong.
 */
export function checkLaunch({ draft, roster, as, now }: ToLaunch, release: Instant, t: Timekeeping): CheckedLaunch {
  if (draft.items.length === 0) throw new DubanError('empty-plan', '方案中没有读到督办事项，不能启动。');
  refuseOrphans(draft);
  refuseMissingPosts(draft, roster);
  const launchedBy = launcher(roster, as);
  const { zone, dueTime } = t.policy;
  const dues = draft.items.flatMap((item) => item.checkpoints.map(({ due }) => instantOf(due, dueTime, zone)));
  if (dues.length === 0) {
    throw new DubanError('no-checkpoints', '方案中没有一个检查节点，启动后无可督办；请在方案中补明完成时限。');
  }
  const past = dues.filter((due) => due <= release).length;
  if (past === dues.length) {
    const year = Number(dayOf(now, zone).slice(0, 4));
    const message = `方案按${draft.year}年排定，全部${past}个检查节点均已过期，启动后无可督办；请用 --year 移到新的年度，如 --year ${year + 1}。`;
    throw new DubanError('all-past', message, { year: draft.year });
  }
  const withoutCheckpoints = draft.items.filter((item) => item.checkpoints.length === 0).map((item) => item.code);
  return { launchedBy, checkpoints: dues.length, past, withoutCheckpoints };
}

function refuseOrphans(draft: PlanDraft): void {
  const orphans = draft.items.filter((item) => !item.divisions.some((division) => division.role === 'lead'));
  if (orphans.length === 0) return;
  const codes = orphans.map((item) => item.code);
  throw new DubanError('no-lead', `以下事项没有牵头处室，不能启动：${codes.join('、')}。请在方案中补明责任处室。`, {
    codes,
  });
}

function refuseMissingPosts(draft: PlanDraft, roster: Roster): void {
  const missing = missingPosts(draft, roster);
  if (missing.length === 0) return;
  const lines = missing.map(({ kind, name, itemCodes }) => {
    const all = itemCodes.length === draft.items.length;
    return `  ${postKindNames[kind]}  ${name}（${all ? '全部事项' : `事项 ${itemCodes.join('、')}`}）`;
  });
  const message = `名册缺少以下${missing.length}个岗位，未启动任何事项：\n${lines.join('\n')}\n请在名册中为每个岗位补一行（岗位类别,岗位名称,姓名,邮箱）后重新启动。`;
  throw new DubanError('mailbox-missing', message, { missing });
}

/** It is the office that launches. */
function launcher(roster: Roster, as: string): RosterEntry {
  const offices = roster.entries.filter((entry) => entry.kind === 'office');
  const found = offices.find((entry) => entry.post === as);
  if (found !== undefined) return found;
  const please = `--as 请填 ${offices[0]?.post ?? '督查室'}。`;
  throw roster.entries.some((entry) => entry.post === as)
    ? new DubanError('office-only', `督办专项由督查室启动，岗位“${as}”不能启动；${please}`, { as })
    : new DubanError('unknown-post', `名册中没有岗位“${as}”；${please}`, { as });
}
