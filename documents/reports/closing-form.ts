import type { BulletinFigures } from '../../domain/bulletin-figures.js';
import type { ReportedCampaign } from '../../domain/bulletin-report.js';
import type { Instant } from '../../domain/instant.js';
import { closingWords, dateIn, method } from '../bulletin/bulletin-words.js';
import { figureBars, figureTable } from '../bulletin/figure-tables.js';
import type { Form, FormBlock } from '../forms/form.js';
import { resultTable, type ItemLine } from './item-lines.js';

/** What a campaign came to, for its closing report. */
export interface ClosingFacts {
  campaign: ReportedCampaign;
  asOf: Instant;
  figures: BulletinFigures;
  items: ItemLine[];
  /** Items that are not listed, because there are too many. */
  unlisted: number;
  /** Notices that went out, and escalations among them; mails they were put into. */
  sent: { notices: number; escalations: number; mails: number };
  /** Supervision orders issued, and those replied to among them. */
  orders: { issued: number; replied: number };
}

/** 办结情况报告: the year in figures and words, and what became of each item. */
export function closingForm({ campaign, asOf, figures, items, unlisted, sent, orders }: ClosingFacts): Form {
  const { total, divisions, leaders } = figures;
  const title = `关于《${campaign.title}》（${campaign.span}）\n督办事项办结情况的报告`;
  const sum = (of: (line: ItemLine) => number): number => items.reduce((all, line) => all + of(line), 0);
  const asked = sum(({ extensions }) => extensions);
  const work =
    `全年共发出督办通知${sent.notices}件（其中督办升级${sent.escalations}件），按收件人汇总为邮件${sent.mails}封。` +
    (orders.issued > 0 ? `签发督办通知单${orders.issued}件，其中已回执${orders.replied}件。` : '') +
    (unlisted > 0 ? '' : `各处室申请延期${asked}次，审核退回${sum(({ returns }) => returns)}次。`);
  return {
    title: title.replace('\n', ''),
    at: asOf,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'heading', level: 1, text: '一、总体情况' },
      { kind: 'paragraph', text: closingWords(campaign, { asOf, total }) },
      { kind: 'heading', level: 1, text: '二、督办工作' },
      { kind: 'paragraph', text: work },
      { kind: 'heading', level: 1, text: '三、各责任处室报送情况' },
      figureTable({ caption: '各责任处室报送情况表', who: '责任处室' }, divisions, total),
      ...figureBars('各责任处室报送情况（右侧为按时率）', divisions),
      { kind: 'heading', level: 1, text: '四、各分管负责人分管事项报送情况' },
      figureTable({ caption: '各分管负责人分管事项报送情况表', who: '分管负责人' }, leaders, total),
      { kind: 'note', text: method },
      { kind: 'heading', level: 1, text: '五、各事项办理结果' },
      resultTable(items),
      ...(unlisted > 0
        ? [{ kind: 'note', text: `另有${unlisted}个事项，见台账或表格版报告。` } satisfies FormBlock]
        : []),
      { kind: 'signature', issuer: `${campaign.issuer}督查室`, date: dateIn(asOf, campaign) },
    ],
  };
}
