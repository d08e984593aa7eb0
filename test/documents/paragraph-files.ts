import { Document, Packer, Paragraph } from 'docx';

/** Paragraphs in the formats that hold them. */
export const paragraphFiles = {
  async docx(texts: readonly string[]): Promise<Uint8Array> {
    const children = texts.map((text) => new Paragraph(text));
    return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
  },

  async html(texts: readonly string[]): Promise<Uint8Array> {
    const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const body = texts.map((text) => `<p>${escaped(text)}</p>`).join('\n');
    return new TextEncoder().encode(
      `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`,
    );
  },
};
