import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import { formatOf } from '../../../documents/blocks/format.js';
import { ole, workbook, zipOf } from './workbooks.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const rows = [['序号', '工作任务', '责任单位']];

describe('the format of a file', () => {
  it.each([
    ['xlsx', workbook([{ rows }])],
    ['xlsx', workbook([{ rows }], 'xlsb')],
    ['xls', workbook([{ rows }], 'biff8')],
    ['xls', workbook([{ rows }], 'biff5')],
    ['xls', workbook([{ rows }], 'biff2')],
    ['xls', workbook([{ rows }], 'xlml')],
    ['opendocument', workbook([{ rows }], 'ods')],
    ['doc', ole(['/WordDocument', '/1Table'])],
    ['doc', ole(['/WordDocument', '/ObjectPool/_1234/Workbook'])],
    ['xls', ole(['/MBD0001/WordDocument', '/Workbook'])],
    ['ppt', ole(['/PowerPoint Document'])],
    ['ole-encrypted', ole(['/EncryptionInfo', '/EncryptedPackage'])],
    ['ole-unknown', ole(['/Contents'])],
    ['ole-damaged', ole(['/WordDocument']).subarray(0, 600)],
    ['docx', zipOf(['[Content_Types].xml', 'word/document2.xml'])],
    ['ppt', zipOf(['[Content_Types].xml', 'ppt/presentation.xml'])],
    ['ofd', zipOf(['OFD.xml', 'Doc_0/Document.xml'])],
    ['opendocument', zipOf(['mimetype', 'content.xml', 'META-INF/manifest.xml'])],
    ['zip', zipOf(['方案.docx', '附件.xlsx'])],
    ['zip-damaged', zipOf(['[Content_Types].xml', 'word/document.xml']).subarray(0, 60)],
    ['zip-damaged', Uint8Array.of(0x50, 0x4b, 3, 4, 0)],
    ['pdf', utf8('%PDF-1.4\n%\n1 0 obj')],
    ['rtf', utf8('{\\rtf1\\ansi\\ansicpg936 }')],
    ['mht', utf8('From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="x"\n')],
    ['image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['image', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['archive', utf8('Rar!\u001a\u0007')],
    [
      'word-xml',
      utf8('<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument xmlns:w="w">'),
    ],
    ['xml', utf8('<?xml version="1.0" encoding="UTF-8"?><plan/>')],
    ['html', utf8('<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">')],
    ['html', utf8('\ufeff\n  <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0">')],
    [
      'html',
      utf8('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>序号</td></tr></table></html>'),
    ],
    ['html', utf8('<!-- saved from url=(0014)about:internet -->\n<html>')],
    ['html', Uint8Array.of(...utf8('<html><meta charset=big5><p>'), 0xa4, 0xa4, 0xff, 0xff)],
    ['html', Buffer.from('\ufeff<html><body>方案</body></html>', 'utf16le')],
    ['html', utf8(`任务分解表\n${'<tr><td>1</td></tr>\n'.repeat(5)}`)],
    ['unknown', Uint8Array.of(1, 2, 3, 0, 255)],
    ['unknown', Uint8Array.of(0xb5, 0xd8, 0xff)],
    ['text', utf8('')],
    ['text', utf8('• <i id="549yd"></i>\n現在位置:范文先生網>報告總結>工作計劃\n市教育局工作計劃')],
  ])('is %s', (format, bytes) => {
    expect(formatOf(bytes, 'plan.docx')).toBe(format);
  });

  it('is found for a Word file as it is written', async () => {
    const document = new Document({ sections: [{ children: [new Paragraph('工作要点')] }] });
    expect(formatOf(await Packer.toBuffer(document))).toBe('docx');
  });

  it('is found in a compound file of many megabytes', () => {
    expect(formatOf(ole(['/Data', '/WordDocument'], 9_000_000))).toBe('doc');
  });

  it.each([
    'anqiu-2018-balanced-education-scheme',
    'tianmen-2018-work-points',
    'wenzhou-work-plan',
    'wuhan-2017-2018-basic-education-points',
    'wuhan-2017-responsibility-items',
  ])('is text for %s, whatever its name', (name) => {
    const bytes = readFileSync(`samples/${name}.txt`);
    expect(formatOf(bytes, 'a.txt')).toBe('text');
    expect(formatOf(bytes, 'a.csv')).toBe('text');
  });

  it('never fails, whatever the bytes', () => {
    const start = fc.constantFrom(
      '',
      'PK\x03\x04',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      '<',
      '%PDF-',
      '{\\rtf',
      '\xff\xfe',
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 3000 }), (head, rest) => {
        expect(typeof formatOf(Buffer.concat([Buffer.from(head, 'latin1'), rest]), 'a.csv')).toBe('string');
      }),
    );
  });

  it('never fails on a damaged container', () => {
    const files = [ole(['/WordDocument']), zipOf(['[Content_Types].xml', 'xl/workbook.xml'])];
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 20 }),
        (file, changes) => {
          const bytes = new Uint8Array(file);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          expect(typeof formatOf(bytes, 'a.doc')).toBe('string');
        },
      ),
    );
  });
});

describe('a table in a text', () => {
  const table = ['序号,工作任务,完成时限,责任单位', '1,研制方案,6月,办公室', '2,补充教师,年底,人事处'];
  const padded = ['2018年任务分解表,,,', ...table, '备注：以上均为月底,,,'];

  it.each([
    ['with commas', table.join('\n')],
    ['with tabs', table.join('\n').replaceAll(',', '\t')],
    ['with a title and notes as Excel leaves them', padded.join('\r\n')],
    ['with commas and line breaks in quotes', `${table.join('\n')}\n3,"1.甲，乙,丙；\n2.丁,戊\n3.己",6月,人事处`],
    ['with empty lines', `\n${table.join('\n\n')}\n`],
  ])('%s is one by any name', (_, text) => {
    expect(formatOf(utf8(text), 'a.txt')).toBe('csv');
    expect(formatOf(utf8(text), 'a.xls')).toBe('csv');
    expect(formatOf(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a.txt')).toBe('csv');
  });

  it.each([
    ['two columns', '工作任务,责任单位\n研制方案,办公室\n补充教师,人事处'],
    ['one row', '序号,工作任务,责任单位'],
    ['uneven rows', '序号,工作任务,责任单位\n1,研制方案\n2,补充教师,人事处,12月\n3'],
    ['no headings', '1,研制2018年方案,12月\n2,补充600名教师,6月'],
  ])('with %s is one by the name .csv only', (_, text) => {
    expect(formatOf(utf8(text), 'a.csv')).toBe('csv');
    expect(formatOf(utf8(text), 'a.txt')).toBe('text');
  });

  it.each([
    ['prose', '一、总体要求\n全面贯彻党的教育方针,坚持立德树人,促进公平,提高质量。\n二、主要任务'],
    [
      'prose of even commas',
      '深入学习,全面贯彻,认真落实2018年要求。\n加强领导,明确责任,抓好落实。\n完善制度,强化督查,注重实效。',
    ],
    ['one column', '序号\n1\n2'],
  ])('is not %s', (_, text) => {
    expect(formatOf(utf8(text), 'a.txt')).toBe('text');
  });
});
