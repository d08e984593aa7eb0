import type { ShortState } from '../register/short/tables.js';

export const shortStates: Record<ShortState, string> = {
  pending: '待发送',
  sending: '发送中',
  accepted: '已发送',
  rejected: '被拒绝',
  unknown: '送达情况不明',
  withdrawn: '已撤回',
};
