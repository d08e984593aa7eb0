import type { PlanWarning } from '../../domain/plan.js';
import type { Block, Paragraph, Table } from '../blocks/block.js';
import type { FoundItem } from './found-item.js';

/** The second stage of reading: one per way in which documents set out work. */
export interface Recogniser {
  /** Stable: for tests and tallies. */
  name: string;
  /** What it reads, as an error lists it for the officer. */
  kind: string;
  /**
   * Every part of the document it can read. It sees all blocks, and claims only those it understands. Pure; throws
   * nothing but the project's error, and only when the document is surely of its kind and cannot be read.
   */
  recognise(blocks: readonly Block[], context: RecogniserContext): Finding[];
}

export interface RecogniserContext {
  fileName: string;
  /** What the head and foot of the document say of the plan as a whole. */
  front: PlanFront;
}

/** One part of the document, read. Where findings overlap, the surer one stands. */
export interface Finding {
  /** 0 to 1. 0.9 and more: its headings say so. About 0.5: it is set out so, and nothing speaks against it. */
  sureness: number;
  items: FoundItem[];
  /** Paragraphs and tables read, its headings included; none that another finding of the same recogniser claims. */
  claimed: ReadonlySet<Block>;
  warnings: PlanWarning[];
  /** Blocks of the claimed that none of the items holds: headings, a repeated table head, a page's footer. */
  passedOver?: { block: Paragraph | Table; why: string }[];
  /** Rows of claimed tables that none of the items holds, by their index in the grid. */
  passedRows?: { table: Table; row: number; why: string }[];
}

/** What stands around the work: whose plan it is, of which time. Empty or `null` where the document does not say. */
export interface PlanFront {
  title: string;
  titleLine: number | null;
  issuer: string;
  /** 发文字号. */
  number: string;
  principal: string;
  /** The year or years the document itself states. */
  span: StatedSpan | null;
  /** The one date by which all is to be done (到2019年底), as written; empty when there is none. */
  overall: string;
}

export interface StatedSpan {
  kind: 'year' | 'school-year' | 'stated';
  from: number;
  /** The last year of a stated span; `from` for a year, `from + 1` for a school year. */
  to: number;
  /** Why the year should be looked at by a person, in Chinese. */
  doubt?: string;
}
