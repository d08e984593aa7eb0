import type { DivisionRole, NamedDivision } from '../../../domain/plan.js';
import { listDivisions } from '../../names/division-list.js';
import { trimmed } from './assignment-fields.js';

const ROLE =
  /(?:等(?:有关|相关)?(?:部门|单位|处室|科室)?)?(?:按照?(?:各自)?职[责能]?(?:分工)?|共同|联合|分别|具体)?(?<role>牵头|负责|主办|承办|主责|落实|配合|协助|协同|协办|参与|参加)(?:负责|组织|实施|落实|配合)?(?=[，,；;。、\s]|$)/gu;

/**
 * The bodies that a clause shares the work out among: `市教育局牵头，市财政局、市人社局配合`, `教育部、财政部等按职责分工负责`.
 * `null` unless a role is said and every name is read.
 */
export function rolesIn(text: string): NamedDivision[] | null {
  if (text.length > 200) return null;
  const found: NamedDivision[] = [];
  let at = 0;
  let led = false;
  for (const match of text.matchAll(ROLE)) {
    const role: DivisionRole = /配合|协|参/u.test(match.groups?.role ?? '') ? 'supporting' : 'lead';
    // 市教育局牵头，市财政局等负责: who does the work under another's lead supports it.
    const given = led && match.groups?.role === '负责' ? 'supporting' : role;
    if (!add(text.slice(at, match.index), given)) return null;
    led ||= match.groups?.role === '牵头';
    at = match.index + match[0].length;
  }
  if (at === 0 || found.length === 0) return null;
  const tail = trimmed(text.slice(at));
  return tail === '' || add(tail, led ? 'supporting' : 'lead') ? found : null;

  function add(names: string, role: DivisionRole): boolean {
    const list = trimmed(names).replace(/^由/u, '');
    const { divisions, unread } = listDivisions(list, role);
    if (unread.length > 0 || divisions.length === 0) return false;
    found.push(...divisions.filter((one) => !found.some((known) => known.name === one.name)));
    return true;
  }
}
