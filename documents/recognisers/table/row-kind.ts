import type { TableCell } from '../../blocks/block.js';
import { endsAsSentence, numberOf, plain } from '../flattened/cell.js';
import type { GridHead } from './grid-head.js';

/** What a row of a table's body is; all but `data`, `section` and `text` say themselves why no item holds them. */
export type RowKind = 'data' | 'section' | 'text' | 'blank' | 'note' | 'form' | 'total' | 'head' | 'title';

/** Why no item holds a row, as the tally tells the officer. */
export const PASSED: Readonly<Partial<Record<RowKind, string>>> = {
  section: '分节标题',
  text: '表内说明文字',
  blank: '空行',
  note: '表注',
  form: '填报信息',
  total: '合计',
  head: '重复的表头',
  title: '表题',
};

const NOTE =
  /^(?:备?注|说明|填表说明|附注|填报说明|附)\d?[:：.、]|^(?:备注|说明)[（(]|^[*※★]{1,3}\S{0,2}(?:注|说明|表示|为|标)|^注\d/u;
const FORM =
  /^[（(]?(?:填报|填表|制表|报送|上报|报告|编制|制定|审核|审批|审定|复核|签发|联系|填写|单位负责|主要负责|负责|分管|牵头)?(?:单位|部门|处室|人|领导|负责人|人员|电话|日期|时间|方式|人及电话|联系人)(?:[（(][^（）()]{1,8}[）)])?[:：]|^20\d\d年\d{1,2}月\d{1,2}日$|^(?:单位|金额单位)[:：]/u;
const TOTAL = /^(?:合计|总计|小计|共计|总数)[:：]?$/u;

/** The kind of a row under a heading. `title` is the table's own name, if it has one. */
export function kindOfRow(cells: readonly TableCell[], head: GridHead | null, title = ''): RowKind {
  const filled = [...new Set(cells)].filter((cell) => cell.text !== '');
  const first = filled[0];
  if (!first) return 'blank';
  if (filled.every((cell) => FORM.test(plain(cell.text)) && plain(cell.text).length <= 40)) return 'form';
  if (FORM.test(plain(first.text)) && filled.length <= 4 && !hasAnswers(cells, head)) return 'form';
  if (TOTAL.test(plain(first.text))) return 'total';
  if (filled.length > 1) return 'data';
  if (title !== '' && plain(first.text) === plain(title)) return 'title';
  return kindOfLone(cells, first, head);
}

/** A row with one filled cell: a section or note over the whole width, or one cell more of the row above. */
function kindOfLone(cells: readonly TableCell[], cell: TableCell, head: GridHead | null): RowKind {
  const begin = cells.indexOf(cell);
  const wide = cells.filter((one) => one === cell).length;
  if (NOTE.test(cell.text) && (wide > 1 || begin === 0)) return 'note';
  if (!head) return 'title';
  if (numberOf(cell) !== null) return 'data';
  const columns = head.columns.filter((column) => column.index >= begin && column.index < begin + wide);
  const covers = columns.some((column) =>
    ['deadline', 'divisions', 'lead', 'leader', 'period'].includes(column.meaning),
  );
  const alone = wide === 1 && begin === 0 && ['ordinal', 'section'].includes(head.columns[0]?.meaning ?? '');
  if (!alone && !(wide > 1 && (covers || wide >= head.columns.length - 1))) return 'data';
  return plain(cell.text).length > 60 || (endsAsSentence(cell.text) && plain(cell.text).length > 30)
    ? 'text'
    : 'section';
}

/** A form line such as 联系人：… stands in columns of its own making; a row of work has its answers in theirs. */
function hasAnswers(cells: readonly TableCell[], head: GridHead | null): boolean {
  const work = (head?.columns ?? []).filter((column) => ['heading', 'contents', 'deadline'].includes(column.meaning));
  return (
    work.length > 1 && work.every(({ index }) => cells[index]?.text !== '' && !FORM.test(cells[index]?.text ?? ''))
  );
}
