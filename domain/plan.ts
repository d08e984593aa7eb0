import type { Day } from './instant.js';

/** What a plan document says, before the office has corrected it and before it is a campaign. */
export interface PlanDraft {
  title: string;
  issuer: string;
  /** 总责任人; empty when the document names none. */
  principal: string;
  year: number;
  items: DraftItem[];
  warnings: PlanWarning[];
}

export interface DraftItem {
  /** Our label, unique in the campaign: `1.2`. */
  code: string;
  /** The document's 责任事项. */
  heading: string;
  title: string;
  contents: string[];
  measures: string[];
  /** 分管负责人; empty when the document names none. */
  leader: string;
  divisions: { name: string; role: DivisionRole }[];
  deadlineText: string;
  checkpoints: DraftCheckpoint[];
  targets: Target[];
  source: SourcePlace;
}

export type DivisionRole = 'lead' | 'supporting';

export interface DraftCheckpoint {
  label: string;
  /** First day of the span the checkpoint reports on. */
  from: Day;
  /** The working day on which it is due; the hour is the policy's. */
  due: Day;
  /** Why the day should be looked at by a person, if it should (calendar not yet published, moved off a holiday). */
  mark?: 'calendar-unpublished' | 'moved-to-working-day';
  contents: string[];
}

export interface Target {
  text: string;
  quantity: number;
  unit: string;
}

/** Where in the document something stands: 1-based, inclusive. */
export interface SourcePlace {
  firstLine: number;
  lastLine: number;
}

/** Something the reader could not be sure about, for the office to decide. */
export interface PlanWarning {
  code: string;
  /** In Chinese, as the officer reads it. */
  message: string;
  at: SourcePlace & { item?: string };
}
