import { describe, expect, it, jest } from '@jest/globals';
import { CFB, ole, repacked, workbook } from '../blocks/workbooks.js';
import { expectRead, expectRefused, readApart } from './read-apart.js';
import {
  packedZeros,
  sheetXml,
  wordParagraph,
  wordParts,
  wordXml,
  workbookParts,
  workbookXml,
  zipOf,
  type ZipEntry,
} from './zips.js';

jest.setTimeout(150_000);

const GIB = 1024 ** 3;
const WORK = ['2018年工作计划', '一、主要工作', '1. 推进学区制改革。责任单位：基教处。'];
const SOUND = wordParts(wordXml(WORK.map(wordParagraph).join('')));
const ROWS = [
  ['序号', '工作内容', '责任单位', '完成时限'],
  ['1', '推进学区制改革', '基教处', '6月'],
  ['2', '新建幼儿园3所', '学前处', '12月'],
];

const FILLER: ZipEntry = { name: 'word/media/image1.bin', data: '' };

describe('a packed document made to burst', () => {
  it('of ten gigabytes of zeros is refused by what it says of itself', async () => {
    const bomb = { ...FILLER, packed: packedZeros(10 * GIB), claims: 10 * GIB };
    const message = await expectRefused(zipOf([...SOUND, bomb]), '方案.docx', 'file-too-large');
    expect(message).toBe(
      '“方案.docx”展开后超过256 MB 的上限，不像一份方案，为安全起见不予读取；请另存为只含方案的文件再读。',
    );
  });

  it('of ten gigabytes that claims to be a thousand bytes is refused after the first of them', async () => {
    const bomb = { ...FILLER, packed: packedZeros(10 * GIB), claims: 1000 };
    await expectRefused(zipOf([...SOUND, bomb]), '方案.docx', 'file-unreadable');
  });

  it('of a document or sheet that is large by itself is refused by its texts', async () => {
    const size = 200 * 1024 ** 2;
    const [types, relations] = SOUND as [ZipEntry, ZipEntry];
    const document = { name: 'word/document.xml', data: '', packed: packedZeros(size), claims: size };
    await expectRefused(zipOf([types, relations, document]), '方案.docx', 'file-too-large');
    const sheet = sheetXml(ROWS, '', ' '.repeat(size));
    const message = await expectRefused(zipOf(workbookParts(sheet)), '台账.xlsx', 'file-too-large');
    expect(message).toContain('中的文字和表格展开后超过32 MB 的上限');
  });

  it('of as much text as may be is read or refused in time', async () => {
    const paragraphs = wordXml(wordParagraph('推进学前教育发展').repeat(440_000));
    // More than the others: a tree of a million elements. It is given back when the thread ends.
    const { refusal } = await readApart(zipOf(wordParts(paragraphs)), '方案.docx', 1000);
    expect(refusal?.code).toBe('file-too-large');
    const rows = Array.from({ length: 60_000 }, (_, n) => [
      String(n + 1),
      '推进学区制改革，新增学位4800个。',
      '基教处',
      '6月',
    ]);
    const { itemCount } = await expectRead(zipOf(workbookParts(sheetXml([...ROWS.slice(0, 1), ...rows]))), '台账.xlsx');
    expect(itemCount).toBe(60_000);
  });

  it('of an entry stored by one account and packed by the other is read by one account only', async () => {
    const [types, relations, book, links, sheet] = workbookParts(sheetXml(ROWS)) as [
      ZipEntry,
      ZipEntry,
      ZipEntry,
      ZipEntry,
      ZipEntry,
    ];
    const packed = packedZeros(4 * GIB);
    const bomb = { ...sheet, packed, claims: packed.length, saysStored: true };
    // By the directory's account the sheet is some megabytes that are no XML.
    await expectRefused(zipOf([types, relations, book, links, bomb]), '台账.xlsx', 'file-no-text');
  });

  it('of a hundred thousand entries is refused by their number', async () => {
    const many = Array.from({ length: 100_000 }, (_, n) => ({ name: `word/${n}.xml`, data: '' }));
    const message = await expectRefused(zipOf([...SOUND, ...many]), '方案.docx', 'file-too-large');
    expect(message).toContain('内含100003个文件，超过5000个的上限');
  });

  it('of entries that share their bytes is refused by what they come to', async () => {
    const size = 100 * 1024 ** 2;
    const first = { ...FILLER, packed: packedZeros(size), claims: size };
    const others = Array.from({ length: 4000 }, (_, n) => ({
      ...first,
      name: `word/media/${n}.bin`,
      sharesBytesOf: SOUND.length,
    }));
    await expectRefused(zipOf([...SOUND, first, ...others]), '方案.docx', 'file-too-large');
  });

  it('within another is not opened', async () => {
    const inner = zipOf([{ ...FILLER, packed: packedZeros(GIB), claims: GIB }]);
    const { itemCount } = await expectRead(
      zipOf([...SOUND, { name: 'word/embeddings/1.zip', data: inner }]),
      '方案.docx',
    );
    expect(itemCount).toBe(1);
    await expectRefused(zipOf([{ name: '1.zip', data: inner }]), '方案.docx', 'file-unreadable');
  });
});

