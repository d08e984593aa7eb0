const MAX_NAMES = 20_000;

/**
 * Names of a zip file's entries, from its central directory; `null` when it has none (cut off while downloading).
 * Nothing is unpacked.
 */
export function zipNames(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return null;
  const names: string[] = [];
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= end && view.getUint32(at, true) === 0x02014b50 && names.length < MAX_NAMES) {
    const length = view.getUint16(at + 28, true);
    names.push(
      Buffer.from(bytes.subarray(at + 46, at + 46 + length))
        .toString('utf8')
        .replaceAll('\\', '/'),
    );
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names.length === 0 ? null : names;
}

function endOfDirectory(view: DataView): number | null {
  const last = view.byteLength - 22;
  // A comment of at most 65,535 bytes may follow.
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return null;
}

/**
 * Names of the streams and storages at the top of an OLE compound file, which tell its kind; `null` when it is damaged.
 * What a Word file has embedded lies deeper. Source: [MS-CFB] 2.2 to 2.6.
 */
export function oleNames(bytes: Uint8Array): string[] | null {
  try {
    return topNames(directoryOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  } catch (error) {
    // Whatever points outside of the file.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

interface OleEntry {
  name: string;
  left: number;
  right: number;
  child: number;
}

function directoryOf(view: DataView): OleEntry[] {
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return [];
  const size = 1 << shift;
  const offset = (sector: number) => (sector + 1) * size;
  const fat = fatSectors(view, offset, size);
  const entries: OleEntry[] = [];
  const seen = new Set<number>();
  let sector = view.getUint32(48, true);
  while (sector < 0xfffffffa && !seen.has(sector) && entries.length < MAX_NAMES) {
    seen.add(sector);
    for (let at = offset(sector); at < offset(sector + 1); at += 128) entries.push(entryAt(view, at));
    const holder = fat[Math.floor(sector / (size / 4))];
    sector = holder === undefined ? 0xfffffffe : view.getUint32(offset(holder) + (sector % (size / 4)) * 4, true);
  }
  return entries;
}

function fatSectors(view: DataView, offset: (sector: number) => number, size: number): number[] {
  const sectors: number[] = [];
  for (let i = 0; i < 109; i += 1) sectors.push(view.getUint32(76 + i * 4, true));
  const seen = new Set<number>();
  let next = view.getUint32(68, true);
  while (next < 0xfffffffa && !seen.has(next)) {
    seen.add(next);
    for (let i = 0; i < size / 4 - 1; i += 1) sectors.push(view.getUint32(offset(next) + i * 4, true));
    next = view.getUint32(offset(next) + size - 4, true);
  }
  return sectors.filter((sector) => sector < 0xfffffffa);
}

function entryAt(view: DataView, at: number): OleEntry {
  let name = '';
  const length = Math.min(view.getUint16(at + 64, true) / 2 - 1, 31);
  for (let i = 0; i < length; i += 1) name += String.fromCharCode(view.getUint16(at + i * 2, true));
  const [left, right, child] = [68, 72, 76].map((from) => view.getUint32(at + from, true)) as [number, number, number];
  return { name, left, right, child };
}

/** The first entry is the root; its children hang together as a tree of siblings. */
function topNames(entries: OleEntry[]): string[] | null {
  const root = entries[0];
  if (!root) return null;
  const names: string[] = [];
  const seen = new Set<number>();
  const open = [root.child];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entry = entries[next];
    if (!entry || seen.has(next)) continue;
    seen.add(next);
    names.push(entry.name);
    open.push(entry.left, entry.right);
  }
  return names;
}
