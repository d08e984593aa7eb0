import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCsv } from '../../documents/csv.js';

describe('comma-separated values', () => {
  it('keeps commas, quotes and line breaks inside quotes, and knows the line of each row', () => {
    expect(parseCsv('a,"b,""c"""\r\n\r\n"d\ne",f\ng')).toEqual([
      { fields: ['a', 'b,"c"'], line: 1 },
      { fields: ['d\ne', 'f'], line: 3 },
      { fields: ['g'], line: 5 },
    ]);
  });

  it('reads back whatever was quoted', () => {
    const field = fc.string().map((text) => `x${text.replace(/\r/g, '')}`);
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1 }), { minLength: 1 }), (rows) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect(parseCsv(text).map((row) => row.fields)).toEqual(rows);
      }),
    );
  });
});
