import type { NamedDivision } from '../../domain/plan.js';
import { isDivisionName } from './division-ending.js';
import { listDivisions } from './division-list.js';
import { cutAtLabels } from './division-roles.js';
import { listLeaders } from './leader-list.js';
import { bareName, isPosition, isPost, nameLikeness } from './person-name.js';
import { joinBrokenNames, splitAtAnd, splitAtSpaces, splitNames } from './split-names.js';

/** Who answers, read from one cell that names people and divisions together. */
export interface AnswerCell {
  leaders: string[];
  divisions: NamedDivision[];
  /** Parts that are neither, as written. */
  unread: string[];
}

/**
 * Reads a cell that may name leader and division in one (责任领导及责任处室): 夏春胤⏎基础教育处, 张三（基教处）, 基教处张三,
 * 牵头领导：张三 责任处室：基教处.
 */
export function readAnswerCell(text: string): AnswerCell {
  const answers: AnswerCell = { leaders: [], divisions: [], unread: [] };
  if (text.length > LONGEST) return { ...answers, unread: [text.trim()] };
  const names: string[] = [];
  const broken = joinBrokenNames(text);
  for (const part of cutAtLabels(broken)) {
    if (part.people) answers.leaders.push(...listLeaders(part.text));
    else if (part.role !== null) names.push(`\n${part.role === 'lead' ? '牵头' : '配合'}：${part.text}`);
    else for (const piece of piecesOf(part.text)) sortPiece(piece, answers, names);
  }
  const listed = listDivisions(names.join('、'));
  const leaders = answers.leaders.filter((name, _, all) => !isPosition(name) || all.length === 1);
  return {
    leaders: [...new Set(leaders)],
    divisions: listed.divisions,
    unread: [...answers.unread, ...listed.unread],
  };
}

/** Longer than any list of names. */
const LONGEST = 1000;

function piecesOf(text: string): string[] {
  return splitNames(text).flatMap(splitAtSpaces).flatMap(splitAtAnd);
}

function sortPiece(piece: string, answers: AnswerCell, names: string[]): void {
  const pair = /^([^（()）]+)[（(]([^（()）]+)[）)]$/u.exec(piece);
  const [outside, inside] = [pair?.[1] ?? '', pair?.[2] ?? ''];
  if (pair && isPerson(outside) && isDivision(inside) && !isDivision(outside)) {
    answers.leaders.push(...listLeaders(outside));
    names.push(inside);
  } else if (pair && isDivision(outside) && isPerson(inside) && !isDivision(inside)) {
    answers.leaders.push(...listLeaders(inside));
    names.push(outside);
  } else if (isDivision(piece)) names.push(piece);
  else if (isPerson(piece) || isPosition(piece)) answers.leaders.push(...listLeaders(piece));
  else sortJoined(piece, answers, names);
}

/** 基教处张三: a division and a name without anything between them. */
function sortJoined(piece: string, answers: AnswerCell, names: string[]): void {
  const [, division = '', person = ''] =
    /^(\p{Script=Han}{2,20}(?:处|科|室|局|办|委|院|部|中心))[:：]?(\p{Script=Han}{2,3})$/u.exec(piece) ?? [];
  if (isDivision(division) && nameLikeness(person) === 'name') {
    names.push(division);
    answers.leaders.push(person);
  } else answers.unread.push(piece);
}

function isDivision(piece: string): boolean {
  if (isDivisionName(piece)) return true;
  const { divisions, unread } = listDivisions(piece);
  return divisions.length > 0 && unread.length === 0;
}

function isPerson(piece: string): boolean {
  const name = bareName(piece);
  return nameLikeness(name) === 'name' || isPost(piece);
}
