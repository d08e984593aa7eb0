import type { Instant } from '../../domain/instant.js';

/** An official form (公文) as data: what stands in it, in order. `formDocx` and `formPage` set it, as GB/T 9704 would have it. */
export interface Form {
  /** As the file is known: its document property, the title of the page. */
  title: string;
  /** When it was made: the file's date. */
  at: Instant;
  /** `landscape` for wide tables; `portrait` where nothing is said. */
  orientation?: 'portrait' | 'landscape';
  blocks: FormBlock[];
}

/** Line breaks in a text are kept. */
export type FormBlock =
  /** 红头: who issues it, in red over a red line, between them 文号 and 签发人. */
  | { kind: 'issuingHead'; issuer: string; number?: string; signatory?: string }
  | { kind: 'title'; text: string }
  /** 文号 under the title, where there is no issuing head. */
  | { kind: 'documentNumber'; text: string }
  /** 主送, the colon included. */
  | { kind: 'addressee'; text: string }
  /** `lead`, in 楷体, opens the paragraph. `indent: false` for a line that begins at the margin. */
  | { kind: 'paragraph'; text: string; lead?: string; indent?: boolean }
  /** 1: 一、黑体; 2: （一）楷体. The number is part of the text. */
  | { kind: 'heading'; level: 1 | 2; text: string }
  | FormTable
  | FormBars
  /** 落款: who signs, and the date as a document is dated. */
  | { kind: 'signature'; issuer: string; date: string }
  /** 附件说明: one line, or several that are numbered. */
  | { kind: 'attachments'; names: string[] }
  /** A remark in small type: how something is counted. */
  | { kind: 'note'; text: string }
  /** 回执: on a page of its own, to be filled in and sent back. */
  | { kind: 'replySlip'; title: string; about: string; fields: SlipField[]; note?: string }
  | { kind: 'pageBreak' };

/** What is to be filled in, in a row of its own; `lines` is how high it is, in lines of text. */
export interface SlipField {
  name: string;
  text?: string;
  lines?: number;
}

export interface FormTable {
  kind: 'table';
  caption?: string;
  columns: FormColumn[];
  /** Rows of the head: merged by `columns` and `rows` of their cells, repeated on every page. */
  head: FormCell[][];
  rows: FormCell[][];
  /** Of its text; 12 where nothing is said. */
  points?: number;
}

export interface FormColumn {
  /** Its share of the table's width, against those of the others. */
  width: number;
  align?: Align;
}

export type Align = 'left' | 'center' | 'right';
export type Fill = 'head' | 'green' | 'yellow' | 'red' | 'grey';

/** A cell that covers others spans them; those it covers are left out. */
export type FormCell = string | number | SpanningCell;

export interface SpanningCell {
  text: string | number;
  columns?: number;
  rows?: number;
  fill?: Fill;
  bold?: boolean;
  align?: Align;
}

/** Bars lying one under the other, each in parts, to one scale: a chart that needs no picture and no font. */
export interface FormBars {
  kind: 'bars';
  caption: string;
  legend: { name: string; fill: Exclude<Fill, 'head'> }[];
  /** `parts` in the order of the legend; `value` stands at the bar's end. */
  bars: { name: string; parts: number[]; value: string }[];
  /** What the whole width stands for. */
  whole: number;
}

export function cellOf(cell: FormCell): SpanningCell {
  return typeof cell === 'object' ? cell : { text: cell };
}

/** Ground colours, light enough to be written on and told apart on a printer without colours. */
export const fills: Record<Fill, string> = {
  head: 'E7E6E6',
  green: 'A9D18E',
  yellow: 'FFD966',
  red: 'E2736A',
  grey: 'D0CECE',
};
