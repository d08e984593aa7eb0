/** The few records of a zip file, as PKWARE's APPNOTE 6.3.10 has them: names in UTF-8, sizes after the data, zip64 where it must be. */

export interface ZipEntry {
  name: string;
  deflated: boolean;
  /** Its sizes may be 4 GiB or more: known before its data are. */
  large: boolean;
  crc: number;
  packed: number;
  size: number;
  /** Where its local header stands. */
  offset: number;
}

const STREAMED_UTF8 = 0x0808;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
const version = (large: boolean): number => (large ? 45 : 20);

/** `time`: as MS-DOS has it, see `dosTime`. */
export function localHeader({ name, deflated, large }: ZipEntry, time: number): Buffer {
  const encoded = Buffer.from(name);
  // Zip64 sizes, in the data descriptor too, are announced here.
  const extra = large ? fields([2, 1], [2, 16], [8, 0], [8, 0]) : Buffer.alloc(0);
  return Buffer.concat([
    fields([4, 0x04034b50], [2, version(large)], [2, STREAMED_UTF8], [2, deflated ? 8 : 0], [4, time]),
    fields([4, 0], [4, large ? MOST_32 : 0], [4, large ? MOST_32 : 0], [2, encoded.length], [2, extra.length]),
    encoded,
    extra,
  ]);
}

export function dataDescriptor({ crc, packed, size, large }: ZipEntry): Buffer {
  const width = large ? 8 : 4;
  return fields([4, 0x08074b50], [4, crc], [width, packed], [width, size]);
}

export function directoryRecord(entry: ZipEntry, time: number): Buffer {
  const { deflated, crc } = entry;
  const name = Buffer.from(entry.name);
  const wide = [entry.size, entry.packed, entry.offset].filter((value) => value >= MOST_32);
  const extra = wide.length === 0 ? Buffer.alloc(0) : fields([2, 1], [2, 8 * wide.length], ...wide.map(eight));
  const [size, packed, offset] = [entry.size, entry.packed, entry.offset].map((value) => Math.min(value, MOST_32));
  return Buffer.concat([
    // Made on Unix, so that the rights below are understood: read by all, written by its owner.
    fields([4, 0x02014b50], [2, 0x032d], [2, version(entry.large || wide.length > 0)], [2, STREAMED_UTF8]),
    fields([2, deflated ? 8 : 0], [4, time], [4, crc], [4, packed ?? 0], [4, size ?? 0], [2, name.length]),
    fields([2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0o100644 * 0x10000], [4, offset ?? 0]),
    name,
    extra,
  ]);
}

/** What stands between the directory and the comment, which must follow. */
export function directoryEnd(directory: { entries: number; size: number; offset: number }, comment: number): Buffer {
  const { entries, size, offset } = directory;
  const large = entries >= MOST_16 || size >= MOST_32 || offset >= MOST_32;
  const zip64 = large
    ? [
        fields([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], eight(entries), eight(entries), eight(size)),
        fields(eight(offset), [4, 0x07064b50], [4, 0], eight(offset + size), [4, 1]),
      ]
    : [];
  const count = Math.min(entries, MOST_16);
  return Buffer.concat([
    ...zip64,
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, Math.min(size, MOST_32)]),
    fields([4, Math.min(offset, MOST_32)], [2, comment]),
  ]);
}

/** Clocks without a zone, in steps of two seconds, from 1980 on: `2027-03-20T09:01:30`. */
export function dosTime(clock: string): number {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = clock.split(/[-T:]/).map(Number);
  const date = (Math.max(0, year - 1980) << 9) | (month << 5) | day;
  return date * 0x10000 + ((hour << 11) | (minute << 5) | (second >> 1));
}

type Field = [width: number, value: number];
const eight = (value: number): Field => [8, value];

/** Little-endian. */
function fields(...all: Field[]): Buffer {
  const buffer = Buffer.alloc(all.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of all) {
    if (width === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, width);
    at += width;
  }
  return buffer;
}
