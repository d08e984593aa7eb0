/** What a file says, freed of its format: the first stage's output and the only thing a recogniser sees. */
export type Block = Paragraph;

/** One non-empty paragraph; in a table flattened to lines, one cell or one paragraph of a cell. */
interface Paragraph {
  kind: 'paragraph';
  /** Trimmed, never empty, without line breaks; no-break and ideographic spaces are plain spaces. */
  text: string;
  /** 1-based line in the file. */
  line: number;
}