describe('XML that declares entities', () => {
  const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "笑">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`).join('')}]>`;
  const OUTSIDE = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>';
  const utf16 = (xml: string) => Buffer.from(`\ufeff${xml.replace('?>', ' encoding="UTF-16"?>')}`, 'utf16le');
  const utf16be = (xml: string) => utf16(xml).swap16();

  it.each([
    ['entities that double', wordXml(wordParagraph('&a30;'), LAUGHS)],
    ['an entity of another file', wordXml(wordParagraph('&file;'), OUTSIDE)],
    ['an entity of another file, in UTF-16', utf16(wordXml(wordParagraph('&file;'), OUTSIDE))],
    ['an entity of another file, in UTF-16 of the other order', utf16be(wordXml(wordParagraph('&file;'), OUTSIDE))],
    ['a declaration after a long comment', wordXml(wordParagraph('&file;'), `<!--${' '.repeat(100_000)}-->${OUTSIDE}`)],
  ])('is refused in a Word file: %s', async (_, document) => {
    const message = await expectRefused(zipOf(wordParts(document)), '方案.docx', 'file-unsafe');
    expect(message).toContain('DTD');
  });

  it.each([
    ['entities that double', workbookXml(LAUGHS)],
    ['an entity of another file', workbookXml(OUTSIDE)],
    ['an entity of another file, in UTF-16', utf16(workbookXml(OUTSIDE))],
  ])('is refused in a workbook: %s', async (_, book) => {
    const parts = workbookParts(sheetXml(ROWS)).map((part) =>
      part.name === 'xl/workbook.xml' ? { ...part, data: book } : part,
    );
    await expectRefused(zipOf(parts), '台账.xlsx', 'file-unsafe');
  });

  it('is text where no XML is, and no harm', async () => {
    const read = await expectRead(zipOf([...SOUND, { name: 'docProps/remarks.txt', data: OUTSIDE }]), '方案.docx');
    expect(read.itemCount).toBe(1);
  });
});

describe('a file that is not what its name says', () => {
  const JPEG = Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.alloc(5000, 0x9d),
  ]);

  it('is refused for what it is', async () => {
    expect(await expectRefused(JPEG, '方案.docx', 'format-unsupported')).toContain('是图片');
    await expectRefused(Buffer.from('{\\rtf1\\ansi 方案}'), '方案.doc', 'format-unsupported');
    await expectRefused(ole(['/WordDocument']), '方案.docx', 'format-unsupported');
  });

  it('is read for what it is', async () => {
    expect((await expectRead(Buffer.from(WORK.join('\n')), '台账.xlsx')).itemCount).toBe(1);
    expect((await expectRead(zipOf(SOUND), '方案.xls')).itemCount).toBe(1);
    expect((await expectRead(workbook([{ rows: ROWS }]), '方案.docx')).itemCount).toBe(2);
  });
});

describe('a file cut off', () => {
  const cut = (bytes: Uint8Array, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));
  const long = Array.from({ length: 400 }, (_, n) => [
    String(n + 1),
    `推进第${n + 1}项改革，完成${n * 37}件`,
    '基教处',
    '6月',
  ]);

  it.each([0.2, 0.6, 0.98])('at %d of its length is refused, whatever it was', async (share) => {
    const docx = zipOf(wordParts(wordXml(long.map((row) => wordParagraph(row.join('、'))).join(''))));
    await expectRefused(cut(docx, share), '方案.docx', 'file-unreadable');
    await expectRefused(cut(workbook([{ rows: long }]), share), '台账.xlsx', 'file-unreadable');
    await expectRefused(cut(workbook([{ rows: long }], 'biff8'), share), '台账.xls', 'file-unreadable');
  });

  it('of no bytes is refused', async () => {
    await expectRefused(new Uint8Array(), '方案.docx', 'file-no-text');
  });
});

describe('a file with a password', () => {
  it('is refused, the password named', async () => {
    const locked = ole(['/EncryptedPackage', '/EncryptionInfo'], 5000);
    expect(await expectRefused(locked, '台账.xlsx', 'file-encrypted')).toContain('密码');
    expect(await expectRefused(locked, '方案.docx', 'file-encrypted')).toContain('密码');
  });
});

describe('a Word file of pictures', () => {
  it('is refused, the recognition of texts advised', async () => {
    const picture = '<w:p><w:r><w:drawing/></w:r></w:p>';
    const message = await expectRefused(zipOf(wordParts(wordXml(picture.repeat(5)))), '扫描.docx', 'file-no-text');
    expect(message).toContain('OCR');
  });
});

describe('a workbook with macros', () => {
  it('is read, its macros left alone', async () => {
    const bytes = repacked(workbook([{ rows: ROWS }]), '[Content_Types].xml', (xml) =>
      xml.replace('spreadsheetml.sheet.main', 'vnd.ms-excel.sheet.macroEnabled.main'),
    );
    const zip = CFB.read(Buffer.from(bytes), { type: 'buffer' });
    CFB.utils.cfb_add(zip, '/xl/vbaProject.bin', Buffer.from(ole(['/VBA/ThisWorkbook'])));
    const { itemCount } = await expectRead(CFB.write(zip, { type: 'buffer', fileType: 'zip' }), '台账.xlsm');
    expect(itemCount).toBe(2);
  });
});
