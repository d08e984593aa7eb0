import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

/** An archive's directory; every entry is held to the size it declares. @throws the zip reader's own errors for a damaged archive */
export function openZip(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true });
}

/** @throws the zip reader's own errors for a damaged entry */
export async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * The entries of a zip file that are wanted, unpacked, by their names. By the same account of the file that `checkZip`
 * has checked: another reader may believe what the entries say of themselves where this one believes the directory.
 *
 * @throws the zip reader's own errors for a damaged archive
 */
export async function zipParts(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes);
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    if (wanted(entry.fileName)) parts.set(entry.fileName, await unpack(zip, entry));
  }
  return parts;
}
