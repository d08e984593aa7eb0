import { deflateSync } from 'node:zlib';
import { describe, expect, it, jest } from '@jest/globals';
import { expectRefused, readApart } from './read-apart.js';

jest.setTimeout(150_000);

/** A PDF of these objects, the first its catalogue, as the standard's plainest form has it. */
function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets = objects.map((object, n) => {
    const offset = parts.reduce((sum, part) => sum + part.length, 0);
    parts.push(Buffer.from(`${n + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n'));
    return offset;
  });
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}

const CATALOGUE = '<</Type/Catalog/Pages 2 0 R>>';
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

/** One page with this content. */
function page(content: Buffer, filter = ''): Buffer {
  const stream = Buffer.concat([
    Buffer.from(`<</Length ${content.length}${filter}>>stream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
  const kid = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>';
  return pdfOf([CATALOGUE, '<</Type/Pages/Kids[3 0 R]/Count 1>>', kid, stream, FONT]);
}

describe('a PDF', () => {
  it('cut off, or of nothing but its first line, is refused', async () => {
    const sound = page(Buffer.from(`BT /F1 12 Tf 72 700 Td (${'plan '.repeat(200)}) Tj ET`));
    await expectRefused(sound.subarray(0, 200), '方案.pdf', 'file-unreadable');
    await expectRefused(Buffer.from('%PDF-1.7\n'), '方案.pdf', 'file-unreadable');
  });

  it('without a text is refused, the recognition of texts advised', async () => {
    const message = await expectRefused(page(Buffer.from('0 0 100 100 re f')), '扫描.pdf', 'file-no-text');
    expect(message).toContain('OCR');
  });

  it('of ten thousand pages is refused by their number', async () => {
    const kids = Array.from({ length: 10_000 }, (_, n) => `${n + 3} 0 R`).join(' ');
    const pages = Array.from({ length: 10_000 }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>');
    const bytes = pdfOf([CATALOGUE, `<</Type/Pages/Kids[${kids}]/Count 10000>>`, ...pages]);
    const message = await expectRefused(bytes, '方案.pdf', 'file-too-large');
    expect(message).toContain('10000页');
  });

  it('whose page unpacks to a gigabyte is refused or read within bounds', async () => {
    const zeros = deflateSync(Buffer.alloc(1024 ** 3, ' '), { level: 9 });
    const { refusal } = await readApart(page(zeros, '/Filter/FlateDecode'), '方案.pdf', 1600);
    expect(['file-too-large', 'file-unreadable', 'file-no-text']).toContain(refusal?.code);
  });

  it('whose pages lead back to themselves is refused', async () => {
    const bytes = pdfOf([CATALOGUE, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>']);
    const { refusal } = await readApart(bytes, '方案.pdf');
    expect(['file-unreadable', 'file-no-text']).toContain(refusal?.code);
  });

  it('with a program in it is read without running it', async () => {
    const script = '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while\\(true\\){})>>>>';
    const kid = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>';
    await expectRefused(pdfOf([script, '<</Type/Pages/Kids[3 0 R]/Count 1>>', kid]), '方案.pdf', 'file-no-text');
  });
});
