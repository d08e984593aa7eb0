import type { NamedDivision } from '../../../domain/plan.js';
import { listDivisions } from '../../names/division-list.js';
import { nameLikeness } from '../../names/person-name.js';
import { bracketsIn, type Bracketed } from './brackets.js';
import { isDeadlineText, labelledText, trimmed, type Field } from './assignment-fields.js';
import { rolesIn } from './assignment-roles.js';

/** Who does a piece of work and by when, as a clause of the text says it. */
export interface Assignment {
  divisions: NamedDivision[];
  /** 责任领导, as written, one a person. */
  leaders: string[];
  /** As written, one a clause. */
  deadlines: string[];
  /** What stands where names should, and could not be read as names. */
  unread: string[];
  /** The text without the clause. */
  rest: string;
  /** False for names alone in brackets within a sentence, which only the document's habit makes an assignment. */
  sure: boolean;
  /** Names under a label 牵头单位, and those under 责任单位, where these stand in clauses of their own. */
  labels?: { lead: string[]; responsible: string[] };
  /** Clauses found; several may share the work of one paragraph out among several bodies. */
  clauses: number;
}

type Found = Pick<Assignment, 'divisions' | 'leaders' | 'deadlines' | 'unread' | 'labels'>;

/**
 * The assignment a paragraph states: a line of labelled fields (`牵头单位：… 完成时限：…`), the same in brackets or at the
 * paragraph's end, roles (`（市教育局牵头，市财政局配合）`), a bare list or a deadline in closing brackets (`（基教处）`,
 * `（6月底前完成）`). `null` when it states none.
 */
export function assignmentIn(text: string): Assignment | null {
  const bracketed = inBrackets(text);
  const open = inTheOpen(bracketed?.rest ?? text);
  if (!bracketed || !open) return bracketed ?? open;
  return { ...joined([bracketed, open]), rest: open.rest, sure: true, clauses: bracketed.clauses + open.clauses };
}

/** Several clauses about one piece of work, as one. A body named as lead anywhere leads. */
export function joined(all: readonly Found[]): Found {
  const divisions = new Map<string, NamedDivision>();
  for (const division of all.flatMap((one) => one.divisions)) {
    const known = divisions.get(division.name);
    if (!known || (known.role === 'supporting' && division.role === 'lead')) divisions.set(division.name, division);
  }
  const unique = (of: (one: Found) => string[]) => [...new Set(all.flatMap(of))];
  const lead = unique((one) => one.labels?.lead ?? []);
  const responsible = unique((one) => one.labels?.responsible ?? []);
  // Beside 牵头单位 the 责任单位 do the work under its lead, also where each has a line of its own.
  const led = (name: string) => lead.length > 0 && responsible.includes(name) && !lead.includes(name);
  return {
    divisions: [...divisions.values()].map((one) => (led(one.name) ? { ...one, role: 'supporting' } : one)),
    labels: { lead, responsible },
    leaders: unique((one) => one.leaders),
    deadlines: unique((one) => one.deadlines),
    unread: unique((one) => one.unread),
  };
}

function inBrackets(text: string): Assignment | null {
  const found: Found[] = [];
  let sure = true;
  let rest = '';
  let at = 0;
  const sentenceEnd = text.search(/[。；;！]/u);
  for (const { start, end, inside, closing } of bracketsAt(text)) {
    const one = readLabelled(inside) ?? readRoles(inside);
    const inTitle = sentenceEnd < 0 || sentenceEnd >= start;
    const before = text.slice(Math.max(0, start - 4), start).trimEnd();
    const bare = !one && (closing || inTitle) && before !== '' ? readBare(inside, before) : null;
    const taken = one ?? bare;
    if (!taken) continue;
    // Names with a time beside them say who does it by when, whatever the others do.
    if (bare && bare.divisions.length > 0 && bare.deadlines.length === 0 && !/[。！!；;）)】]$/u.test(before))
      sure = false;
    found.push(taken);
    rest += text.slice(at, start);
    at = end;
  }
  if (found.length === 0) return null;
  rest = (rest + text.slice(at)).replace(/([。；！])\s*[。；]/gu, '$1').trim();
  return { ...joined(found), rest: trimmed(rest) === '' ? '' : rest, sure, clauses: found.length };
}

/** The brackets of a text, and whether nothing but brackets follows each. */
function bracketsAt(text: string): (Bracketed & { closing: boolean })[] {
  let next = text.length;
  let closing = true;
  return bracketsIn(text)
    .toReversed()
    .map((bracket) => {
      closing &&= trimmed(text.slice(bracket.end, next)) === '';
      next = bracket.start;
      return { ...bracket, closing };
    })
    .toReversed();
}

/** Labelled fields without brackets, or a closing sentence that only shares the work out. */
function inTheOpen(text: string): Assignment | null {
  const labelled = labelledText(text);
  if (labelled) {
    const found = readFields(labelled.fields);
    if (!found) return null;
    const rest = [labelled.before, labelled.after].filter((part) => trimmed(part) !== '').join('');
    const lost = /^[—\-–◆●■*·•\s]*$/u.test(rest) ? '' : rest;
    return { ...found, rest: lost, sure: true, clauses: 1 };
  }
  const sentence = /(?:^|[。；;！])\s*(?<last>[^。；;！]{4,80})。?\s*$/u.exec(text);
  const last = sentence?.groups?.last ?? '';
  const roles = /^由/u.test(last) || last === trimmed(text) ? readRoles(last) : null;
  if (!roles) return null;
  return { ...roles, rest: text.slice(0, text.lastIndexOf(last)).trim(), sure: true, clauses: 1 };
}

