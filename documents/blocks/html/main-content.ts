import type { Zone } from './html-looks.js';
import type { Piece, TextPiece } from '../piece.js';
import { numberingOf } from '../numbering.js';

/**
 * A page without what the site puts around its text: menus, footers, lists of other articles. Told by the markup and by
 * how much of a paragraph is links, never by where it stands. Tables and numbered paragraphs always stay.
 */
export function withoutFurniture(pieces: readonly Piece[]): Piece[] {
  const kept = new Set<Zone>();
  for (const piece of pieces) if (piece.zone && speaksFor(piece, piece.zone)) kept.add(piece.zone);
  const inText = pieces.filter((piece) => piece.zone === null || kept.has(piece.zone));
  const withoutLists = withoutLinkLists(inText);
  // A page that is nothing but furniture is one whose markup was misread.
  if (withoutLists.length > 0) return withoutLists;
  return inText.length > 0 ? inText : [...pieces];
}

/** What shows that a part of the page is the document's after all. */
function speaksFor(piece: Piece, zone: Zone): boolean {
  if (piece.kind === 'table') return true;
  if (isLinked(piece)) return false;
  if (numberingOf(piece.text) !== null) return true;
  return !zone.sure && (piece.text.length >= 30 || METADATA.test(piece.text.replace(/\s/g, '')));
}

const METADATA = /索引号|文号|字号|发布|成文|印发|生成|日期|时间|机构|来源|标题|名称|责任人|负责人/u;

/** Three links in a row are a list of other pages; one or two may be part of the text (附件). */
function withoutLinkLists(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  let run: TextPiece[] = [];
  const endRun = () => {
    const contents = run.every((piece) => piece.linkedHere > 0);
    if (run.length < 3 && !run.some((piece) => isTrail(piece))) kept.push(...run);
    // Links to places of this page are its own table of contents, which says nothing that does not follow.
    else if (!contents) kept.push(...run.filter((piece) => numberingOf(piece.text) !== null && piece.linkedHere === 0));
    run = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'text' && isLinked(piece) && !/^附\s*件/.test(piece.text)) run.push(piece);
    else {
      endRun();
      kept.push(piece);
    }
  }
  endRun();
  return kept;
}

/** Mostly links, and no sentence: a sentence in a link is text that someone made clickable. */
function isLinked(piece: TextPiece): boolean {
  const links = piece.linked + piece.linkedHere;
  if (links === 0) return false;
  const signs = piece.text.replace(/\s/g, '').length;
  if (signs > 60 && /[。；;]/.test(piece.text)) return false;
  // In a list of articles each has its day beside it.
  return isTrail(piece) || links >= 0.6 * piece.text.replace(DAY, '').replace(/\s/g, '').length;
}

const DAY = /\d{2,4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?|\d{1,2}[-/]\d{1,2}/g;

/** Where the page stands in the site, in one paragraph of links: 首页 > 政务公开 > 规划. */
function isTrail(piece: TextPiece): boolean {
  const { text } = piece;
  return text.length <= 120 && /^您?的?(?:当前|现在|所在)的?(?:所在)?位置|^首\s?页\s*[>»›/\\-]/u.test(text);
}
