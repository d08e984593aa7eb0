import type { AutomaticNumbers } from './docx-numbering.js';
import type { DocxStyles } from './docx-styles.js';
import { docxTable } from './docx-table.js';
import { childNamed, elementsIn, isElement, type MarkupElement, type MarkupNode } from '../markup.js';
import { paragraphText } from '../paragraph-text.js';
import { plainText, type Piece } from '../piece.js';

export interface DocxContext {
  styles: DocxStyles;
  numbers: AutomaticNumbers;
  /** Told when the text holds pictures, drawings or embedded objects. */
  onPicture: () => void;
}

/**
 * The paragraphs and tables that stand among `nodes`, as Word shows them with all tracked changes accepted. A text box
 * follows the paragraph it is tied to. The table of contents is left out: it says nothing that does not follow.
 */
export function docxPieces(nodes: readonly MarkupNode[], context: DocxContext, inCell = false): Piece[] {
  const place = { ...context, inCell, carried: '' };
  const pieces = piecesAmong(nodes, place);
  const last = paragraphText(place.carried);
  return last === '' ? pieces : [...pieces, plainText(last)];
}

interface Place extends DocxContext {
  inCell: boolean;
  /** What stood in paragraphs whose end was deleted: it begins the next one. */
  carried: string;
}

function piecesAmong(nodes: readonly MarkupNode[], place: Place): Piece[] {
  return nodes.filter(isElement).flatMap((element): Piece[] => {
    if (element.name === 'w:p') return paragraph(element, place);
    if (element.name === 'w:tbl') return docxTable(element, (cell) => docxPieces(cell.children, place, true));
    if (REMOVED.has(element.name) || isTableOfContents(element)) return [];
    return piecesAmong(shownChildren(element), place);
  });
}

/** Deleted or moved away; or what is said of the text and is no text itself. */
const REMOVED = new Set(
  'w:del w:moveFrom w:delText w:instrText w:rt w:pPr w:rPr w:tblPr w:trPr w:tcPr w:sdtPr w:sectPr w:footnoteReference w:endnoteReference'.split(
    ' ',
  ),
);

/** A drawing stands there twice, for newer and for older programs. Its text is wanted once. */
function shownChildren(element: MarkupElement): MarkupNode[] {
  if (element.name !== 'mc:AlternateContent') return element.children;
  const choice = childNamed(element, 'mc:Choice');
  const fallback = childNamed(element, 'mc:Fallback');
  const box = choice && elementsIn(choice).some((inner) => inner.name === 'w:txbxContent');
  return ((box ? choice : fallback) ?? choice)?.children ?? [];
}

function isTableOfContents(element: MarkupElement): boolean {
  const part = element.name === 'w:sdt' && childNamed(childNamed(element, 'w:sdtPr'), 'w:docPartObj');
  return part !== false && /table of contents/i.test(childNamed(part, 'w:docPartGallery')?.attribs['w:val'] ?? '');
}

function paragraph(element: MarkupElement, place: Place): Piece[] {
  const properties = childNamed(element, 'w:pPr');
  if (isContentsLine(properties, place)) return [];
  const ended = childNamed(childNamed(properties, 'w:rPr'), 'w:del') === undefined;
  // Asked of every paragraph in turn: those without text are counted too, but only in a table do they show.
  const number = ended ? place.numbers.next(element) : null;
  const line = { text: place.carried, boxes: [] as MarkupElement[] };
  place.carried = '';
  gather(element, line, place);
  const boxes = () => line.boxes.flatMap((box) => docxPieces(box.children, place, place.inCell));
  if (!ended) {
    place.carried = line.text;
    return boxes();
  }
  const lines = line.text
    .split('\n')
    .map(paragraphText)
    .filter((text) => text !== '');
  if (number !== null && (lines.length > 0 || place.inCell)) lines[0] = paragraphText(number + (lines[0] ?? ''));
  return [...lines.map(plainText), ...boxes()];
}

/** A line of the table of contents, where that was made without a frame of its own. */
function isContentsLine(properties: MarkupElement | undefined, place: Place): boolean {
  const style = childNamed(properties, 'w:pStyle')?.attribs['w:val'];
  return style !== undefined && /^toc \d/.test(place.styles.chain(style)[0]?.name ?? '');
}

/** The text of a paragraph, its line breaks as they are, and the text boxes tied to it. */
function gather(element: MarkupElement, line: { text: string; boxes: MarkupElement[] }, place: Place): void {
  for (const child of shownChildren(element)) {
    if (!isElement(child) || REMOVED.has(child.name) || isHidden(child)) continue;
    if (PICTURES.has(child.name)) place.onPicture();
    const sign = SIGNS[child.name];
    if (sign !== undefined) line.text += sign;
    else if (child.name === 'w:t' || child.name === 'm:t') line.text += ownText(child).replace(/[\r\n]+/g, ' ');
    else if (child.name === 'w:sym') line.text += symbol(child);
    else if (child.name === 'w:txbxContent') line.boxes.push(child);
    else gather(child, line, place);
  }
}

const PICTURES = new Set(['w:drawing', 'w:pict', 'w:object']);
const SIGNS: Record<string, string> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

function ownText(element: MarkupElement): string {
  return element.children.map((child) => ('data' in child ? child.data : '')).join('');
}

/** Signs of Word's own picture fonts (F000 and up) mean nothing outside of it. */
function symbol(element: MarkupElement): string {
  const code = Number.parseInt(element.attribs['w:char'] ?? '', 16);
  return code >= 0x20 && code < 0xd800 ? String.fromCodePoint(code) : '';
}

function isHidden(element: MarkupElement): boolean {
  if (element.name !== 'w:r') return false;
  const vanish = childNamed(childNamed(element, 'w:rPr'), 'w:vanish');
  return vanish !== undefined && !/^(?:0|false|off)$/.test(vanish.attribs['w:val'] ?? '');
}
