import type { ColumnType } from 'kysely';
import type { Instant } from '../domain/instant.js';
import type { OrderReply, OrderStatus, OrderText } from '../domain/order.js';

/** 督办通知单. */
export interface OrderTable {
  id: string;
  item_id: string;
  checkpoint: number;
  round: number;
  /** The how-manieth issued of its item; 0 for what was never issued. */
  n: number;
  status: OrderStatus;
  office_id: string;
  /** Its number in its office's year; null until it is issued. */
  year: ColumnType<number | null, number | undefined, number>;
  number: ColumnType<number | null, number | undefined, number>;
  /** When the office heard of the draft. */
  drafted_at: Instant;
  issued_at: ColumnType<Instant | null, undefined, Instant>;
  reply_by: ColumnType<Instant | null, undefined, Instant>;
  /** As issued. */
  text: ColumnType<OrderText | null, undefined, string>;
  replies: ColumnType<OrderReply[], undefined, string>;
  ended_at: ColumnType<Instant | null, undefined, Instant>;
  ended_because: ColumnType<string | null, undefined, string>;
}
