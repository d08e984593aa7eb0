import { dayOf } from './calendar/zoned.js';
import type { Instant } from './instant.js';

/** What becomes of a supervision order (督办通知单): `discharged` is answered by the report itself. */
export type OrderStatus = 'drafted' | 'issued' | 'replied' | 'discharged' | 'withdrawn';

/** What an order says. As it was issued it is kept, whatever becomes of the item; a draft says what holds now. */
export interface OrderText {
  /** 督办〔2027〕3号; empty for a draft. */
  number: string;
  /** Who issued the plan document, and the office of it that supervises. */
  issuer: string;
  office: string;
  campaign: string;
  /** The plan document's own number; empty where it has none. */
  documentNumber: string;
  /** Divisions, by name. */
  to: string[];
  item: { code: string; heading: string; title: string };
  checkpoint: { label: string; due: Instant; contents: string[] };
  /** Working days since due. */
  daysLate: number;
  signatory: string;
  issuedAt: Instant;
  replyBy: Instant;
  zone: string;
}

/** 回执: what will be done, by when, and who sees to it. */
export interface OrderReply {
  division: string;
  at: Instant;
  plan: string;
  due: Instant;
  person: string;
}

/** 市教育局督查室: the office as a paper of it is headed and signed. */
export function officeOf({ issuer, office }: Pick<OrderText, 'issuer' | 'office'>): string {
  return office.startsWith(issuer) ? office : `${issuer}${office}`;
}

/** 督办〔2027〕3号. */
export function orderNumber(year: number, number: number): string {
  return `督办〔${year}〕${number}号`;
}

/** The year in which an order issued then is numbered. */
export function orderYear(issuedAt: Instant, zone: string): number {
  return Number(dayOf(issuedAt, zone).slice(0, 4));
}

export const orderStatusNames: Record<OrderStatus, string> = {
  drafted: '待签发',
  issued: '待回执',
  replied: '已回执',
  discharged: '已办结',
  withdrawn: '已撤回',
};
