/** A mail before it is text or HTML: both are rendered from it, so they cannot say different things. Plain text throughout. */
export interface Letter {
  salutation: string;
  opening: string;
  /** What the reader must know of the mail as a whole: that he stands in for somebody, that another mailbox failed. */
  remarks: string[];
  /** How the reader's divisions stand, at a glance. */
  glance: { title: string; table: LetterTable } | null;
  sections: LetterSection[];
  /** To whoever has had no such mail before: what will come. */
  welcome: string[];
  /** How to act, whom to ask. */
  closing: Fact[];
  /** 落款: the office and the date. */
  signature: { office: string; date: string };
  /** 为何收到此通知: small print, below everything else. */
  why: string[];
}

/** How pressing a section is; colours in HTML, nothing in text. */
export type Tone = 'urgent' | 'attention' | 'plain' | 'good';

export interface LetterSection {
  heading: string;
  /** The heading without its count. */
  title: string;
  tone: Tone;
  /** 事由 */
  cause: string;
  items: LetterItem[];
  /** 要求 */
  request: string;
  /** 后续: what happens next, and when. */
  next: string;
}

export interface LetterItem {
  /** Empty where there is only a table, which says what it is itself. */
  title: string;
  facts: Fact[];
  table: LetterTable | null;
}

export interface LetterTable {
  /** `width` in per cent: a telephone has few pixels. */
  columns: { head: string; width: number }[];
  rows: string[][];
}

/** Heads with their widths. */
export function columnsOf(...heads: [head: string, width: number][]): LetterTable['columns'] {
  return heads.map(([head, width]) => ({ head, width }));
}

export interface Fact {
  label: string;
  text: string;
  /** What the reader looks for first, such as the due date. */
  strong?: boolean;
  /** `text` is an address to open. */
  link?: boolean;
  /** What the reader does there: HTML shows this, on a button, for the address. */
  button?: string;
  /** What HTML shows for the address. */
  show?: string;
  /** `text` is to be typed: its words. One that begins with `--` is an option of ours. */
  words?: string[];
}
