import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { readPdf } from '../../../documents/blocks/pdf/pdf.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import { DubanError } from '../../../domain/errors.js';
import { findBrowser } from '../../helpers/browser.js';

const executablePath = findBrowser();
// Under CI a missing browser is a failure, never a silent gap.
const withBrowser = (executablePath ?? process.env.CI) ? describe : describe.skip;

const FILE = 'samples/tianmen-2018-work-points.txt';
const PARAGRAPHS = readTextFile(readFileSync(FILE), FILE)
  .filter((block) => block.kind === 'paragraph')
  .map(({ text }) => text)
  .slice(4, 24);
const STYLE = `@page { size: A4; margin: 3cm 2.6cm } h1 { text-align: center; font-size: 22pt }
  p { text-indent: 2em; font-size: 16pt; line-height: 28pt; margin: 0 } td { border: 1px solid; width: 4cm }`;

withBrowser('a PDF with a text layer', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? 'chromium', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** A printed page, page numbers at its foot. */
  async function printed(body: string): Promise<Uint8Array> {
    const page = await browser.newPage();
    await page.setContent(`<meta charset="utf-8"><style>${STYLE}</style>${body}`);
    const footerTemplate =
      '<div style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>';
    const bytes = await page.pdf({ displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate });
    await page.close();
    return bytes;
  }

  it('gives the paragraphs that were printed, over page breaks, without page numbers', async () => {
    const [title = '', ...rest] = PARAGRAPHS;
    const { blocks, warnings } = await readPdf(
      await printed(`<h1>${title}</h1>${rest.map((text) => `<p>${text}</p>`).join('')}`),
      'a.pdf',
    );
    // The space after a number is the printer's to keep.
    const unspaced = (texts: string[]) => texts.map((text) => text.replace(/^(\d+\.) /, '$1'));
    expect(unspaced(blocks.map(({ text }) => text))).toEqual(unspaced(PARAGRAPHS));
    expect(blocks[0]?.page).toBe(1);
    expect(blocks.at(-1)?.page).toBeGreaterThan(2);
    expect(warnings).toEqual([]);
  });

  it('warns of a table, which a PDF cannot keep', async () => {
    const row = '<tr><td>1</td><td>推进学区制</td><td>6月</td></tr>';
    const { warnings } = await readPdf(await printed(`<p>任务分解表</p><table>${row.repeat(4)}</table>`), 'a.pdf');
    expect(warnings).toMatchObject([{ code: 'pdf-table', at: { page: 1 } }]);
  });

  it('refuses a scan, which has no text, saying what to do', async () => {
    const picture = '<svg width="200" height="200"><circle r="90" cx="100" cy="100" /></svg>';
    const blank = (await printed(picture)).slice();
    await expect(readPdf(blank, 'scan.pdf')).rejects.toMatchObject({
      code: 'file-no-text',
      message: expect.stringContaining('扫描件'),
    });
  });
});

describe('what only begins as a PDF', () => {
  it.each(['%PDF-1.7\n', '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n'])(
    'is refused with a clear error: %j',
    async (text) => {
      const error: unknown = await readPdf(new TextEncoder().encode(text), 'a.pdf').catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(DubanError);
      expect((error as DubanError).code).toMatch(/^file-(unreadable|no-text)$/);
    },
  );
});
