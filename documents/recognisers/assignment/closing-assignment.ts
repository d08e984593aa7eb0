import type { Block } from '../../blocks/block.js';
import { allSections, type Section } from '../heading-tree.js';
import { assignmentsIn, hasText, pointsOf, type ReadAssignment } from '../outline/outline-roles.js';

/**
 * Moves a line 责任单位：… from under the last point of a section to the section, where it speaks for all of them: the
 * points are short lines, or every section beside this one closes so. Gives the sections of the second kind, which a person
 * should look at: the line may be the last point's own.
 */
export function liftClosing(root: Section, read: ReadAssignment): Set<Section> {
  const doubtful = new Set<Section>();
  for (const parent of allSections(root).toReversed()) {
    const several = parent.sections.filter((section) => pointsOf(section, read).length > 1);
    const closing = several.filter((section) => closesSo(section, read));
    const habit = closing.length > 1 && closing.length === several.length;
    for (const section of closing) {
      const points = pointsOf(section, read);
      const short = !points.some((point) => hasText(point, read));
      if (!short && !habit) continue;
      if (!short) doubtful.add(section);
      const last = points.at(-1) as Section;
      section.body.push(...last.body.filter((block) => isAssignment(block, read)));
      last.body = last.body.filter((block) => !isAssignment(block, read));
    }
  }
  return doubtful;
}

/** Nothing but lines after the last point says who or by when. */
function closesSo(section: Section, read: ReadAssignment): boolean {
  const points = pointsOf(section, read);
  const last = points.at(-1);
  if (!last?.body.some((block) => isAssignment(block, read))) return false;
  if (last.head && read(last.head.number.rest) !== null) return false;
  return points.every((point) => point === last || assignmentsIn(point, read).length === 0);
}

function isAssignment(block: Block, read: ReadAssignment): boolean {
  return block.kind === 'paragraph' && read(block.text)?.rest === '';
}
