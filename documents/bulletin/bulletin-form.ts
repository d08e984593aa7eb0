import { MOST_MISSING } from '../../domain/bulletin-figures.js';
import type { BulletinReport } from '../../domain/bulletin-report.js';
import type { Form, FormBlock, FormCell } from '../forms/form.js';
import { change, dateIn, demands, method, opening, overall, praise } from './bulletin-words.js';
import { figureBars, figureTable } from './figure-tables.js';

/** 督查通报, as an official would sign it. Without a signatory it is a draft, and says so. */
export function formOfBulletin(report: BulletinReport): Form {
  const { campaign, period, asOf, figures, signatory } = report;
  const { total, divisions, leaders } = figures;
  const office = `${campaign.issuer}督查室`;
  const head: FormBlock =
    signatory === null
      ? { kind: 'issuingHead', issuer: '督查通报', number: `${period.label}（草稿）` }
      : { kind: 'issuingHead', issuer: '督查通报', number: period.label, signatory };
  const title = `关于${period.label}督办事项办理情况的通报`;
  const shown = total.due > 0;
  const sections: { name: string; blocks: FormBlock[] }[] = [
    { name: '总体情况', blocks: [paragraph(overall(report))] },
    ...(shown
      ? [
          {
            name: '各责任处室完成情况',
            blocks: [
              figureTable({ caption: '各责任处室完成情况表', who: '责任处室' }, divisions, total),
              ...figureBars('各责任处室报送情况（右侧为按时率）', divisions),
            ],
          },
          {
            name: '各分管负责人分管事项完成情况',
            blocks: [
              figureTable({ caption: '各分管负责人分管事项完成情况表', who: '分管负责人' }, leaders, total),
              { kind: 'note' as const, text: method },
            ],
          },
          { name: '表扬', blocks: [paragraph(praise(figures))] },
          { name: '逾期未报送情况', blocks: missingBlocks(report) },
          { name: '较上期变化', blocks: [paragraph(change(report))] },
        ]
      : []),
    { name: '下步工作要求', blocks: demands(report).map((demand) => ({ kind: 'paragraph' as const, ...demand })) },
  ];
  return {
    title: `${title}${signatory === null ? '（草稿）' : ''}`,
    at: asOf,
    blocks: [
      head,
      { kind: 'title', text: title.replace('督办事项', '督办事项\n') },
      { kind: 'addressee', text: '各责任处室：' },
      paragraph(opening(report)),
      ...sections.flatMap(({ name, blocks }, index): FormBlock[] => [
        { kind: 'heading', level: 1, text: `${'一二三四五六七'[index] ?? ''}、${name}` },
        ...blocks,
      ]),
      { kind: 'signature', issuer: office, date: dateIn(asOf, campaign) },
    ],
  };
}

function paragraph(text: string): FormBlock {
  return { kind: 'paragraph', text };
}

/** More lines than these are a workbook's. */
const MOST_LINES = 100;

function missingBlocks({ campaign, figures, missing }: BulletinReport): FormBlock[] {
  const { missing: count } = figures.total;
  if (count === 0) return [paragraph('本期没有逾期未报送的节点。')];
  const rows = missing
    .slice(0, MOST_LINES)
    .map(({ code, title, label, due, days, divisions, leader }, index): FormCell[] => [
      index + 1,
      divisions.join('、'),
      leader ?? '—',
      `${code} ${title}`,
      label,
      dateIn(due, campaign),
      days,
    ]);
  const left = count - rows.length;
  return [
    paragraph(`本期应报节点中，下列${count}个逾期未报送，按逾期时间由长到短列出：`),
    {
      kind: 'table',
      caption: '逾期未报送名单',
      points: 10.5,
      columns: [
        { width: 0.8 },
        { width: 2.2, align: 'left' },
        { width: 1.5 },
        { width: 4.4, align: 'left' },
        { width: 1.4 },
        { width: 2.2 },
        { width: 1.3 },
      ],
      head: [['序号', '责任处室', '分管\n负责人', '事项', '节点', '期限', '逾期\n工作日']],
      rows,
    },
    ...(left > 0
      ? [{ kind: 'note' as const, text: `另有${left}个，见通报附表${count > MOST_MISSING ? '及台账清单' : ''}。` }]
      : []),
  ];
}
