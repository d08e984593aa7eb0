import { LEADER_LABEL } from './division-roles.js';
import { bareName, isPosition } from './person-name.js';
import { splitAtSpaces, splitNames } from './split-names.js';

/** Longer than any list of names. */
const LONGEST = 400;

/**
 * The people that a text names, where the document says that it names people (a column 分管负责人): without the spaces that
 * justify them (孟 晖) and without their posts (夏春胤副局长, 张三（局长）). What names a post alone stays as written (王副局长,
 * 各分管局领导). Each is given once.
 */
export function listLeaders(text: string): string[] {
  if (text.length > LONGEST) return text.trim() === '' ? [] : [text.trim()];
  const plain = text.replace(new RegExp(`${LEADER_LABEL} ?[:：]`, 'gu'), '\n').replace(/ +(?=[（(])/gu, '');
  const tokens = splitNames(plain).flatMap(splitAtSpaces);
  const people = tokens.filter(
    (token, index) => !(isPosition(token) && index < tokens.length - 1 && tokens.length > 1),
  );
  const names = people.map(nameOf).filter((name) => name !== '');
  // 张三 局长 and 党组成员、副局长张三: the posts are his.
  const persons = names.filter((name) => !isPosition(name));
  return [...new Set(persons.length > 0 ? persons : names)];
}

function nameOf(token: string): string {
  const outside = token.replace(/[（(][^（()）]*[）)]/gu, '') || token.replace(/[（()）]/gu, '');
  const name = bareName(outside.replace(/^[\d.．、:：]+|[:：.．]+$/gu, ''));
  // 王 of 王副局长 alone is no name.
  return name.length < 2 ? outside : name;
}
