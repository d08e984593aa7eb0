import type { BulletinFigures, MissingReport } from './bulletin-figures.js';
import type { Instant } from './instant.js';
import type { OrderReply, OrderStatus } from './order.js';

/** 督查专报: how a campaign stands, to the leader whose divisions answer for it, or to the principal. */
export interface SpecialReport {
  campaign: { title: string; span: string; issuer: string; zone: string };
  /** Who reads it; empty where the plan names no principal. */
  to: string;
  /** Only what that leader answers for; else the whole campaign. */
  leader: string | null;
  asOf: Instant;
  figures: BulletinFigures;
  /** Longest overdue first, with the working days since due and the order that stands for it. */
  missing: (MissingReport & { days: number; order: ReportedOrder | null })[];
  /** Issued so far, oldest first, those answered and taken back, too. */
  orders: ReportedOrder[];
}

export interface ReportedOrder {
  itemId: string;
  checkpoint: number;
  /** Null for a draft. */
  number: string | null;
  status: OrderStatus;
  to: string[];
  replyBy: Instant | null;
  replies: OrderReply[];
}

/** 工作建议: what the leader is asked to do, from what stands in the report. */
export function proposals({ missing, orders, figures, asOf }: SpecialReport): string[] {
  const [worst] = missing;
  const late = named(missing.flatMap(({ divisions }) => divisions));
  const silent = orders.filter(({ status, replyBy }) => status === 'issued' && replyBy !== null && replyBy < asOf);
  const behind = figures.divisions.filter((division) => division.behind > 0).map(({ name }) => name);
  const found = [
    ...(worst === undefined
      ? []
      : [
          `请督促${late}抓紧补报逾期未报的${figures.total.missing}个检查节点，对逾期最久的${worst.code}“${worst.label}”节点（已逾期${worst.days}个工作日）予以重点过问。`,
        ]),
    ...(silent.length === 0
      ? []
      : [
          `请督促${named(silent.flatMap(({ to }) => to))}对到期未回执的督办通知单（${silent.map(({ number }) => number ?? '').join('、')}）立即回执并落实。`,
        ]),
    ...(behind.length === 0 ? [] : [`请对${named(behind)}落后于序时进度的工作进行调度，协调解决存在的困难。`]),
  ];
  return found.length > 0 ? found : ['各项工作按期推进，建议继续督促责任处室按节点报送。'];
}

function named(names: string[]): string {
  return [...new Set(names)].join('、');
}
