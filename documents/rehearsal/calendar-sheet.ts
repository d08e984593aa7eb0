import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import { isWeekend } from '../../domain/calendar/civil-day.js';
import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';
import { cellText } from '../draft-book/cell-text.js';
import { BODY, CENTRED, HEAD, paper, TITLE } from '../draft-book/looks.js';
import { SheetPage } from '../draft-book/sheet-page.js';
import { daysOf, daysOfMonth, levelNames, levelOf, monthsOf } from './days.js';
import { heading } from './rehearsal-text.js';
import type { RehearsalContext } from './words.js';

/** By number of mails, none first; dark enough to be told apart on a printer without colours. */
const FILLS = ['FFFFFF', 'E3EEF9', 'B5D3EE', '7FB2E0', '4A8CCB'];
const OFF = 'E7E6E6';

/** 日历: a row a month, a column a day, with the number of mails. */
export function calendarSheet(rehearsal: Rehearsal, context: RehearsalContext): WriteSheet {
  const page = new SheetPage('日历');
  const [title = '', ...lines] = heading(rehearsal, context);
  page.text([0, 0], cellText(title), TITLE);
  lines.forEach((line, index) => page.text([index + 1, 0], cellText(line), { font: BODY.font ?? {} }));
  const head = lines.length + 1;
  page.text([head, 0], '月份', HEAD);
  for (let day = 1; day <= 31; day += 1) page.number([head, day], day, HEAD);
  page.text([head, 32], '合计', HEAD);
  const days = daysOf(rehearsal);
  const months = monthsOf(rehearsal);
  months.forEach((month, index) => {
    const row = head + 1 + index;
    page.text([row, 0], `${month.slice(0, 4)}年${Number(month.slice(5))}月`, CENTRED);
    let sum = 0;
    for (const [column, day] of daysOfMonth(month).entries()) {
      const { mails = 0, dues = 0 } = days.get(day) ?? {};
      sum += mails;
      const working = context.calendar.isWorkingDay(day);
      const worked = working && isWeekend(day) ? '班' : '';
      const style = filled(mails === 0 && !working ? OFF : (FILLS[levelOf(mails)] ?? OFF), dues > 0);
      const text =
        `${mails === 0 ? '' : mails}${dues > 0 ? `\n●${dues}` : ''}${worked === '' ? '' : `\n${worked}`}`.trim();
      if (mails > 0 && text === String(mails)) page.number([row, column + 1], mails, style);
      else page.text([row, column + 1], text, style);
    }
    page.number([row, 32], sum, CENTRED);
  });
  const foot = head + months.length + 2;
  const legend = `格中数字为当日邮件数（封），颜色由浅至深：${levelNames.join('、')}；●为当日到期的检查节点数；灰底为非工作日；“班”为调休上班。`;
  page.text([foot, 0], legend, { font: BODY.font ?? {} });
  return page.sheet({
    columns: [{ width: 12 }, ...Array.from({ length: 31 }, () => ({ width: 5.4 })), { width: 8 }],
    rowDefs: new Map([
      [0, { height: 28 }],
      ...months.map((_, index): [number, { height: number }] => [head + 1 + index, { height: 32 }]),
    ]),
    freezePane: { rows: head + 1, columns: 1 },
    ...paper(`$${head + 1}:$${head + 1}`),
  });
}

function filled(rgb: string, bold: boolean): CellStyle {
  return {
    ...CENTRED,
    font: { ...BODY.font, size: 9, bold },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } },
  };
}
