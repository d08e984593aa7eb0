import type { Entry } from 'yauzl';
import { elementsIn, parseXml, type MarkupElement } from '../markup.js';
import { openZip, unpack } from '../zip-parts.js';

/** The parts of a Word file that hold its text, each as XML; empty where the file has none. */
export interface DocxParts {
  document: string;
  numbering: string;
  styles: string;
}

/**
 * Unpacks what is needed of a Word file and no more: no pictures, headers, footers or notes. `null` when the archive
 * holds no Word document. Assumes that the archive's size was checked.
 *
 * @throws the zip reader's own errors for a damaged archive
 */
export async function readDocxParts(bytes: Uint8Array): Promise<DocxParts | null> {
  const zip = await openZip(bytes);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  const text = async (name: string) => {
    const entry = entries.get(name);
    return entry ? decodeXml(await unpack(zip, entry)) : '';
  };

  const main = target(await text('_rels/.rels'), '/officeDocument', '') ?? 'word/document.xml';
  const document = await text(main);
  if (!/<(?:\w{1,20}:)?document[\s>]/.test(document)) return null;
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = await text(`${folder}_rels/${main.slice(folder.length)}.rels`);
  const related = (name: string) => text(target(relations, `/${name}`, folder) ?? `${folder}${name}.xml`);
  return { document, numbering: await related('numbering'), styles: await related('styles') };
}

/** Where a relationship of a kind leads; the kinds of strict and transitional files differ in all but their last word. */
function target(relations: string, kind: string, folder: string): string | null {
  const found = elementsIn(parseXml(relations)).find(
    (one: MarkupElement) => one.name === 'Relationship' && (one.attribs.Type ?? '').endsWith(kind),
  )?.attribs.Target;
  if (found === undefined) return null;
  return found.startsWith('/') ? found.slice(1) : folder + found;
}

function decodeXml(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
