/** What a file says, freed of its format: the first stage's output and the only thing a recogniser sees. */
export type Block = Paragraph | Table;

/** One non-empty paragraph; in a table flattened to lines, one cell or one paragraph of a cell. */
export interface Paragraph extends Place {
  kind: 'paragraph';
  /** Trimmed, never empty, without line breaks, its number included; no-break and ideographic spaces are plain spaces. */
  text: string;
}

/** A table with its spans resolved: every row has a cell in every column, merged places share one cell. */
export interface Table extends Place {
  kind: 'table';
  /** Row by row; `grid[r][c] === grid[r + 1][c]` where two rows are merged. Rows are equally long. */
  grid: TableCell[][];
  /** What stands over the table as its name: a caption, or the name of the sheet when it says something. */
  caption?: string;
}

export interface TableCell extends Place {
  /** Its paragraphs, joined by line breaks; trimmed; empty for an empty cell. */
  text: string;
}

/** Where a block or cell stands in its document; see `SourcePlace`. */
export interface Place {
  /** 1-based; later in the document is greater. All cells of one table row share theirs. */
  line: number;
  unit?: 'paragraph' | 'row';
  page?: number;
  table?: string;
  row?: number;
  column?: string;
}