function readLabelled(inside: string): Found | null {
  const labelled = labelledText(inside);
  if (!labelled || trimmed(labelled.after) !== '') return null;
  const found = readFields(labelled.fields);
  if (!found || labelled.before === '') return found;
  const before = trimmed(labelled.before);
  if (isDeadlineText(before)) return { ...found, deadlines: [before, ...found.deadlines] };
  const names = readRoles(before) ?? readNames(before);
  return names && joined([names, found]);
}

/** Fields to an assignment; `null` when what follows a label is a sentence of its own. */
function readFields(fields: readonly Field[]): Found | null {
  const hasLead = fields.some((field) => field.kind === 'lead');
  const found: Found[] = [];
  for (const { kind, mixed, value } of fields) {
    if (value === '' || /^[无—\-–/]+$/u.test(value)) continue;
    if (kind === 'deadline') found.push({ ...NOTHING, deadlines: [value] });
    else if (value.length > 120) return null;
    else {
      const { names, deadlines } = withoutDeadlines(value);
      const people = readPeople(names, { kind, role: roleOf(kind, hasLead), mixed });
      found.push({ ...people, deadlines: [...people.deadlines, ...deadlines], labels: labelsOf(kind, people) });
    }
  }
  return found.length === 0 ? null : joined(found);
}

/** 市教育局、市财政局，10月底前完成: a time that stands among the names. */
function withoutDeadlines(value: string): { names: string; deadlines: string[] } {
  const parts = value.split(/(?<=[，,；;])/u);
  const deadlines = parts.map(trimmed).filter(isDeadlineText);
  if (deadlines.length === 0 || deadlines.length === parts.length) return { names: value, deadlines: [] };
  return { names: trimmed(parts.filter((part) => !isDeadlineText(trimmed(part))).join('')), deadlines };
}

function labelsOf(kind: Field['kind'], { divisions }: Found): NonNullable<Found['labels']> {
  const names = divisions.map(({ name }) => name);
  return { lead: kind === 'lead' ? names : [], responsible: kind === 'responsible' ? names : [] };
}

function roleOf(kind: Field['kind'], hasLead: boolean): NamedDivision['role'] {
  return kind === 'supporting' || (kind === 'responsible' && hasLead) ? 'supporting' : 'lead';
}

const NOTHING: Found = { divisions: [], leaders: [], deadlines: [], unread: [] };

interface PeopleField {
  kind: Field['kind'];
  role: NamedDivision['role'];
  mixed: boolean;
}

function readPeople(value: string, { kind, role, mixed }: PeopleField): Found {
  const roles = rolesIn(value);
  if (roles) return { ...NOTHING, divisions: roles };
  const { divisions, unread } = listDivisions(withoutOthers(value), role);
  if (kind === 'leader' && !mixed && (divisions.length === 0 || unread.length > 0)) {
    return {
      ...NOTHING,
      leaders: value
        .split(/[、，,；;/]/u)
        .map((name) => name.trim())
        .filter(Boolean),
    };
  }
  if (unread.length === 0) return { ...NOTHING, divisions };
  return readPieces(value, role) ?? { ...NOTHING, divisions, unread };
}

/** 基教处 张三: bodies and persons side by side; `null` when a piece is neither. */
function readPieces(value: string, role: NamedDivision['role']): Found | null {
  const found: Found = { divisions: [], leaders: [], deadlines: [], unread: [] };
  for (const piece of value.split(/[\s、，,；;/（()）]+/u).filter(Boolean)) {
    const { divisions, unread } = listDivisions(piece, role);
    if (divisions.length > 0 && unread.length === 0) found.divisions.push(...divisions);
    else if (nameLikeness(piece) === 'name') found.leaders.push(piece);
    else return null;
  }
  return found;
}

/** Parts between commas: deadlines, and bodies with a word for what they do. */
function readRoles(inside: string): Found | null {
  const parts = inside.split(/[；;，,]/u).map(trimmed);
  const deadlines = parts.filter(isDeadlineText);
  const names = deadlines.length === 0 ? inside : parts.filter((part) => !isDeadlineText(part)).join('，');
  const divisions = rolesIn(names);
  return divisions && { ...NOTHING, divisions, deadlines };
}

function readNames(inside: string): Found | null {
  const { divisions, unread } = listDivisions(withoutOthers(inside));
  return divisions.length > 0 && unread.length === 0 ? { ...NOTHING, divisions } : null;
}

const SHORT_NAME = /^(?:[校院党局园政综]办|团委|工会|妇联)$/u;

/** （基教处）, （6月底前完成） or both, where a paragraph or its title ends. */
function readBare(inside: string, before: string): Found | null {
  if (/^(?:含|如|包括|不|除|即|原|以|暂|试|其中|兼)/u.test(inside)) return null;
  const parts = inside
    .split(/[；;，,]/u)
    .map(trimmed)
    .filter(Boolean);
  const deadlines = parts.filter(isDeadlineText);
  const rest = parts.filter((part) => !isDeadlineText(part)).join('、');
  // After a document's or activity's name the brackets belong to the name: 《…计划》（2017年9月）.
  if (/[》”」]$/u.test(before) && (rest === '' || deadlines.length === 0)) return null;
  if (rest === '') return deadlines.length > 0 ? { ...NOTHING, deadlines } : null;
  // 县（市、区）, 图书馆（室）: single signs name no office, and few pairs do.
  if (rest.split(/[、\s]/u).some((name) => name.length < 3 && !SHORT_NAME.test(name))) return null;
  const names = readNames(rest);
  return names && { ...names, deadlines };
}

/** 市教育局、市财政局等部门: the others have no name. */
function withoutOthers(names: string): string {
  return names.replace(/等(?:有关|相关)?(?:部门|单位|处室|科室)?$/u, '');
}
