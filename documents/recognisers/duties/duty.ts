import type { NamedDivision } from '../../../domain/plan.js';
import { numberingOf } from '../../blocks/numbering.js';
import { listDivisions } from '../../names/division-list.js';
import type { Point } from '../points/points.js';
import { withoutEnd } from '../points/short-title.js';

/** What one body, or several jointly, have to do: `市编办、人社局：会同市教育局，继续做好…`. */
export interface Duty {
  point: Point;
  /** Leads as the head names them, supporting bodies as the first clause does; empty when it names none. */
  divisions: NamedDivision[];
  /** What they do, the names taken off. */
  text: string;
  /** The names are set off by a sign (市教育局：…), and are such as only bodies have. */
  sure: boolean;
  /** Bodies that 要 do something: as a sentence by itself it may concern all of them (各部门要各司其职). */
  remark: boolean;
  /** Those under whose heading it stands. */
  under?: Point;
}

const LONGEST_HEAD = 100;
/** How the names of bodies end. A head that ends otherwise names none, however it is set. */
const BODY =
  /(?:局|厅|委|办|部|处|科|室|院|组|司|股|所|队|站|馆|会|团|社|中心|公司|集团|银行|学校|大学|中学|小学|园|政府|街道|街|镇|乡|区|县|村|单位|部门|学区|教办|学院|法院|公安|机关|电视台|报社|专班)(?:[（(][^（()）]{1,20}[）)])?$/u;
/** The same where nothing else says that the text is shared out among bodies: no 校园, 强区, 推进会. */
const SURE_BODY =
  /(?:局|厅|委|办|部|处|科|室|政府|街道|街办|管委会|中心|公司|法院|检察院|工会|妇联|团委|各学校|各单位|部门|机关)(?:[（(][^（()）]{1,20}[）)])?$/u;
/** What begins so is work to do, whatever it ends in. */
const ACTION =
  /^(?:加[强快大]|推[进动]|做好|抓[好实]|建[设立成]|打造|创[建新办]|开展|完善|落实|强化|深化|提[升高]|组建|组织(?!部)|实施|健全|优化|规范|召开|成立|设立|举办|整[治改合]|发挥|坚持|确保|统筹|改[善进造]|扩大|培[育养训]|[新改扩迁]建)/u;
