/** The sheets of a draft workbook, in their order. */
export const SHEETS = {
  ledger: '督办台账',
  info: '方案信息',
  warnings: '提醒',
  skipped: '未列入',
  options: '选项',
} as const;

/** Stands in the sheet 方案信息 and says that the workbook is a draft of ours, and of which form. */
export const MARK = 'Duban督办台账草稿1';

export type ItemColumn =
  | 'code'
  | 'heading'
  | 'title'
  | 'contents'
  | 'measures'
  | 'deadlineText'
  | 'leader'
  | 'leads'
  | 'supporting'
  | 'targets'
  | 'source';
export type NodeColumn = 'label' | 'from' | 'due' | 'report' | 'why';
export type ColumnKey = ItemColumn | NodeColumn | 'kept';

export interface Column {
  key: ColumnKey;
  name: string;
  /** In characters of the sheet's font: a Chinese sign takes two. */
  width: number;
  /** Of the whole item, so merged down over its checkpoints; of one checkpoint; or for the reader alone. */
  of: 'item' | 'node' | 'reader';
  /** An officer may delete it. */
  spare?: true;
}

/** The sheet 督办台账, from left to right. */
export const COLUMNS: readonly Column[] = [
  { key: 'code', name: '编号', width: 8, of: 'item' },
  { key: 'heading', name: '责任事项', width: 18, of: 'item' },
  { key: 'title', name: '事项', width: 28, of: 'item' },
  { key: 'contents', name: '工作内容', width: 40, of: 'item' },
  { key: 'measures', name: '工作措施', width: 40, of: 'item' },
  { key: 'deadlineText', name: '完成时限（原文）', width: 13, of: 'item' },
  { key: 'label', name: '检查节点', width: 12, of: 'node' },
  { key: 'from', name: '起', width: 12, of: 'node', spare: true },
  { key: 'due', name: '截止日期', width: 12, of: 'node' },
  { key: 'report', name: '节点内容', width: 28, of: 'node' },
  { key: 'why', name: '依据', width: 22, of: 'node', spare: true },
  { key: 'leader', name: '分管负责人', width: 12, of: 'item' },
  { key: 'leads', name: '牵头单位', width: 18, of: 'item' },
  { key: 'supporting', name: '配合单位', width: 18, of: 'item' },
  { key: 'targets', name: '目标数', width: 30, of: 'item' },
  { key: 'source', name: '出处', width: 14, of: 'item', spare: true },
  { key: 'kept', name: '留存（勿改）', width: 4, of: 'reader', spare: true },
];

export const ITEM_COLUMNS = COLUMNS.filter(({ of }) => of === 'item').map(({ key }) => key as ItemColumn);

export function columnIndex(key: ColumnKey): number {
  return COLUMNS.findIndex((column) => column.key === key);
}

/** Keys of the sheet 方案信息 that an officer may correct. */
export const INFO = {
  title: '标题',
  issuer: '制定单位',
  number: '文号',
  principal: '总责任人',
  name: '期间',
  first: '起',
  last: '止',
  used: '列入事项的段落和表格行',
  mark: '版本',
} as const;

export const WARNING_HEAD = ['代码', '位置', '事项', '提醒', '处理'] as const;
export const SKIPPED_HEAD = ['位置', '处数', '原因', '原文'] as const;
/** The last column of either, hidden as in the sheet 督办台账. */
export const KEPT_HEAD = '留存（勿改）';
