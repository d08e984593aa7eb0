import type { DivisionRole, NamedDivision } from '../../domain/plan.js';
import { isDivisionName } from './division-ending.js';
import { cutAtLabels, nameRole, type RolePart } from './division-roles.js';
import { restorePrefixes } from './shared-prefix.js';
import { joinBrokenNames, splitAtAnd, splitAtSpaces, splitNames } from './split-names.js';

/** A text that is known to name divisions, read. */
export interface DivisionList {
  divisions: NamedDivision[];
  /** Parts that could not be read as a division, as written. */
  unread: string[];
}

/** Longer than any list of names. */
const LONGEST = 1000;

interface Listed {
  /** As written. */
  name: string;
  role: DivisionRole | null;
  /** Said of it or its neighbours in so many words, not by a label over the list. */
  told: boolean;
}

/**
 * The divisions that a cell or clause names, where the document says that it names divisions (a column 责任处室, a clause
 * 责任单位：…). Several leads are joint leads. `role` is that of names whose role the text does not state; beside one that
 * is said to lead (A牵头，B、C) the others support. A prefix written once is restored (市编办、人社局), the name as it stands
 * kept in `written`; a name that stands twice is given once.
 */
export function listDivisions(text: string, role: NamedDivision['role'] = 'lead'): DivisionList {
  const unread: string[] = [];
  const listed = cutAtLabels(joinBrokenNames(text)).flatMap((part) => listPart(part, unread));
  const names = restorePrefixes(listed.map(({ name }) => name));
  const led = listed.some((one) => one.told && one.role === 'lead');
  const divisions = new Map<string, NamedDivision>();
  for (const [index, one] of listed.entries()) {
    const name = names[index] ?? one.name;
    if (!isDivisionName(name)) {
      unread.push(one.name);
      continue;
    }
    const known = divisions.get(name);
    const own = one.told ? one.role : led && one.role !== 'supporting' ? 'supporting' : one.role;
    if (known === undefined) divisions.set(name, withWritten(name, one.name, own ?? role));
    else if ((own ?? role) === 'lead') known.role = 'lead';
  }
  return { divisions: [...divisions.values()], unread };
}

function withWritten(name: string, written: string, role: DivisionRole): NamedDivision {
  return name === written ? { name, role } : { name, role, written };
}

function listPart({ text, role, people }: RolePart, unread: string[]): Listed[] {
  if (people || text.length > LONGEST) {
    unread.push(text.trim().replace(/[、，,；;。]$/u, ''));
    return [];
  }
  return splitNames(text, /[；;\n。]/u).flatMap((segment) => {
    const earlier: Listed[] = [];
    for (const run of splitNames(segment, /[，,]/u)) listRun(run, { role, earlier, unread });
    return earlier;
  });
}

interface Segment {
  role: DivisionRole | null;
  /** What the segment has listed so far. */
  earlier: Listed[];
  unread: string[];
}

/** The names between two commas, which share what is said before or after them: 会同A、B; A、B牵头. */
function listRun(run: string, { role, earlier, unread }: Segment): void {
  const first = earlier.length;
  let ambient: Listed = { name: '', role, told: false };
  for (const part of partsOf(run)) {
    const { name: written, role: told, scope, jointly } = nameRole(part);
    const name = nameOf(written, unread);
    if (name === '') continue;
    if (told !== null && scope === 'after') ambient = { name: '', role: told, told: true };
    // 会同A、B负责: what they are with holds before what all do.
    const one: Listed =
      told === null || (ambient.told && scope === 'before') ? { ...ambient, name } : { name, role: told, told: true };
    earlier.push(...splitAtAnd(name).map((each) => ({ ...one, name: each })));
    if (told === null || scope !== 'before') continue;
    for (const before of earlier.slice(jointly ? 0 : first)) {
      if (!before.told) Object.assign(before, { role: told, told: true });
    }
  }
}

/** The parts of a run; `A会同B` is two. */
function partsOf(run: string): string[] {
  return splitNames(unwrapped(run))
    .flatMap(splitAtSpaces)
    .flatMap((part) => {
      const at = part.indexOf('会同', 2);
      return at > 0 && isDivisionName(nameRole(part.slice(0, at)).name)
        ? [
            `${part.slice(0, at).replace(/牵头$/u, '')}（牵头）`,
            ...splitAtAnd(part.slice(at + 2)).map((one) => `会同${one}`),
          ]
        : [part];
    });
}

/** Without its number, its brackets and its full stop; `等` says that some are not named. */
function nameOf(part: string, unread: string[]): string {
  const name = unwrapped(part)
    .replace(/^(?:\d{1,2}[.．]|[①-⑳]|[（(]\d{1,2}[）)])\s*/u, '')
    .replace(/[.．:：]+$/u, '');
  if (/^\d*$/u.test(name)) return '';
  const others = /^(.{2,})等(?:(?:有关|相关)?(?:单位|部门|处室|科室|股室))?$/u.exec(name);
  if (!others || isDivisionName(name.replace(/等.*$/u, '')) === false) return name;
  unread.push(name.slice((others[1] ?? '').length));
  return others[1] ?? '';
}

function unwrapped(text: string): string {
  return /^(?:[（(][^（()）]*[）)]|【[^【】]*】)$/u.test(text.trim()) ? text.trim().slice(1, -1) : text.trim();
}
