import { parse } from 'csv-parse/sync';

export interface CsvRow {
  fields: string[];
  /** 1-based line on which the row begins. */
  line: number;
}

/**
 * Comma-separated values as in RFC 4180: quoted fields may hold commas, line breaks and doubled quotes. Rows whose
 * fields are all blank are left out. Where a quote is never closed, no quote of the text counts as one.
 */
export function parseCsv(text: string, delimiter = ','): CsvRow[] {
  return allRows(text, delimiter).filter(({ fields }) => fields.some((field) => field.trim() !== ''));
}

/** The same, rows of blank fields included. */
export function allRows(text: string, delimiter = ','): CsvRow[] {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const options = {
    delimiter,
    record_delimiter: '\n',
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    // Blanks may stand between a comma and a quote; a tab is itself a blank.
    trim: delimiter !== '\t',
  };
  let records: { record: string[]; raw: string }[];
  try {
    records = parse(source, options) as unknown as typeof records;
  } catch {
    // Only a quote never closed is left to be wrong.
    records = parse(source, { ...options, quote: null }) as unknown as typeof records;
  }
  let line = 1;
  return records.map(({ record, raw }) => {
    const row = { fields: record, line };
    line += raw.split('\n').length - 1;
    return row;
  });
}
