import type { TableCell } from '../../blocks/block.js';
import { endsAsSentence, numberedLine } from '../flattened/cell.js';
import { numberingOf } from '../../blocks/numbering.js';
import type { Roles } from './grid-roles.js';
import { cellsIn, type Unit } from './grid-units.js';
import { contentsOf, linesOf, paragraphsOf, readWork, shortTitle } from './work-text.js';

/** What a unit is called and what is to be done. */
export interface UnitWork {
  heading: string;
  title: string;
  contents: string[];
  measures: string[];
}

export interface WorkContext {
  roles: Roles;
  /** Whether its heading holds other units too. */
  grouped: boolean;
  /** The table's own name, where it says under what the work stands. */
  caption: string;
}

/** Reads the work cells of a unit; all that is neither title nor contents stands among the measures, under its column's name. */
export function workOf(unit: Unit, { roles, grouped, caption }: WorkContext): UnitWork {
  const column = roles.level.meaning;
  const level = cellsIn(unit.rows, [roles.level]);
  const text = level.map((cell) => cell.text).join('\n');
  const own = unit.split ? { title: oneLine(text), contents: [] } : readLevel(text, column);
  const heading = sectionText(unit.headings.at(-1) ?? null);
  const section = sectionText(unit.sections.at(-1) ?? unit.section);
  const inner = innerOf(unit, roles);
  const contents = [...own.contents, ...inner.contents];
  const measures = [...(column === 'measures' && !unit.split ? contentsOf(paragraphsOf(text)) : []), ...inner.measures];
  if (unit.split) {
    const first = roles.inner.flatMap((one) => cellsIn(unit.rows, [one]))[0]?.text ?? '';
    const title = readWork(first).title || shortTitle(first);
    const more = (text: string) => text.replace(/[。；;]$/u, '') !== title;
    return { heading: own.title, title, contents: contents.filter(more), measures: measures.filter(more) };
  }
  if (heading !== '' && section !== '' && !grouped) {
    // The heading is the work's own name, for it holds nothing else.
    const rest = own.title === '' ? contents : [own.title, ...contents];
    return { heading: section, title: heading, contents: rest, measures };
  }
  const unnamed = own.title === '' && (heading === '' || (grouped && !isNumbered(text)));
  const title = unnamed ? shortTitle(text) : own.title;
  return { heading: heading || section || caption || title, title, contents, measures };
}

/** 一、学前教育 without its number. */
export function sectionText(cell: TableCell | null): string {
  const text = oneLine(cell?.text ?? '');
  return numberingOf(text)?.rest || text;
}

/** The cell of a heading column is a name, though it may be broken over lines; one of contents holds lines of work. */
function readLevel(text: string, meaning: Roles['level']['meaning']): { title: string; contents: string[] } {
  if (meaning === 'measures') return { title: '', contents: [] };
  if (meaning === 'contents' || meaning === 'goal' || meaning === 'stage') return readWork(text);
  const lines = paragraphsOf(text);
  const begin = lines.findIndex((line, index) => index > 0 && numberedLine(line) !== null);
  const name = lines.slice(0, begin < 0 ? lines.length : begin);
  if (begin < 0 && name.slice(0, -1).some((line) => endsAsSentence(line))) return readWork(text);
  const bare = numberingOf(name.join(''))?.rest || name.join('');
  const rest = contentsOf(lines.slice(name.length));
  if (bare.length <= 60 && !endsAsSentence(bare)) return { title: bare, contents: rest };
  const title = shortTitle(bare);
  return bare.replace(/[。；;]$/u, '') === title ? { title, contents: rest } : { title, contents: [bare, ...rest] };
}

function innerOf(unit: Unit, roles: Roles): { contents: string[]; measures: string[] } {
  const contents: string[] = [];
  const measures: string[] = [];
  for (const column of [...roles.inner, ...roles.kept]) {
    for (const { text } of cellsIn(unit.rows, [column])) {
      const lines = contentsOf(paragraphsOf(text));
      if (column.meaning === 'contents' || column.meaning === 'stage') contents.push(...lines);
      else if (column.meaning === 'measures') measures.push(...lines);
      else
        measures.push(...lines.map((line, index) => (index === 0 ? `${column.name || '（无栏名）'}：${line}` : line)));
    }
  }
  return { contents, measures };
}

function isNumbered(text: string): boolean {
  return linesOf(text).some((line) => numberedLine(line) !== null);
}

function oneLine(text: string): string {
  return linesOf(text).join('');
}
