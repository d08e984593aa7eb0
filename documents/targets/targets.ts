import type { Target } from '../../domain/plan.js';
import { clausesOf, type Clause } from './target-clauses.js';
import { comparisonOf } from './target-comparison.js';
import { EXISTING, isNoTarget, TELLS } from './target-doubts.js';
import { figuresIn, type Figure } from './target-figures.js';
import { maskedFigure } from './target-mask.js';
import { carriesOn, isListed, isPromised } from './target-promise.js';

export { maskedFigure } from './target-mask.js';

/** A clause that carries on a list is shown with what begins it, up to so many characters. */
const SHOWN = 60;

/**
 * The figures that a title or a line of contents sets: a number with a unit, each with the clause it stands in. Years,
 * dates, durations, ordinals, ranges, document numbers and figures of what is there already are not targets. 1.8万个 is
 * 18000 个.
 */
export function findTargets(text: string): Target[] {
  return targetsIn(text, ({ chinese, after }) => !chinese && !EXISTING.test(after));
}

/**
 * The figures that prose promises. Measures and the bodies of paragraphs mention figures of all kinds; only those count
 * that a verb makes the object of the work (新建10所) or that are set as a mark to reach (达到50%).
 */
export function findQuotas(text: string): Target[] {
  return targetsIn(text, () => false);
}

function targetsIn(text: string, accept: (figure: Figure) => boolean): Target[] {
  const targets: Target[] = [];
  // The clause that promised something, while bare figures (“，二级15所”) go on with it.
  let begun = null as Clause | null;
  let told = false;
  for (const clause of clausesOf(text)) {
    if (clause.sentence !== begun?.sentence && !clause.text.startsWith('其中')) begun = null;
    if (clause.start === 0) told = false;
    let promised = begun !== null && maskedFigure(clause.text) !== null;
    let carriedOn = promised;
    for (const figure of figuresIn(clause.text)) {
      const own: boolean = isPromised(figure) || (promised && isListed(figure));
      const goesOn = !own && begun !== null && carriesOn(figure);
      if (!(own || goesOn || (!told && accept(figure))) || isNoTarget(figure)) continue;
      promised ||= own || goesOn;
      carriedOn ||= goesOn;
      targets.push(targetOf(clause, figure, goesOn ? begun : null));
    }
    told ||= TELLS.test(clause.text);
    if (promised && (!carriedOn || clause.sentence !== begun?.sentence)) begun = clause;
    else if (!promised) begun = beginsMasked(clause) ? clause : null;
  }
  return targets;
}

/** `创建一级*所，二级15所`: the figure of the first is struck out, but its verb holds for the second. */
function beginsMasked({ text }: Clause): boolean {
  return /建|创|培|选|投/u.test(text) && maskedFigure(text) !== null;
}

function targetOf(clause: Clause, figure: Figure, begun: Clause | null): Target {
  const { quantity, unit } = figure;
  const whole =
    begun?.sentence === clause.sentence ? clause.sentence.slice(begun.start, clause.end).trim() : clause.text;
  return { text: whole.length <= SHOWN ? whole : clause.text, quantity, unit, comparison: comparisonOf(figure) };
}
