import type { Paragraph, Place } from '../../blocks/block.js';
import { isFurniture } from '../../blocks/furniture.js';
import { valueOf } from '../../blocks/numbering.js';
import { divisionsIn } from '../../names/division-name.js';
import { nameLikeness } from '../../names/person-name.js';

/**
 * What a paragraph of a flattened table can be, judged by itself. `number` is a bare figure (a group's number or a
 * month that lost its 月), `perhaps-name` a cell only as short as a name; its neighbours decide both.
 */
type CellKind = 'number' | 'deadline' | 'name' | 'perhaps-name' | 'divisions' | 'numbered' | 'furniture' | 'text';

export interface Cell extends Place {
  kind: CellKind;
  text: string;
}

export function cellOf(block: Paragraph): Cell {
  return { ...block, kind: kindOf(block.text) };
}

/** The figure of a `number` cell: 3, ３, 三, 3. or （三）. */
export function numberOf(cell: Pick<Cell, 'text'>): number | null {
  const text = plain(cell.text)
    .replace(/^\((.+)\)$/, '$1')
    .replace(/[.、]$/, '');
  if (/^\d{1,3}$/.test(text)) return Number(text);
  return /^(?:[二三四五六七八九]?十)?[一二三四五六七八九]?$/.test(text) ? valueOf(text) : null;
}

/** The number and text of a numbered line: `1.` `2、` `（3）` `④`; not `1.8万个`. */
export function numberedLine(text: string): { number: number; text: string } | null {
  const match = /^(?:(\d{1,2})\s?(?:[.．](?!\d)|、)|[（(](\d{1,2})[）)]、?|([①-⑳]))\s*(.+)$/u.exec(text);
  if (!match) return null;
  const number = valueOf(match[1] ?? match[2] ?? match[3] ?? '');
  return number === null ? null : { number, text: match[4] ?? '' };
}

/** Ends as a sentence does; headings and titles do not. */
export function endsAsSentence(text: string): boolean {
  return /[。；;！!？?：:…]["”』」’)）]?$/u.test(text);
}

export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

const ANCHOR = /[按随适]时|立即|尽快|年|月|日|季|学期|假|待定|长期|时限|常态|持续/u;
const DEADLINE_WORDS =
  /20\d\d|\d{1,2}|[第每的一二三四五六七八九十两]|上半年|下半年|[年月日号季周](?:度|初|中|底|末|终|内)?|[上中下]旬|春|秋|寒|暑|假|学年|学期|开学|[前后起至到末底初]|之前|以前|截止|今年|当年|本年|全年|常年|长期|[按随适]时|立即|尽快|坚持|常态化?|持续|推进|完成|实施|时间|时限|待定|按|要求|随时|及时|分别|[、,;.~/\-—–和及与()]/gu;

/** Short, about time, and of nothing but the words deadlines are made of. Whether it can be read is another matter. */
function looksLikeDeadline(text: string): boolean {
  const words = plain(text);
  return words.length <= 40 && ANCHOR.test(words) && words.replace(DEADLINE_WORDS, '') === '';
}

function kindOf(text: string): CellKind {
  if (numberOf({ text }) !== null) return 'number';
  if (looksLikeDeadline(text)) return 'deadline';
  if (isFurniture(text)) return 'furniture';
  if (numberedLine(text)) return 'numbered';
  if (divisionsIn(text)) return 'divisions';
  const likeness = nameLikeness(text);
  return likeness === 'name' ? 'name' : likeness === 'perhaps' ? 'perhaps-name' : 'text';
}