/** 牵头单位：市教育局 is a label; an opening bracket begins a remark. */
const LABEL = /^(?:责任|牵头|配合|承办|主办|协办|参与|负责|实施|完成|填报|报送)(?:单位|处室|部门|科室|领导)|^[（(【]/u;
const CHARGE = /^(?:要|应当?|必?须)?(?:具体|主要|共同|联合|分别|牵头|统筹|全面)?(?:负责|牵头|承担)(?:[，,：:]|(?=\S))/u;
const MUST = /^(?:要|应当?|必?须)(?=\p{Script=Han}{2})/u;
/** What sets the names off: a sign (市教育局：…), their charge (市教育局负责…) or 要. */
type HeadBy = 'sign' | 'charge' | 'must' | null;

/** A line without a number that begins a duty: 市教育局：…, ——市公安局：…. */
export function beginsDuty(text: string): boolean {
  const { names, by } = headOf(text);
  return names !== '' && (by === 'sign' || (by === 'charge' && areSurelyBodies(names)));
}

export function dutyOf(point: Point): Duty {
  const { names, rest, by } = headOf(point.text);
  const leads = names === '' ? null : namesBodies(names);
  if (leads)
    return {
      point,
      divisions: withSupporting(leads, rest || (point.body[0]?.text ?? '')),
      text: rest,
      sure: by === 'sign' && areSurelyBodies(names),
      remark: by === 'must',
    };
  // （一）市教育局 by itself, its duties beneath.
  const below = point.body.length + point.points.length > 0;
  const alone = below ? namesBodies(withoutEnd(point.text)) : null;
  return alone
    ? { point, divisions: withSupporting(alone, point.body[0]?.text ?? ''), text: '', sure: false, remark: false }
    : { point, divisions: [], text: point.text, sure: false, remark: false };
}

/** The duties that one paragraph lists: 市教育局负责…；市财政局负责…. A paragraph that lists none is one duty. */
export function dutiesIn(point: Point): Duty[] {
  const clauses = point.text.split(/(?<=[；;。])/u).filter((clause) => clause.trim() !== '');
  const starts = clauses.map((clause) => {
    const { names, rest } = headOf(clause.trim());
    return names !== '' && rest !== '' && namesBodies(names) !== null;
  });
  const several = starts.filter(Boolean).length > 1 && starts[0] === true;
  if (!several) {
    const duty = dutyOf(point);
    return duty.divisions.length > 0 ? [duty] : [];
  }
  const texts: string[] = [];
  clauses.forEach((clause, at) => {
    if (starts[at]) texts.push(clause);
    else texts.push(`${texts.pop() ?? ''}${clause}`);
  });
  return texts.map((text, at) => {
    const last = at === texts.length - 1;
    return dutyOf({ ...point, text: text.trim(), body: last ? point.body : [], points: last ? point.points : [] });
  });
}

/** The names at the head of a text, up to ： or 。 or to the verb; empty when there is no such head. */
function headOf(text: string): { names: string; rest: string; by: HeadBy } {
  const said = text.replace(/^[—–\-●◆■★▲•·*\s]+/u, '');
  const beginning = said.slice(0, LONGEST_HEAD);
  const sign = /[：:。]/u.exec(beginning)?.index ?? -1;
  if (sign > 0 && namesBodies(said.slice(0, sign))) {
    return { names: said.slice(0, sign), rest: said.slice(sign + 1).trim(), by: 'sign' };
  }
  for (const found of beginning.matchAll(/必须|要|应|须|具体|主要|共同|联合|分别|牵头|统筹|全面|负责|承担/gu)) {
    const names = said.slice(0, found.index);
    if (/[，。；：,;:]/u.test(names)) break;
    const after = said.slice(found.index);
    const by = CHARGE.test(after) ? 'charge' : MUST.test(after) ? 'must' : null;
    if (by && namesBodies(names)) return { names, rest: after.trim(), by };
  }
  return { names: '', rest: said, by: null };
}

/** The bodies a head names, all of them understood; `null` when it names anything else. */
function namesBodies(names: string): NamedDivision[] | null {
  const written = withoutEnd(names.replace(/等(?:有关|相关)?(?:部门|单位)?$/u, '').trim());
  if (written.length < 2 || written.length > LONGEST_HEAD) return null;
  if (LABEL.test(written) || numberingOf(written) !== null) return null;
  if (!bodiesOf(written).every((name) => BODY.test(name) && !ACTION.test(name))) return null;
  const { divisions, unread } = listDivisions(written);
  if (divisions.length > 0 && unread.length === 0) return divisions;
  return bodiesOf(written).map((name) => ({ name, role: 'lead' }));
}

function areSurelyBodies(names: string): boolean {
  return bodiesOf(withoutEnd(names)).every((name) => SURE_BODY.test(name));
}

/** The names of a list; a sign within brackets divides none: 各县（市、区）政府. */
function bodiesOf(list: string): string[] {
  const names = [''];
  let depth = 0;
  for (const sign of list) {
    if ('（('.includes(sign)) depth += 1;
    if ('）)'.includes(sign)) depth -= 1;
    if (depth === 0 && /[、，,\s]/u.test(sign)) names.push('');
    else names.push(`${names.pop() ?? ''}${sign}`);
  }
  return names.filter((name) => name !== '');
}

const WITH = /(?:^|[，,。；;])\s*(?:会同|配合|协同|联合|协助|商)([^，,。；;：:]{2,60})(?=[，,。；;：:]|$)/u;
const WITH_THEN_VERB =
  /^(?:会同|配合|协同|联合|协助)([^，,。；;：:]{2,60}?)(?=做好|开展|抓好|制[定订]|完成|推进|加强|落实|组织|负责|实施|研究|共同|对|按|指导|建立|审核|编制|统筹)/u;

/** 会同市教育局，… and 配合市教育局做好… name a body that takes part. */
function withSupporting(leads: readonly NamedDivision[], text: string): NamedDivision[] {
  const first = text.split(/[。；;]/u)[0] ?? '';
  const found = [WITH_THEN_VERB.exec(first)?.[1], WITH.exec(first)?.[1]].filter((names) => names !== undefined);
  for (const names of found) {
    const bodies = namesBodies(names);
    if (!bodies) continue;
    const known = new Set(leads.map(({ name }) => name));
    const others = bodies.filter(({ name }) => !known.has(name));
    return [...leads, ...others.map((body): NamedDivision => ({ ...body, role: 'supporting' }))];
  }
  return [...leads];
}
