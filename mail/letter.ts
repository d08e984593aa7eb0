/** A mail before it is text or HTML: both are rendered from it, so they cannot say different things. Plain text throughout. */
export interface Letter {
  salutation: string;
  opening: string;
  sections: LetterSection[];
  /** How to act, why the mail came, whom to ask. */
  closing: Fact[];
  /** 落款: the office and the date. */
  signature: { office: string; date: string };
}

/** How pressing a section is; colours in HTML, nothing in text. */
export type Tone = 'urgent' | 'attention' | 'plain' | 'good';

export interface LetterSection {
  heading: string;
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
  title: string;
  facts: Fact[];
  table: LetterTable | null;
}

export interface LetterTable {
  /** `width` in pixels keeps a column on one line; `null` takes what is left. */
  columns: { head: string; width: number | null }[];
  rows: string[][];
}

export interface Fact {
  label: string;
  text: string;
  /** What the reader looks for first, such as the due date. */
  strong?: boolean;
  /** `text` is an address to open. */
  link?: boolean;
}
