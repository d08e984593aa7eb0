import type { Instant } from '../../domain/instant.js';
import type { Fill, FormCell, FormTable } from '../forms/form.js';
import { dateIn } from '../bulletin/bulletin-words.js';

/** An item as a line of a report: texts as they are to be read. */
export interface ItemLine {
  code: string;
  title: string;
  leads: string;
  supporting: string;
  leader: string;
  /** 正常, 逾期, 办结 … with its ground. */
  standing: string;
  fill: Fill | null;
  /** Each checkpoint with its word: 3月 按时. */
  checkpoints: string;
  next: Instant | null;
  /** What is waited for, and from whom. */
  waiting: string;
  extensions: number;
  returns: number;
}

/** 事项办理结果: what became of each item. */
export function resultTable(lines: ItemLine[]): FormTable {
  return {
    kind: 'table',
    caption: '督办事项办理结果',
    points: 10.5,
    columns: [
      { width: 1 },
      { width: 4.4, align: 'left' },
      { width: 2, align: 'left' },
      { width: 1.5 },
      { width: 1.5 },
      { width: 2.6, align: 'left' },
      { width: 1.2 },
      { width: 1.2 },
    ],
    head: [['编号', '事项', '牵头处室', '分管\n负责人', '结果', '检查节点', '申请\n延期', '退回']],
    rows: lines.map((line): FormCell[] => [
      line.code,
      line.title,
      line.leads,
      line.leader,
      line.standing,
      line.checkpoints,
      line.extensions,
      line.returns,
    ]),
  };
}

/** 督办事项表 of one leader or division: how each item stands and what comes next. */
export function standingTable(lines: ItemLine[], zone: { zone: string }): FormTable {
  return {
    kind: 'table',
    points: 10.5,
    columns: [
      { width: 1 },
      { width: 5, align: 'left' },
      { width: 2.4, align: 'left' },
      { width: 1.8, align: 'left' },
      { width: 1.4 },
      { width: 3, align: 'left' },
      { width: 2.6 },
      { width: 3, align: 'left' },
    ],
    head: [['编号', '事项', '牵头处室', '配合处室', '亮灯', '检查节点', '下一期限', '待办']],
    rows: lines.map((line): FormCell[] => [
      line.code,
      line.title,
      line.leads,
      line.supporting,
      line.fill === null ? line.standing : { text: line.standing, fill: line.fill },
      line.checkpoints,
      line.next === null ? '—' : dateIn(line.next, zone),
      line.waiting,
    ]),
  };
}
