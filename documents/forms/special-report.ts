import { chineseDate, documentDate } from '../../domain/calendar/chinese-date.js';
import { rateText } from '../../domain/counted-checkpoint.js';
import { proposals, type ReportedOrder, type SpecialReport } from '../../domain/special-report.js';
import { figureTable } from '../bulletin/figure-tables.js';
import type { Form, FormBlock, FormCell } from './form.js';

/** More lines than these nobody reads in a report. */
const MOST_LINES = 50;

/** 督查专报, to one reader. */
export function specialReport(report: SpecialReport): Form {
  const { campaign, to, leader, asOf, figures } = report;
  const date = documentDate(asOf, campaign.zone);
  const title = `关于${leader === null ? '' : `${leader}同志分管`}督办事项落实情况的专报`;
  const whole = `《${campaign.title}》（${campaign.span}）`;
  return {
    title,
    at: asOf,
    blocks: [
      { kind: 'issuingHead', issuer: '督查专报', number: date },
      { kind: 'title', text: title },
      { kind: 'addressee', text: to === '' ? '局领导：' : `${to}同志：` },
      paragraph(`现将${whole}${leader === null ? '' : '中您分管事项'}的落实情况报告如下，数据截至${date}。`),
      heading('一、总体情况'),
      paragraph(overall(report)),
      ...(figures.total.due === 0
        ? []
        : [figureTable({ caption: '各责任处室完成情况表', who: '责任处室' }, figures.divisions, figures.total)]),
      heading('二、逾期未报情况'),
      ...missingBlocks(report),
      heading('三、督办情况'),
      ...ordered(report),
      heading('四、工作建议'),
      ...proposals(report).map((proposal, index, all) =>
        paragraph(all.length === 1 ? proposal : `（${'一二三四五'[index] ?? ''}）${proposal}`),
      ),
      { kind: 'signature', issuer: `${campaign.issuer}督查室`, date },
    ],
  };
}

function paragraph(text: string): FormBlock {
  return { kind: 'paragraph', text };
}

function heading(text: string): FormBlock {
  return { kind: 'heading', level: 1, text };
}

function overall({ figures: { total } }: SpecialReport): string {
  if (total.due === 0) return '没有须报送的检查节点。';
  const parts = [
    `按时报送${total.onTime}个`,
    ...(total.madeUp > 0 ? [`逾期补报${total.madeUp}个`] : []),
    ...(total.missing > 0 ? [`逾期未报${total.missing}个`] : []),
    ...(total.ahead > 0 ? [`未到期${total.ahead}个`] : []),
  ];
  const rate = total.onTime + total.late > 0 ? `，按时率${rateText(total)}` : '';
  const behind = total.behind > 0 ? `有${total.behind}个节点落后于序时进度。` : '';
  return `涉及督办事项${total.items}个、检查节点${total.due}个：${parts.join('，')}${rate}。${behind}`;
}

function missingBlocks({ campaign: { zone }, figures, missing, asOf }: SpecialReport): FormBlock[] {
  const count = figures.total.missing;
  if (count === 0) return [paragraph('没有逾期未报的检查节点。')];
  const shown = missing.slice(0, MOST_LINES);
  const rows = shown.map(({ divisions, code, title, label, due, days, order }): FormCell[] => [
    divisions.join('、'),
    `${code} ${title}`,
    label,
    chineseDate(due, { zone, now: asOf }),
    days,
    order === null ? '—' : orderText(order, { zone, now: asOf }),
  ]);
  return [
    paragraph(`逾期未报的检查节点共${count}个${count > shown.length ? `，逾期最久的${shown.length}个` : ''}如下。`),
    {
      kind: 'table',
      points: 10.5,
      columns: [
        { width: 2.2 },
        { width: 5, align: 'left' },
        { width: 1.3 },
        { width: 2 },
        { width: 1.4 },
        { width: 3, align: 'left' },
      ],
      head: [['责任处室', '督办事项', '节点', '期限', '逾期\n工作日', '督办情况']],
      rows,
    },
  ];
}

function ordered({ campaign: { zone }, orders, missing, asOf }: SpecialReport): FormBlock[] {
  const drafts = missing.filter(({ order }) => order?.status === 'drafted').length;
  const waiting = drafts === 0 ? [] : [paragraph(`另有${drafts}件督办通知单已拟制，待签发。`)];
  if (orders.length === 0) return drafts === 0 ? [paragraph('未签发督办通知单。')] : waiting;
  const count = (status: ReportedOrder['status']): number => orders.filter((order) => order.status === status).length;
  const parts = [
    ...(count('discharged') > 0 ? [`已办结${count('discharged')}件`] : []),
    ...(count('replied') > 0 ? [`已回执、待补报${count('replied')}件`] : []),
    ...(count('issued') > 0 ? [`待回执${count('issued')}件`] : []),
    ...(count('withdrawn') > 0 ? [`已撤回${count('withdrawn')}件`] : []),
  ];
  const slips = orders
    .filter(({ status }) => status === 'replied')
    .flatMap(({ number, replies }) =>
      replies.map(({ division, plan, due, person }) =>
        paragraph(
          `${division}对${number ?? ''}回执：${plan}；${chineseDate(due, { zone, now: asOf })}前完成，责任人${person}。`,
        ),
      ),
    );
  return [
    paragraph(`共签发督办通知单${orders.length}件，其中${parts.join('，')}。`),
    ...slips.slice(0, MOST_LINES),
    ...waiting,
  ];
}

function orderText({ status, number, replyBy, replies }: ReportedOrder, reader: { zone: string; now: number }): string {
  switch (status) {
    case 'drafted':
      return '督办通知单待签发';
    case 'issued': {
      const overdue = replyBy !== null && replyBy < reader.now;
      return `${number ?? ''}，${overdue ? '到期未回执' : '待回执'}`;
    }
    case 'replied':
      return `${number ?? ''}，已回执，承诺${chineseDate(replies.at(-1)?.due ?? 0, reader)}前完成`;
    default:
      return '—';
  }
}
