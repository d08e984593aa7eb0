import { childNamed, elementsIn, parseXml } from '../markup.js';

export interface ParagraphStyle {
  id: string;
  /** Word's own name for it in small letters, the same in every language: `toc 1`, `heading 2`. */
  name: string;
  basedOn: string | undefined;
  numId: string | undefined;
  ilvl: string | undefined;
}

/** The styles of a Word file, as far as they number paragraphs. */
export interface DocxStyles {
  /** The style and those it is based on, itself first; the default style's for a paragraph that names none. */
  chain(styleId: string | undefined): ParagraphStyle[];
}

export function readStyles(xml: string): DocxStyles {
  const styles = new Map<string, ParagraphStyle>();
  let usual: string | undefined;
  for (const element of elementsIn(parseXml(xml))) {
    if (element.name !== 'w:style') continue;
    const id = element.attribs['w:styleId'] ?? '';
    const numPr = childNamed(childNamed(element, 'w:pPr'), 'w:numPr');
    styles.set(id, {
      id,
      name: (childNamed(element, 'w:name')?.attribs['w:val'] ?? '').toLowerCase(),
      basedOn: childNamed(element, 'w:basedOn')?.attribs['w:val'],
      numId: childNamed(numPr, 'w:numId')?.attribs['w:val'],
      ilvl: childNamed(numPr, 'w:ilvl')?.attribs['w:val'],
    });
    if (element.attribs['w:type'] === 'paragraph' && /^(?:1|true|on)$/.test(element.attribs['w:default'] ?? ''))
      usual = id;
  }
  return {
    chain(styleId) {
      const chain: ParagraphStyle[] = [];
      let style = styles.get(styleId ?? usual ?? '');
      while (style && !chain.includes(style)) {
        chain.push(style);
        style = styles.get(style.basedOn ?? '');
      }
      return chain;
    },
  };
}
