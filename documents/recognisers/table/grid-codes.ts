import { placeOf, type Warnings } from '../../draft/plan-warnings.js';
import { numberingOf } from '../../blocks/numbering.js';
import { numberOf, plain } from '../flattened/cell.js';
import type { Unit } from './grid-units.js';
import { Codes } from '../points/item-code.js';

interface Group {
  units: Unit[];
  number: string;
  /** Counts the sections in which numbers begin anew, from 1. */
  series: number;
}

/**
 * A code for every unit: the table's own number where it has one, `1.2` where a number holds several, `2.1` where
 * numbers begin anew in each section. A table without numbers is counted.
 */
export function codesOf(units: readonly Unit[], warnings: Warnings): string[] {
  const groups = numbered(groupsOf(units), warnings);
  const several = groups.some((group) => group.units.length > 1);
  const restarts = groups.some((group) => group.series > 1);
  const codes = new Map<Unit, string>();
  const own = new Codes();
  for (const { units: members, number, series } of groups) {
    members.forEach((unit, index) => {
      const parts = [...(restarts ? [String(series)] : []), number, ...(several ? [String(index + 1)] : [])];
      codes.set(unit, own.next(parts.join('.')));
    });
  }
  return units.map((unit) => codes.get(unit) ?? '');
}

function groupsOf(units: readonly Unit[]): Unit[][] {
  const groups = new Map<number, Unit[]>();
  for (const unit of units) {
    const group = groups.get(unit.group);
    if (group) group.push(unit);
    else groups.set(unit.group, [unit]);
  }
  return [...groups.values()];
}

function numbered(groups: readonly Unit[][], warnings: Warnings): Group[] {
  const read: Group[] = [];
  let last = 0;
  let series = 1;
  for (const units of groups) {
    const first = units[0] as Unit;
    const previous = read.at(-1);
    const cell = first.ordinals.at(-1);
    const path = cell ? pathOf(first) : null;
    if (path !== null) {
      read.push({ units, number: path, series });
      continue;
    }
    const stated = cell ? statedIn(cell.text) : null;
    const anew = stated === 1 && last > 0 && previous !== undefined && mayBeginAnew(first, previous.units[0] as Unit);
    if (anew) series += 1;
    const expected = anew ? 1 : last + 1;
    const number = stated !== null && stated >= expected ? stated : expected;
    if (cell && stated !== expected) {
      const message = `序号“${cell.text}”与上一组不连续（应为${expected}），本组编为${number}，请核对是否缺行`;
      warnings.add('ordinal-unexpected', message, placeOf([cell]));
    }
    last = number;
    read.push({ units, number: String(number), series });
  }
  return read;
}

/** Large ledgers count beyond a thousand. */
function statedIn(text: string): number | null {
  if (/^\d{4,5}[.、]?$/.test(plain(text))) return Number.parseInt(plain(text), 10);
  return numberOf({ text }) ?? numberingOf(text)?.value ?? null;
}

/** 1.2 and 2-3 are whole paths already. */
function pathOf({ ordinals }: Unit): string | null {
  const text = plain(ordinals.at(-1)?.text ?? '').replace(/[.、]$/, '');
  return /^\d{1,3}(?:[.-]\d{1,3}){1,3}$/.test(text) ? text.replaceAll('-', '.') : null;
}

function mayBeginAnew(unit: Unit, before: Unit): boolean {
  const differ = (a: Unit['sections'], b: Unit['sections']) =>
    a.map((cell) => cell.text).join() !== b.map((cell) => cell.text).join();
  return (
    unit.newTable ||
    unit.section !== before.section ||
    unit.ordinals.length > 1 ||
    differ(unit.sections, before.sections) ||
    differ(unit.headings, before.headings)
  );
}
