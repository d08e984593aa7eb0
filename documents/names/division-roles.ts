import type { DivisionRole } from '../../domain/plan.js';

const LEAD = '联合牵头|共同牵头|牵头|主办|主责|责任|承办|主管|组织实施|负责|实施|落实';
const SUPPORTING = '配合|协办|协助|协作|协同|会同|会办|参与|参加|支持';
const BODY = '(?:责任)?(?:单位|处室|部门|科室|股室|机构|处|科)?';

/** Begins what names people, to the next label. */
export const LEADER_LABEL =
  '(?:牵头|分管|责任|主管|主要|包[保抓]|联系|督办|挂[点钩]|负责|具体|第一|总){0,2}[市省局厅校县区]?(?:责任人|负责人|负责同志|责任领导|领导|联系人|责任同志)';

/** Begins a list of its own: 牵头单位：… 配合：…, 【责任处室】… */
const LABEL = new RegExp(
  `(?:第一)?(${LEAD}|${SUPPORTING})${BODY}(?:[（(][^（()）]{0,8}[）)])? ?[:：]|【(${LEAD}|${SUPPORTING})${BODY}】|(${LEADER_LABEL}) ?[:：]`,
  'gu',
);
const IN_BRACKETS = new RegExp(`[（(](${LEAD}|${SUPPORTING})${BODY}[）)]`, 'u');
const AFTER = new RegExp(
  `(等?(?:共同|联合|分别|具体|按照?(?:各自)?(?:职责|职能)?(?:分工)?)?)(?:(?:为|作为)(${LEAD}|${SUPPORTING})(?:单位|处室|部门|科室)|(${LEAD}|${SUPPORTING})(?:负责|实施|落实|办理|推进|工作)?)$`,
  'u',
);
const BEFORE = /^(?:由|请)?(牵头|会同|配合)?(?=\p{Script=Han}{2})/u;

/** A stretch of a list, with the role that the text gives it; `null` where it gives none. */
export interface RolePart {
  text: string;
  role: DivisionRole | null;
  /** Its role is that of 牵头 and the like, beside which 责任单位 only support. */
  leads?: boolean;
  /** Stands after 责任人： and the like. */
  people?: boolean;
}

const MARK = new RegExp(`([（(](?:${LEAD}|${SUPPORTING})${BODY}[）)]) ?(?=[\\p{Script=Han}（(])`, 'gu');
const ALONE = new RegExp(`\\s{1,4}(?=(?:${LEAD}|${SUPPORTING})(?:负责)?(?:[、，,；;\\s]|$))`, 'gu');

const MARK_FIRST = new RegExp(`^\\s*${MARK.source}`, 'u');

/** Marks of roles set where the list can be cut: （牵头）A（配合）B as labels, A（牵头）B（配合） and `A 牵头` with their names. */
function withMarks(text: string): string {
  const marked = text.replace(ALONE, '');
  return MARK_FIRST.test(marked)
    ? marked.replace(MARK, (_, mark: string) => `\n${mark.slice(1, -1)}：`)
    : marked.replace(MARK, '$1、');
}

/** Cuts at labels: what stands before the first has no role. */
export function cutAtLabels(raw: string): RolePart[] {
  const text = withMarks(raw);
  const parts: RolePart[] = [];
  let part: RolePart = { text: '', role: null };
  let from = 0;
  for (const match of text.matchAll(LABEL)) {
    parts.push({ ...part, text: text.slice(from, match.index) });
    const word = match[1] ?? match[2] ?? '';
    part = match[3]
      ? { text: '', role: null, people: true }
      : { text: '', role: roleOf(word), leads: /牵头|主办|主责/u.test(word) };
    from = match.index + match[0].length;
  }
  parts.push({ ...part, text: text.slice(from) });
  const led = parts.some((one) => one.leads && one.text.trim() !== '');
  return parts
    .filter((one) => one.text.trim() !== '')
    .map((one) => (led && one.role === 'lead' && !one.leads ? { ...one, role: 'supporting' } : one));
}

/** What a single part of a list says of roles, and the name that is left of it. */
export interface NameRole {
  name: string;
  role: DivisionRole | null;
  /** Which names of the run it is about: itself (（牵头）), those before it (A、B牵头), those after it (会同A、B). */
  scope: 'own' | 'before' | 'after';
  /** `A、B联合牵头`, over commas too. */
  jointly: boolean;
}

export function nameRole(part: string): NameRole {
  const bracket = IN_BRACKETS.exec(part);
  if (bracket) {
    const name = part.replace(IN_BRACKETS, '').trim();
    return { name, role: roleOf(bracket[1] ?? ''), scope: 'own', jointly: false };
  }
  const before = BEFORE.exec(part);
  const rest = before ? part.slice(before[0].length) : part;
  const after = rest.length <= 60 ? AFTER.exec(rest) : null;
  if (after && after.index >= 2) {
    const word = after[2] ?? after[3] ?? '';
    const jointly = /共同|联合/u.test(after[0]);
    return { name: rest.slice(0, after.index), role: roleOf(word), scope: 'before', jointly };
  }
  if (before?.[1]) return { name: rest, role: roleOf(before[1]), scope: 'after', jointly: false };
  return { name: part, role: null, scope: 'own', jointly: false };
}

function roleOf(word: string): DivisionRole {
  return new RegExp(`^(?:${SUPPORTING})`, 'u').test(word) ? 'supporting' : 'lead';
}
