import { meaningOf } from '../../recognisers/table/table-columns.js';

const WORK = ['heading', 'contents', 'measures', 'goal', 'stage', 'problem'];
const ANSWER = ['deadline', 'lead', 'divisions', 'supporting', 'answer', 'leader', 'person'];

/** Whether the cells of a line head a table of work: one names the work, one who does it or by when. */
export function isTableHead(cells: readonly string[]): boolean {
  const meanings: string[] = cells.map((cell) => meaningOf(cell));
  return meanings.some((one) => WORK.includes(one)) && meanings.some((one) => ANSWER.includes(one));
}
