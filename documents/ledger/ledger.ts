import type { Instant } from '../../domain/instant.js';
import type { ItemStatus } from '../../domain/item-state.js';
import type { Light } from '../../domain/light.js';

/** A campaign's register (台账) as it is handed on: what stands over it, and its items in their order, read as they are written. */
export interface Ledger {
  head: LedgerHead;
  items: AsyncIterable<LedgerItem>;
}

export interface LedgerHead {
  title: string;
  /** The time the campaign runs over: 2017年, 2017—2018学年度. */
  span: string;
  issuer: string;
  /** 发文字号; empty when the document has none. */
  documentNumber: string;
  principal: string;
  /** IANA name: in whose days and hours all dates are written. */
  zone: string;
  /** 数据截至: lights and lateness are those of that moment. */
  at: Instant;
  /** Who had it made. */
  by: string;
}

/** A light with the word for it, which alone tells 临期 from 补报. */
export interface Lamp {
  light: Light;
  word: string;
}

export interface LedgerItem {
  /** 序号, from 1. */
  number: number;
  code: string;
  heading: string;
  title: string;
  contents: string[];
  measures: string[];
  leads: string[];
  supporting: string[];
  /** Empty where there is none. */
  leader: string;
  status: ItemStatus;
  lamp: Lamp;
  targets: { text: string; quantity: number; unit: string }[];
  checkpoints: LedgerCheckpoint[];
  /** 备注: what somebody reading the row must know besides. */
  notes: string[];
}

export interface LedgerCheckpoint {
  label: string;
  originalDue: Instant;
  /** The date that holds now. */
  due: Instant;
  lamp: Lamp;
  /** When what is under review or accepted was handed in. */
  submittedAt: Instant | null;
  /** 按时, 逾期3个工作日, 逾期4个工作日补报; empty while it is not due. */
  punctuality: string;
  review: string;
  returns: number;
  /** How often an extension was asked for, and what became of it; empty where it never was. */
  extension: string;
  /** As last reported; `target` counts the item's from 1. */
  figures: { target: number; value: number }[];
  /** 落后序时进度, by those figures. */
  behind: boolean;
  /** Names of the files handed in. */
  files: string[];
}
