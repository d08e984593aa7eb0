import { placeOf, type Warnings } from '../../draft/plan-warnings.js';
import type { NamedDivision } from '../../../domain/plan.js';
import { assignmentIn, joined } from '../assignment/assignment.js';
import type { FoundItem } from '../found-item.js';

/** Who answers for a point, as its own text says; nobody when it says nothing. */
export interface PointAnswers {
  divisions: NamedDivision[];
  leaders: string[];
  /** Times under a label of their own (完成时限：…). */
  deadlines: string[];
  unread: string[];
  /** The texts without the clauses that say so; texts that were nothing else are gone. */
  rest: string[];
}

/** Reads the clauses that assign the work (责任单位：…, （市教育局牵头）) out of the texts of a point; names alone in brackets where the document is in the `habit`. */
export function answersOf(texts: readonly string[], habit = false): PointAnswers {
  const found = texts.map((text) => {
    const assignment = assignmentIn(text);
    return assignment?.sure || habit ? assignment : null;
  });
  const rest = texts.map((text, index) => {
    const one = found[index];
    return one && one.divisions.length + one.leaders.length > 0 ? one.rest : text;
  });
  return { ...joined(found.filter((one) => one !== null)), rest: rest.filter((text) => text !== '') };
}

/** Whether names alone in brackets (（基教科）) say who does the work: half of the points, two or more, end so. */
export function endInNames(points: readonly string[]): boolean {
  const ends = points.filter((text) => assignmentIn(text)?.sure === false);
  return ends.length > 1 && ends.length * 2 >= points.length;
}

/** Says what of the assignment could not be read, and takes the first of several leaders. */
export function giveAnswers(item: FoundItem, { divisions, leaders, unread }: PointAnswers, warnings: Warnings): void {
  const at = { ...item.place, item: item.code };
  if (divisions.length > 0) item.divisions = divisions;
  item.leader = leaders[0] ?? '';
  if (leaders.length > 1) {
    const message = `事项${item.code}有${leaders.length}名分管负责人（${leaders.join('、')}），暂取第一名，请核对`;
    warnings.add('leader-unclear', message, at);
  }
  if (unread.length > 0) {
    warnings.add('division-unread', `事项${item.code}的责任单位“${unread.join('、')}”不能识别，请补填`, at);
  }
}

/** Gives the items that name nobody to the issuing body, and says so once. */
export function assumeIssuer(
  items: readonly FoundItem[],
  { issuer, of }: { issuer: string; of: string },
  warnings: Warnings,
): void {
  const without = items.filter((item) => item.divisions.length === 0);
  const first = without[0];
  if (!first) return;
  const at = { ...placeOfItems(without), item: first.code };
  if (issuer === '') {
    warnings.add('division-missing', `${of}${without.length}个事项没有写明责任单位，请补填`, at);
    return;
  }
  for (const item of without) item.divisions = [{ name: issuer, role: 'lead' }];
  const message = `${of}${without.length}个事项没有写明责任单位，暂由制定方案的${issuer}负责，请核对`;
  warnings.add('division-assumed', message, at);
}

/** From the first item to the last; the start of the document when there are none. */
export function placeOfItems(items: readonly FoundItem[]): FoundItem['place'] {
  const first = items[0]?.place ?? placeOf([]);
  return { ...first, lastLine: items.at(-1)?.place.lastLine ?? first.lastLine };
}

/** A figure, name or clause of a section as warnings name it: `“工作安排”一节的`. */
export function sectionName(title: string): string {
  return title === '' ? '' : `“${title}”一节的`;
}
