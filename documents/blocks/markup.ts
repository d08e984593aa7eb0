import { load, type CheerioAPI } from 'cheerio/slim';

/** The tree that cheerio's linear parser (htmlparser2) makes of HTML and XML alike, by the names this project needs. */
export type MarkupRoot = NonNullable<ReturnType<CheerioAPI['root']>[number]>;
export type MarkupNode = MarkupRoot['children'][number];
export type MarkupElement = Extract<MarkupNode, { attribs: Record<string, string>; name: string }>;

/** An XML part as a tree. Entities that the part itself declares are never expanded. */
export function parseXml(xml: string): MarkupRoot {
  return rootOf(load(xml, { xml: { xmlMode: true } }));
}

/**
 * Whether elements may stand within one another more than `limit` deep, told before parsing: parsers keep the open ones
 * in a list, which takes the square of its length when a file is made of nothing but beginnings.
 */
export function nestsDeeper(markup: string, limit: number): boolean {
  const tag = /<(\/?)([a-z][^\s/<>]*)([^<>]*)/gi;
  let depth = 0;
  let open = 0;
  for (let found = tag.exec(markup); found; found = tag.exec(markup)) {
    const [, end, name = '', rest = ''] = found;
    const step = end ? -1 : 1;
    // Only XML names have a colon, and only there does a slash end an element.
    if (VOID.test(name) || (rest.endsWith('/') && name.includes(':'))) continue;
    if (ENDED_BY_NEXT.test(name)) open = Math.max(0, open + step);
    else depth = Math.max(0, depth + step);
    if (depth > limit || open > 10 * limit) return true;
    if (step === 1 && PROGRAM.test(name)) tag.lastIndex = endOf(name, markup, tag.lastIndex);
  }
  return false;
}

/** Elements that have no end. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;
/** Elements whose end pages leave out, because the next one implies it. */
const ENDED_BY_NEXT = /^(?:p|li|d[dt]|t[dhr]|tbody|thead|tfoot|option)$/i;
/** What stands in these is not markup, though `i<n` looks like it. */
const PROGRAM = /^(?:script|style)$/i;

function endOf(name: string, markup: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  return end.exec(markup)?.index ?? markup.length;
}

/** Reads in one pass; a parser that repairs as browsers do can be made to multiply what it reads. */
export function parseHtml(html: string): MarkupRoot {
  return rootOf(load(html, { xml: { xmlMode: false } }));
}

function rootOf($: CheerioAPI): MarkupRoot {
  return $.root()[0] as MarkupRoot;
}

export function isElement(node: MarkupNode): node is MarkupElement {
  return 'attribs' in node;
}

export function isText(node: MarkupNode): node is Extract<MarkupNode, { data: string; nodeType: 3 }> {
  return node.nodeType === 3;
}

/** The first child element of a name. */
export function childNamed(parent: MarkupElement | undefined, name: string): MarkupElement | undefined {
  return parent && childrenNamed(parent, name)[0];
}

export function childrenNamed(parent: MarkupElement, name: string): MarkupElement[] {
  return parent.children.filter((child): child is MarkupElement => isElement(child) && child.name === name);
}

/** Every element below, in the order of the document; without recursion, for hostile files nest deeply. */
export function elementsIn(root: MarkupRoot | MarkupElement): MarkupElement[] {
  const found: MarkupElement[] = [];
  const open: MarkupNode[] = [...root.children].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    for (let i = node.children.length - 1; i >= 0; i -= 1) open.push(node.children[i] as MarkupNode);
  }
  return found;
}
