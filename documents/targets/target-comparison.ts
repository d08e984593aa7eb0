import type { Target } from '../../domain/plan.js';
import type { Figure } from './target-figures.js';

const AT_LEAST_BEFORE =
  /(?:不(?:得|能)?(?:少于|低于|小于)|[至最][少低]|(?:不(?:少|低)于|[至最]少)[^,、]{1,16}|超过|突破|高于|多于|大于)(?:达到?)?$/u;
const AT_MOST_BEFORE =
  /(?:不(?:得|能)?(?:超过|高于|多于|大于|超)|(?:至|最)[多高]|控制在|(?:降低|下降|减少|压减|压缩|降)[到至]|低于|少于|小于)(?:全[市县区省])?$/u;
const UP = /^ ?(?:\(含\)|（含）)?(?:人|个|所|名)?(?:及|或)?以上/u;
const DOWN = /^ ?(?:\(含\)|（含）)?(?:及|或)?(?:以[下内]|之内)/u;

/** How the words around a figure bound it: 不少于3次, 80%以上, 控制在55人以内, 约30所. */
export function comparisonOf({ before, after, vague }: Figure): Target['comparison'] {
  // 不低于 holds 低于, so what says least is asked first only where nothing negates it.
  if (AT_MOST_BEFORE.test(before) && !/不(?:得|能)?(?:低于|少于|小于)$/u.test(before)) return 'at-most';
  if (AT_LEAST_BEFORE.test(before)) return 'at-least';
  if (UP.test(after)) return 'at-least';
  if (DOWN.test(after)) return 'at-most';
  if (vague || /(?:约|近|大约|接近) ?$/u.test(before) || /^ ?(?:左右|上下)/u.test(after)) return 'about';
  return 'equal';
}
