import { writeXlsx } from 'hucre/xlsx';
import type { RankedFigures } from '../../domain/bulletin-figures.js';
import type { BulletinReport } from '../../domain/bulletin-report.js';
import { figureNames, rateText, type Figures } from '../../domain/counted-checkpoint.js';
import { cellText } from '../draft-book/cell-text.js';
import { AS_TYPED, CENTRED, FONT } from '../draft-book/looks.js';
import { listSheet, type Column, type Value } from '../rehearsal/list-sheets.js';
import { dateIn, method, overall } from './bulletin-words.js';
import { shownFigures } from './figure-tables.js';

/** The bulletin's tables as a workbook (.xlsx): divisions, leaders, and who has not reported. */
export function writeBulletinBook(report: BulletinReport): Promise<Uint8Array> {
  const { campaign, period, asOf, figures, signatory } = report;
  const title = `${period.label}督办事项办理情况${signatory === null ? '（草稿）' : ''}`;
  const above = [title, `《${campaign.title}》（${campaign.span}）　数据截至${dateIn(asOf, campaign)}`];
  const tables = [...above, overall(report), method];
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

/** Ranks, figures and rates, with the total below. */
export function figureSheet(
  who: string,
  rows: RankedFigures[],
  { total, above }: { total: Figures; above: string[] },
): ReturnType<typeof listSheet> {
  const columns: Column[] = [
    { name: '排名', width: 8, style: CENTRED },
    { name: who, width: 24 },
    ...shownFigures.map((figure) => ({ name: figureNames[figure], width: 12, style: CENTRED })),
    { name: '按时率', width: 12, style: CENTRED },
  ];
  const line = (figures: Figures): Value[] => [...shownFigures.map((figure) => figures[figure]), rateText(figures)];
  return listSheet(who, columns, {
    rows: [...rows.map((row): Value[] => [row.rank ?? '—', row.name, ...line(row)]), ['', '合计', ...line(total)]],
    above,
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
