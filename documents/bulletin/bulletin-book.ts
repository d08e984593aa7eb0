import { writeXlsx } from 'hucre/xlsx';
import type { BulletinReport } from '../../domain/bulletin-report.js';
import { cellText } from '../draft-book/cell-text.js';
import { wrap } from '../draft/wrap.js';
import { AS_TYPED, CENTRED, FONT } from '../draft-book/looks.js';
import { listSheet, type Column, type Value } from '../rehearsal/list-sheets.js';
import { dateIn, method, overall } from './bulletin-words.js';
import { figureSheet } from './figure-sheet.js';

/** Of the tables of figures, in columns of half a character's width. */
const WIDTH = 140;

/** The bulletin's tables as a workbook (.xlsx): divisions, leaders, and who has not reported. */
export function writeBulletinBook(report: BulletinReport): Promise<Uint8Array> {
  const { campaign, period, asOf, figures, signatory } = report;
  const title = `${period.label}督办事项办理情况${signatory === null ? '（草稿）' : ''}`;
  const above = [title, `《${campaign.title}》（${campaign.span}）　数据截至${dateIn(asOf, campaign)}`];
  const tables = [...above, ...[overall(report), method].flatMap((text) => wrap(text, WIDTH).split('\n'))];
  return writeXlsx({
    sheets: [
      figureSheet('责任处室', figures.divisions, { total: figures.total, above: tables }),
      figureSheet('分管负责人', figures.leaders, { total: figures.total, above: tables }),
      missingSheet(report, above),
    ],
    properties: { title: cellText(title), creator: 'Duban' },
    defaultFont: FONT,
  });
}

function missingSheet({ campaign, figures, missing }: BulletinReport, above: string[]): ReturnType<typeof listSheet> {
  const columns: Column[] = [
    { name: '序号', width: 7, style: CENTRED },
    { name: '责任处室', width: 22 },
    { name: '分管负责人', width: 13, style: CENTRED },
    { name: '事项', width: 9, style: { ...CENTRED, ...AS_TYPED } },
    { name: '事项名称', width: 50 },
    { name: '检查节点', width: 14, style: { ...CENTRED, ...AS_TYPED } },
    { name: '期限', width: 17, style: CENTRED },
    { name: '逾期工作日', width: 12, style: CENTRED },
  ];
  const left = figures.total.missing - missing.length;
  return listSheet('逾期未报送', columns, {
    rows: missing.map(({ code, title, label, due, days, divisions, leader }, index): Value[] => [
      index + 1,
      divisions.join('、'),
      leader ?? '—',
      code,
      title,
      label,
      dateIn(due, campaign),
      days,
    ]),
    above: [...above, `逾期未报送${figures.total.missing}个${left > 0 ? `，列出逾期最久的${missing.length}个` : ''}`],
  });
}
