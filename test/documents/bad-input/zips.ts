import { constants, crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip file; what it says of itself may be a lie. */
export interface ZipEntry {
  name: string;
  data: Uint8Array | string;
  /** Packed by somebody else: `data` is then only what is told of it. */
  packed?: Buffer;
  /** The unpacked size it claims. */
  claims?: number;
  /** Only in the directory: the bytes are another entry's. */
  sharesBytesOf?: number;
  /** Left as it is in the directory, though the entry itself says that it is packed. */
  saysStored?: boolean;
}

const ZIP64 = 0xffffffff;

/** A zip file written by hand: what a library would refuse to write. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let end = 0;
  for (const { name, data, claims, sharesBytesOf, saysStored, ...given } of entries) {
    const bytes = Buffer.from(data as string);
    const packed = given.packed ?? deflateRawSync(bytes);
    const size = claims ?? bytes.length;
    const label = Buffer.from(name);
    const shared = sharesBytesOf === undefined ? undefined : offsets[sharesBytesOf];
    offsets.push(shared ?? end);
    const extra = size >= ZIP64 ? zip64(size) : Buffer.alloc(0);
    const heads = [8, saysStored ? 0 : 8].map((method) => {
      const head = Buffer.alloc(26);
      head.writeUInt16LE(size >= ZIP64 ? 45 : 20, 0);
      head.writeUInt16LE(0x800, 2);
      head.writeUInt16LE(method, 4);
      head.writeUInt32LE(crc32(bytes), 10);
      head.writeUInt32LE(packed.length, 14);
      head.writeUInt32LE(Math.min(size, ZIP64), 18);
      head.writeUInt16LE(label.length, 22);
      head.writeUInt16LE(extra.length, 24);
      return head;
    }) as [Buffer, Buffer];
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offsets.at(-1) as number, 10);
    central.push(Buffer.from('PK\x01\x02\x2d\0', 'latin1'), heads[1], rest, label, extra);
    if (shared !== undefined) continue;
    const written = [Buffer.from('PK\x03\x04', 'latin1'), heads[0], label, extra, packed];
    local.push(...written);
    end += written.reduce((sum, part) => sum + part.length, 0);
  }
  const directory = Buffer.concat(central);
  return new Uint8Array(Buffer.concat([...local, directory, endOf(entries.length, directory.length, end)]));
}

function zip64(size: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  return extra;
}

/** The directory's end; of more than 65,535 entries only zip64 can tell. */
function endOf(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(Math.min(entries, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries, 0xffff), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (entries <= 0xffff) return end;
  const wide = Buffer.alloc(56);
  wide.write('PK\x06\x06', 0, 'latin1');
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(45, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 0, 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}

/** So many bytes of zeros, packed: one megabyte for each gigabyte. */
export function packedZeros(size: number): Buffer {
  const chunk = 64 * 1024 * 1024;
  // Flushed at its end, so that copies of it can follow one another.
  const packed = deflateRawSync(Buffer.alloc(chunk), { finishFlush: constants.Z_FULL_FLUSH });
  const copies = Array.from({ length: Math.floor(size / chunk) }, () => packed);
  return Buffer.concat([...copies, deflateRawSync(Buffer.alloc(size % chunk))]);
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts every Word file has, around a document's XML. */
export function wordParts(document: string | Uint8Array): ZipEntry[] {
  return [...frame('word/document.xml'), { name: 'word/document.xml', data: document }];
}

/** A Word document of these paragraphs' XML. */
export function wordXml(body: string, prologue = ''): string {
  return `<?xml version="1.0"?>${prologue}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
}

export function wordParagraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

/** The parts every workbook has, around the XML of its sheet. */
export function workbookParts(sheet: string, workbook = workbookXml()): ZipEntry[] {
  return [
    ...frame('xl/workbook.xml'),
    { name: 'xl/workbook.xml', data: workbook },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: sheet },
  ];
}

export function workbookXml(prologue = ''): string {
  return `<?xml version="1.0"?>${prologue}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONS}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

/** A sheet of texts, row by row, with whatever stands before and after its data. */
export function sheetXml(rows: readonly (readonly string[])[], before = '', after = ''): string {
  const data = rows
    .map((row, r) => {
      const cells = row.map(
        (text, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
      return `<row r="${r + 1}">${cells.join('')}</row>`;
    })
    .join('');
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${before}<sheetData>${data}</sheetData>${after}</worksheet>`;
}

function frame(main: string): ZipEntry[] {
  const kind = main.startsWith('xl') ? 'spreadsheetml.sheet.main' : 'wordprocessingml.document.main';
  return [
    {
      name: '[Content_Types].xml',
      data: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${kind}+xml"/>${main.startsWith('xl') ? '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' : ''}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="${main}"/></Relationships>`,
    },
  ];
}
