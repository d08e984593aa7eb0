import type { Day } from './instant.js';
import type { PlanSpan } from './plan-span.js';

/** What a plan document says, before the office has corrected it and before it is a campaign. */
export interface PlanDraft {
  title: string;
  issuer: string;
  /** 发文字号, `武教〔2017〕12号`; empty when the document has none. */
  number: string;
  /** 总责任人; empty when the document names none. */
  principal: string;
  span: PlanSpan;
  /** The year the span begins in. */
  year: number;
  items: DraftItem[];
  warnings: PlanWarning[];
  tally: Tally;
}

export interface DraftItem {
  /** Our label, unique in the campaign: `1.2`. */
  code: string;
  /** The document's 责任事项, or the section the work stands under. */
  heading: string;
  title: string;
  contents: string[];
  measures: string[];
  /** 分管负责人; empty when the document names none. */
  leader: string;
  divisions: NamedDivision[];
  deadlineText: string;
  checkpoints: DraftCheckpoint[];
  targets: Target[];
  source: SourcePlace;
}

export type DivisionRole = 'lead' | 'supporting';

export interface NamedDivision {
  name: string;
  role: DivisionRole;
  /** As the document writes it, where the name was completed or replaced: 人社局 of 市编办、人社局. */
  written?: string;
}

export interface DraftCheckpoint {
  label: string;
  /** First day of the span the checkpoint reports on. */
  from: Day;
  /** The working day on which it is due; the hour is the policy's. */
  due: Day;
  /** How the day follows from the text, in Chinese: `“6月”取当月最后一个工作日`. */
  why: string;
  /** Why the day should be looked at by a person, if it should (calendar not yet published, moved off a holiday). */
  mark?: 'calendar-unpublished' | 'moved-to-working-day';
  contents: string[];
}

/** A figure the work must reach. */
export interface Target {
  /** The clause of the document it stands in. */
  text: string;
  quantity: number;
  unit: string;
  comparison: 'at-least' | 'at-most' | 'equal' | 'about';
}

/** Where in the document something stands. Counts are 1-based, ranges inclusive. */
export interface SourcePlace {
  /** What the document is made of, counted from its start: lines of a text; paragraphs and table rows of a Word file or web page; rows of a workbook. */
  firstLine: number;
  lastLine: number;
  /** What `firstLine` counts, where not lines of a text. */
  unit?: 'paragraph' | 'row';
  page?: number;
  /** The table or sheet, as an officer would find it: `第2个表`, `工作表“台账”`. */
  table?: string;
  /** Rows within the table. */
  rows?: [first: number, last: number];
  /** Column of a single cell: `B` in a sheet, `第2列` in a document's table. */
  column?: string;
}

/** Something the reader could not be sure about, for the office to decide. */
export interface PlanWarning {
  code: string;
  /** In Chinese, as the officer reads it. */
  message: string;
  at: SourcePlace & { item?: string };
}

/** What became of every paragraph and table row of the document: nothing is dropped in silence. */
export interface Tally {
  /** Paragraphs and table rows that items were made of. */
  used: number;
  /** Those that none was made of, runs of one reason together, and why, in Chinese. */
  skipped: { at: SourcePlace; count: number; text: string; why: string }[];
}
