import { isElement, isText, type MarkupElement, type MarkupNode } from '../markup.js';
import { listItems } from './html-lists.js';
import { looksOf, zoneOf, type Zone } from './html-looks.js';
import { piecesOfTable } from './html-tables.js';
import { numberingOf } from '../numbering.js';
import { paragraphText } from '../paragraph-text.js';
import type { Piece } from '../piece.js';

/** What the elements around a node say of it. */
export interface Surroundings {
  zone: Zone | null;
  link: 'none' | 'away' | 'here';
  /** A title stays a title where it links to its own page. */
  heading: boolean;
  /** Line breaks of the source count. */
  preformatted: boolean;
}

/** The paragraphs and tables of `nodes`, each once, in order. */
export function piecesOf(nodes: readonly MarkupNode[], around: Surroundings): Piece[] {
  const flow = new Flow();
  for (const node of nodes) walk(node, flow, around);
  flow.end();
  return flow.pieces;
}

/** Gathers text into paragraphs as the walk comes by it. */
class Flow {
  readonly pieces: Piece[] = [];
  /** The number of a list's item, for the first paragraph in it. */
  prefix = '';
  private parts: string[] = [];
  private linked = 0;
  private linkedHere = 0;
  private zone: Zone | null = null;

  add(text: string, around: Surroundings): void {
    this.parts.push(text);
    this.zone = around.zone;
    if (around.link === 'none') return;
    const signs = text.replace(/\s/g, '').length;
    if (around.link === 'away') this.linked += signs;
    else this.linkedHere += signs;
  }

  end(): void {
    const text = this.parts.length === 0 ? '' : paragraphText(this.parts.join(''));
    if (text !== '') {
      const numbered = this.prefix !== '' && numberingOf(text) === null ? this.prefix + text : text;
      this.prefix = '';
      const { linked, linkedHere, zone } = this;
      this.pieces.push({ kind: 'text', text: numbered, linked, linkedHere, zone });
    }
    this.parts = [];
    this.linked = 0;
    this.linkedHere = 0;
  }
}

function walk(node: MarkupNode, flow: Flow, around: Surroundings): void {
  if (isText(node)) {
    if (!around.preformatted) return flow.add(node.data, around);
    node.data.split(/\r\n|\r|\n/).forEach((line, index) => {
      if (index > 0) flow.end();
      flow.add(line, around);
    });
    return;
  }
  if (!isElement(node)) return;
  const looks = looksOf(node);
  if (looks === 'hidden') return;
  if (node.name === 'br' || node.name === 'hr') return flow.end();
  if (looks === 'inline') {
    for (const child of node.children) walk(child, flow, within(node, around));
    return;
  }
  flow.end();
  walkBlock(node, flow, within(node, around));
  flow.end();
}

function walkBlock(node: MarkupElement, flow: Flow, around: Surroundings): void {
  if (node.name === 'table') {
    const pieces = piecesOfTable(node, around.zone, (nodes) => piecesOf(nodes, around));
    for (const piece of pieces) flow.pieces.push(piece);
    return;
  }
  const numbers = listItems(node);
  for (const child of node.children) {
    const number = isElement(child) ? numbers.get(child) : undefined;
    if (number !== undefined) flow.prefix = number;
    walk(child, flow, around);
    // An item without text keeps its number to itself.
    if (number !== undefined) flow.prefix = '';
  }
}

function within(node: MarkupElement, around: Surroundings): Surroundings {
  const { name, attribs } = node;
  const zone = zoneOf(node, around.zone);
  // <a name> marks a place and often holds a whole text; only a link with an address leads away.
  const href = name === 'a' ? attribs.href?.trim() : undefined;
  const heading = around.heading || name === 'h1' || name === 'h2';
  const leads = href?.startsWith('#') && href !== '#' ? 'here' : 'away';
  const link = heading ? 'none' : href === undefined ? around.link : leads;
  const preformatted =
    around.preformatted || name === 'pre' || /white-space\s*:\s*(?:pre|break)/i.test(attribs.style ?? '');
  return { zone, link, heading, preformatted };
}
