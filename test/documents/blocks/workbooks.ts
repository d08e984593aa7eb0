import * as XLSX from '@e965/xlsx';
import type { Block, Table } from '../../../documents/blocks/block.js';

export type Value = string | number | XLSX.CellObject;

export interface SheetIn {
  name?: string;
  rows: Value[][];
  merges?: string[];
  hidden?: boolean;
  hiddenRows?: number[];
  hiddenColumns?: number[];
}

/** A workbook made by the library's writer. Rows and columns are counted from 1. */
export function workbook(sheets: SheetIn[], bookType: XLSX.BookType = 'xlsx'): Uint8Array {
  const book = XLSX.utils.book_new();
  sheets.forEach((one, index) => {
    const sheet = XLSX.utils.aoa_to_sheet(one.rows);
    sheet['!merges'] = (one.merges ?? []).map((range) => XLSX.utils.decode_range(range));
    sheet['!rows'] = hiddenAt(one.hiddenRows);
    sheet['!cols'] = hiddenAt(one.hiddenColumns);
    XLSX.utils.book_append_sheet(book, sheet, one.name ?? `Sheet${index + 1}`);
  });
  book.Workbook = { Sheets: sheets.map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })) };
  return XLSX.write(book, { type: 'buffer', bookType }) as Uint8Array;
}

function hiddenAt(numbers: number[] = []): { hidden: boolean }[] {
  const list: { hidden: boolean }[] = [];
  for (const number of numbers) list[number - 1] = { hidden: true };
  return list;
}

interface Container {
  FullPaths: string[];
  FileIndex: { content: Uint8Array }[];
}

export const { CFB } = XLSX as unknown as {
  CFB: {
    read: (bytes: Uint8Array, options: object) => Container;
    write: (container: Container, options: object) => Uint8Array;
    utils: { cfb_new: () => Container; cfb_add: (container: Container, path: string, content: Uint8Array) => void };
  };
};

/** One part of a packed workbook written anew. */
export function repacked(bytes: Uint8Array, path: string, change: (xml: string) => string): Uint8Array {
  const zip = CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const part = zip.FileIndex[zip.FullPaths.findIndex((one) => one.endsWith(path))];
  if (!part) throw new Error(`no ${path}`);
  part.content = Buffer.from(change(Buffer.from(part.content).toString('utf8')));
  return CFB.write(zip, { type: 'buffer', fileType: 'zip' });
}

/** A compound file of the old Office with these streams. */
export function ole(paths: string[], size = 10): Uint8Array {
  return CFB.write(container(paths, size), { type: 'buffer' });
}

/** A zip file with these entries. */
export function zipOf(paths: string[]): Uint8Array {
  return CFB.write(
    container(
      paths.map((path) => `/${path}`),
      10,
    ),
    { type: 'buffer', fileType: 'zip' },
  );
}

function container(paths: string[], size: number): Container {
  const file = CFB.utils.cfb_new();
  for (const path of paths) CFB.utils.cfb_add(file, path, Buffer.alloc(size, 1));
  return file;
}

export function textsOf(blocks: readonly Block[]): string[] {
  return blocks.map((block) => (block.kind === 'paragraph' ? block.text : `[${block.grid.length}]`));
}

export function gridOf(block: Block | undefined): string[][] {
  return tableOf(block).grid.map((row) => row.map((cell) => cell.text));
}

export function tableOf(block: Block | undefined): Table {
  if (block?.kind !== 'table') throw new Error('no table');
  return block;
}
