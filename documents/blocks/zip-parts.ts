import { fromBufferPromise } from 'yauzl';

/**
 * The entries of a zip file that are wanted, unpacked, by their names. By the same account of the file that `checkZip`
 * has checked: another reader may believe what the entries say of themselves where this one believes the directory.
 *
 * @throws the zip reader's own errors for a damaged archive
 */
export async function zipParts(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true });
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    if (!wanted(entry.fileName)) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.set(entry.fileName, Buffer.concat(chunks));
  }
  return parts;
}
