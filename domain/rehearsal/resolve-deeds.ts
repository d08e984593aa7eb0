import { instantOf } from '../calendar/zoned.js';
import type { CommandBody } from '../command.js';
import { DubanError } from '../errors.js';
import type { Instant } from '../instant.js';
import type { DraftItem } from '../plan.js';
import type { Timekeeping } from '../schedule.js';
import type { Behaviour, Deed, NamedDeed } from './deed.js';
import { everybodyIn, Names } from './names.js';
import type { PostLookup, RehearsedPlan } from './posts.js';
import { punctualDeeds, type Launch } from './punctual.js';
import { resolveBody } from './resolve-body.js';

/** Of so many wrong names a person is told at once. */
const AT_ONCE = 20;

/**
 * All that a behaviour has people do, in order of time: what is written down, with its names resolved, and what the default
 * means for the other items. `postOf` gives the ids of posts, the register's where the deeds are for the real engine.
 *
 * @throws DubanError `deeds-invalid`, naming every item, post and checkpoint that there is not
 */
export function resolveDeeds(
  plan: RehearsedPlan,
  { behaviour, launch, postOf }: { behaviour: Behaviour; launch: Launch; postOf: PostLookup },
  t: Timekeeping,
): Deed[] {
  const items = new Map(plan.draft.items.map((item) => [item.code, item]));
  const everybody = behaviour.deeds.length === 0 ? [] : everybodyIn(plan);
  const problems: string[] = [];
  const names = new Map<string, Names>();
  const deeds = inOrder(behaviour.deeds, t).flatMap(({ named, at, where }): Deed[] => {
    const item = items.get(named.item);
    if (item === undefined) {
      problems.push(`${where}：没有事项“${named.item}”，${codes(plan.draft.items)}`);
      return [];
    }
    const known = names.get(item.code) ?? new Names(item, plan, { postOf, everybody });
    names.set(item.code, known);
    const before = known.problems.length;
    const body: CommandBody = resolveBody(named.do, known, t.policy);
    const as = known.actor(named.as, named.do.kind);
    problems.push(...known.problems.slice(before).map((problem) => `${where}：${problem}`));
    return [{ at, itemCode: item.code, as, body }];
  });
  if (problems.length > 0) throw invalid(problems);
  if (behaviour.default === 'punctual') {
    const others = plan.draft.items.filter(({ code }) => !names.has(code));
    deeds.push(...others.flatMap((item) => punctualDeeds(item, { plan, launch, postOf }, t)));
  }
  return deeds.sort((a, b) => a.at - b.at);
}

/** By time, so that a checkpoint is added before it is reported on; each still called by its place in the file. */
function inOrder(deeds: readonly NamedDeed[], t: Timekeeping): { named: NamedDeed; at: Instant; where: string }[] {
  return deeds
    .map((named, index) => ({ named, at: instantAt(named.at, t.policy.zone), where: `deeds 第${index + 1}条` }))
    .sort((a, b) => a.at - b.at);
}

function instantAt(text: string, zone: string): Instant {
  const [day = '', time = ''] = text.split('T');
  return instantOf(day, time, zone);
}

function codes(items: readonly DraftItem[]): string {
  const shown = items.slice(0, AT_ONCE).map(({ code }) => code);
  return `方案中的事项为 ${shown.join('、')}${items.length > AT_ONCE ? ` 等${items.length}项` : ''}`;
}

function invalid(problems: string[]): DubanError {
  const rest = problems.length - AT_ONCE;
  const lines = [...problems.slice(0, AT_ONCE), ...(rest > 0 ? [`另有${rest}处`] : [])];
  const message = `办理情况文件有${problems.length}处与方案、名册对不上，请改正：\n${lines.join('\n')}`;
  return new DubanError('deeds-invalid', message, { problems });
}
