export interface CsvRow {
  fields: string[];
  /** 1-based line on which the row begins. */
  line: number;
}

/**
 * Comma-separated values as in RFC 4180: quoted fields may hold commas, line breaks and doubled quotes. Rows whose
 * fields are all blank are left out; a quote that is never closed runs to the end of the text.
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let row: CsvRow = { fields: [], line: 1 };
  let field = '';
  let quoted = false;
  let line = 1;
  const endField = () => {
    row.fields.push(field);
    field = '';
  };
  const endRow = () => {
    endField();
    if (row.fields.some((one) => one.trim() !== '')) rows.push(row);
    row = { fields: [], line: line + 1 };
  };
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  for (let i = 0; i < source.length; i += 1) {
    const character = source.charAt(i);
    if (quoted) {
      if (character !== '"') field += character;
      else if (source.charAt(i + 1) === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (character === '"' && field.trim() === '') {
      field = '';
      quoted = true;
    } else if (character === ',') endField();
    else if (character === '\n') endRow();
    else field += character;
    if (character === '\n') line += 1;
  }
  endRow();
  return rows;
}
