import { readFileSync } from 'node:fs';
import { readRoster } from '../../../documents/names/roster.js';
import { resolveNames } from '../../../documents/names/roster-names.js';
import { rehearsalContext, rehearsePlan } from '../../../client/rehearse.js';
import type { RehearsalContext } from '../../../documents/rehearsal/words.js';
import type { PlanDraft } from '../../../domain/plan.js';
import type { Behaviour } from '../../../domain/rehearsal/deed.js';
import type { Rehearsal } from '../../../domain/rehearsal/rehearsed.js';
import { t } from '../../domain/rehearsal/plans.js';
import { readTextPlan } from '../read-text.js';

const roster = readRoster(readFileSync('samples/roster.csv'), 'roster.csv');

/** A sample plan, rehearsed from its first day. */
export function rehearsed(
  name: string,
  behaviour: Behaviour = { default: 'silent', deeds: [] },
  change: (draft: PlanDraft) => PlanDraft = (draft) => draft,
): { rehearsal: Rehearsal; context: RehearsalContext; draft: PlanDraft } {
  // A plan that names no year is read for one.
  const year = name === 'wenzhou-work-plan' ? { year: 2018 } : {};
  const options = { fileName: `${name}.txt`, calendar: t.calendar, ...year };
  const read = readTextPlan(readFileSync(`samples/${name}.txt`), options);
  const draft = change(resolveNames(read, roster));
  return {
    draft,
    rehearsal: rehearsePlan({ draft, roster, behaviour }, t),
    context: rehearsalContext(draft, behaviour, t),
  };
}

export const WUHAN = 'wuhan-2017-responsibility-items';

export const SAMPLES = [
  'anqiu-2018-balanced-education-scheme',
  'tianmen-2018-work-points',
  'wenzhou-work-plan',
  'wuhan-2017-2018-basic-education-points',
  WUHAN,
];
