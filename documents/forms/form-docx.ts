import { AlignmentType, Document, Footer, PageNumber, PageOrientation, Packer, Paragraph, TextRun } from 'docx';
import { cellText } from '../draft-book/cell-text.js';
import { escape } from '../rehearsal/escape.js';
import { blockDocx } from './docx-blocks.js';
import { fontTable, fonts, margins, sizes } from './form-fonts.js';
import type { Form } from './form.js';
import { paper, twips } from './paper.js';
import { settleZip } from './settle-zip.js';

/** The form as a Word file (.docx), for Word, WPS and LibreOffice. Equal forms make equal bytes. */
export async function formDocx(form: Form): Promise<Uint8Array> {
  const orientation = form.orientation ?? 'portrait';
  const { top, right, bottom, left } = margins[orientation];
  const document = new Document({
    styles: {
      default: {
        document: {
          run: { font: fonts.body.name, size: sizes.body * 2, language: { value: 'zh-CN', eastAsia: 'zh-CN' } },
        },
      },
    },
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            // The library turns the paper.
            size: {
              width: twips(paper.width),
              height: twips(paper.height),
              orientation: PageOrientation[orientation === 'landscape' ? 'LANDSCAPE' : 'PORTRAIT'],
            },
            margin: {
              top: twips(top),
              right: twips(right),
              bottom: twips(bottom),
              left: twips(left),
              footer: twips(25),
            },
          },
        },
        footers: { default: folio(AlignmentType.RIGHT), even: folio(AlignmentType.LEFT) },
        children: form.blocks.flatMap((block, index) =>
          // A signature never stands alone on its page.
          blockDocx(block, { orientation, keepNext: form.blocks[index + 1]?.kind === 'signature' }),
        ),
      },
    ],
  });
  return settleZip(
    await Packer.pack(document, 'uint8array', false, [
      { path: 'word/fontTable.xml', data: fontTable() },
      { path: 'docProps/core.xml', data: coreProperties(form) },
    ]),
  );
}

/** “— 1 —”, a character's width from the outer edge. */
function folio(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const run = { font: fonts.song.name, size: sizes.folio * 2 };
  const edge = sizes.folio * 20;
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: edge, right: edge },
        children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

/** The library would write the time of day. */
function coreProperties({ title, at }: Form): string {
  const time = new Date(at).toISOString();
  const when = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${time}</dcterms:${name}>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties' +
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escape(cellText(title))}</dc:title><dc:creator>Duban</dc:creator>` +
    `<cp:revision>1</cp:revision>${when('created')}${when('modified')}</cp:coreProperties>`
  );
}
