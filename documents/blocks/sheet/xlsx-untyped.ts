import * as XLSX from '@e965/xlsx';
import type { SheetDate } from './sheet-date.js';

/** What the library exports, but leaves out of its types or has as `any`. */
interface Untyped {
  parse_zip: (zip: ZipContainer, options: object) => XLSX.WorkBook;
  SSF: {
    load: (format: string, id: number) => void;
    is_date: (format: string) => boolean;
    parse_date_code: (value: number, options: { date1904: boolean }) => SheetDate | null;
  };
}

/** A zip file unpacked. */
interface ZipContainer {
  FullPaths: string[];
  /** Of the same order. Type 2 is a file. */
  FileIndex: { name: string; type: 2; content: Uint8Array }[];
}

export const { parse_zip: parseZip, SSF } = XLSX as unknown as Untyped;
