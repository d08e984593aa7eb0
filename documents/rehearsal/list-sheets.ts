import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';
import { cellText } from '../draft-book/cell-text.js';
import { AS_TYPED, BODY, CENTRED, HEAD, heightOf, HIGHEST, paper, TITLE, warned, widths } from '../draft-book/looks.js';
import { SheetPage } from '../draft-book/sheet-page.js';
import { monthName, monthsOf } from './days.js';
import { heading } from './rehearsal-text.js';
import { busyText, roleNames, sortedWarnings, tooMany, warningNames, type RehearsalContext } from './words.js';

export type Value = string | number;
const TEXT: CellStyle = { ...BODY, alignment: { vertical: 'center', wrapText: true } };

export interface Column {
  name: string;
  width: number;
  style?: CellStyle;
}

const NOTICES: Column[] = [
  { name: '序号', width: 7, style: CENTRED },
  { name: '发出时间', width: 17, style: CENTRED },
  { name: '岗位类别', width: 11, style: CENTRED },
  { name: '收件岗位', width: 16 },
  { name: '姓名', width: 10, style: CENTRED },
  { name: '事项', width: 8, style: { ...CENTRED, ...AS_TYPED } },
  { name: '事项名称', width: 34 },
  { name: '检查节点', width: 14, style: { ...CENTRED, ...AS_TYPED } },
  { name: '通知', width: 30 },
  { name: '为何发出', width: 62 },
];

/** 通知清单: every notice, in the order in which it goes out. */
export function noticesSheet(rehearsal: Rehearsal, context: RehearsalContext): WriteSheet {
  const persons = new Map(rehearsal.mails.flatMap((mail) => mail.notices.map((index) => [index, mail.recipient])));
  const rows = rehearsal.notices.map((notice, index): Value[] => [
    index + 1,
    notice.release.slice(0, 16).replace('T', ' '),
    roleNames[notice.recipient.role],
    notice.recipient.name,
    persons.get(index)?.person ?? '',
    notice.item,
    context.titles.get(notice.item) ?? '',
    notice.checkpoint,
    context.kindText(notice),
    // The versions are the same for all, and stand at the head.
    notice.why.replace(/（[^（）]*规则版本[^（）]*）$/u, ''),
  ]);
  return listSheet('通知清单', NOTICES, { rows, above: [...heading(rehearsal, context), context.versions] });
}

/** 按收件人: mails by month. */
export function recipientsSheet(rehearsal: Rehearsal, context: RehearsalContext): WriteSheet {
  const months = monthsOf(rehearsal);
  const columns: Column[] = [
    { name: '岗位类别', width: 11, style: CENTRED },
    { name: '收件岗位', width: 18 },
    { name: '姓名', width: 10, style: CENTRED },
    { name: '邮箱', width: 26 },
    { name: '邮件', width: 8, style: CENTRED },
    { name: '通知', width: 8, style: CENTRED },
    ...months.map((month) => ({
      name: monthName(month, months).replace('年', '年\n'),
      width: 8,
      style: CENTRED,
    })),
  ];
  const rows = rehearsal.totals.map(({ recipient, mails, notices, months: by }): Value[] => [
    roleNames[recipient.role],
    recipient.name,
    recipient.person ?? '',
    recipient.mailbox ?? '（无邮箱）',
    mails,
    notices,
    ...months.map((month) => by.find((of) => of.month === month)?.mails ?? ''),
  ]);
  return listSheet('按收件人', columns, { rows, above: [...heading(rehearsal, context), '各月栏为邮件数（封）'] });
}

/** 提醒事项: what to look at before the campaign is launched. */
export function warningsSheet(rehearsal: Rehearsal, context: RehearsalContext): WriteSheet {
  const columns: Column[] = [
    { name: '序号', width: 7, style: CENTRED },
    { name: '类别', width: 22, style: CENTRED },
    { name: '事项', width: 9, style: { ...CENTRED, ...AS_TYPED } },
    { name: '检查节点', width: 14, style: { ...CENTRED, ...AS_TYPED } },
    { name: '提醒', width: 90 },
  ];
  const rows = [
    ...sortedWarnings(rehearsal.warnings).map(({ code, message, item = '', checkpoint = '' }): Value[] => [
      warningNames[code],
      item,
      checkpoint,
      message,
    ]),
    ...rehearsal.busyDays.map((day): Value[] => ['同日过多', '', '', busyText(day)]),
  ].map((row, index) => [index + 1, ...row]);
  return listSheet('提醒事项', columns, { rows, above: [...heading(rehearsal, context), `同日过多：${tooMany}`] });
}

/** A title, some lines, a head that stays, and the rows. */
export function listSheet(
  name: string,
  columns: readonly Column[],
  { rows, above }: { rows: Value[][]; above: string[] },
): WriteSheet {
  const page = new SheetPage(name);
  const [title = '', ...lines] = above;
  const heights = new Map<number, { height: number }>([[0, { height: 28 }]]);
  page.text([0, 0], cellText(title), TITLE);
  lines.forEach((line, index) => page.text([index + 1, 0], cellText(line), { font: BODY.font ?? {} }));
  const head = above.length;
  columns.forEach((column, at) => page.text([head, at], column.name, HEAD));
  heights.set(head, { height: columns.some((column) => column.name.includes('\n')) ? 32 : 22 });
  rows.forEach((row, index) => {
    const at = head + 1 + index;
    row.forEach((value, column) => {
      const style = columns[column]?.style ?? TEXT;
      if (typeof value === 'number') page.number([at, column], value, style);
      else writeText(page, [at, column], { text: cellText(value), style });
    });
    const lines = row.map((value, column) => heightOf(String(value), (columns[column]?.width ?? 10) - 2));
    heights.set(at, { height: Math.min(HIGHEST, Math.max(18, ...lines)) });
  });
  return page.sheet({
    columns: widths(
      columns.map(({ width }) => width),
      false,
    ),
    rowDefs: heights,
    freezePane: { rows: head + 1 },
    autoFilter: { range: `A${head + 1}:${letter(columns.length)}${head + 1 + Math.max(1, rows.length)}` },
    ...paper(`$${head + 1}:$${head + 1}`),
  });
}

/** Text that a program could take for a formula stays text. */
function writeText(
  page: SheetPage,
  at: readonly [row: number, column: number],
  { text, style }: { text: string; style: CellStyle },
): void {
  const missing = text === '（无邮箱）' ? warned(style) : style;
  page.text(at, text, /^[=+\-@]/.test(text) ? { ...missing, ...AS_TYPED } : missing);
}

function letter(column: number): string {
  const [high, low] = [Math.floor((column - 1) / 26), (column - 1) % 26];
  return `${high === 0 ? '' : String.fromCharCode(64 + high)}${String.fromCharCode(65 + low)}`;
}
