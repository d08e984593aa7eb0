import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { writeXlsx } from 'hucre/xlsx';
import { readFileSync } from 'node:fs';
import { inspectEvidence, type Verdict } from '../../../domain/evidence/inspect-evidence.js';
import { zipOf } from '../../documents/bad-input/zips.js';

/** In one piece, and in pieces cut at the places given: the verdict must be the same. */
function verdictOn(name: string, content: Uint8Array | string, cuts: number[] = []): Verdict {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const inspector = inspectEvidence(name);
  let from = 0;
  for (const cut of [...cuts.map((at) => at % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    inspector.see(bytes.subarray(from, cut));
    from = cut;
  }
  return inspector.verdict();
}

const rest = '\x00\x01\x02'.repeat(400);
/** An OLE file as far as it is looked at: a header and directory entries of 128 bytes. */
function ole(...names: string[]): Buffer {
  const bytes = Buffer.alloc(512 + 512 + 128 * names.length);
  bytes.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  names.forEach((name, n) => {
    const at = 1024 + 128 * n;
    bytes.write(name, at, 'utf16le');
    bytes.writeUInt16LE(2 * name.length + 2, at + 64);
    bytes[at + 66] = 2;
  });
  return bytes;
}
const office = (...names: string[]): Uint8Array =>
  zipOf(['[Content_Types].xml', ...names].map((name) => ({ name, data: '<x/>' })));

describe('what is handed in, by its bytes', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['总结.pdf', `%PDF-1.7\n${rest}`, 'pdf'],
    ['总结.PDF', `\r\n%PDF-1.4${rest}`, 'pdf'],
    ['报告.docx', office('word/document.xml'), 'docx'],
    ['报告.doc', office('word/document.xml'), 'docx'],
    ['报告.wps', ole('WordDocument'), 'doc'],
    ['统计.et', ole('Workbook'), 'xls'],
    ['统计.xlsx', office('xl/workbook.xml'), 'xlsx'],
    ['汇报.pptx', office('ppt/presentation.xml'), 'pptx'],
    ['汇报.dps', ole('PowerPoint Document'), 'ppt'],
    ['公文.ofd', zipOf([{ name: 'OFD.xml', data: '<x/>' }]), 'ofd'],
    ['打包.zip', zipOf([{ name: '一/二.docx', data: 'x' }]), 'zip'],
    ['打包.rar', `Rar!\x1a\x07\x01\x00${rest}`, 'rar'],
    ['打包.7z', `7z\xbc\xaf\x27\x1c${rest}`, '7z'],
    ['照片.jpg', `\xff\xd8\xff\xe1${rest}`, 'jpg'],
    ['照片.jpg', `\x89PNG\r\n\x1a\n${rest}`, 'png'],
    ['IMG_1.HEIC', `\0\0\0\x18ftypheic${rest}`, 'heic'],
    ['会议.mp4', `\0\0\0\x18ftypisom${rest}`, 'mp4'],
    ['会议.MOV', `\0\0\0\x14ftypqt  ${rest}`, 'mov'],
    ['录音.m4a', `\0\0\0\x18ftypM4A ${rest}`, 'mp4'],
    ['录音.mp3', `ID3\x04${rest}`, 'mp3'],
    ['录音.wav', `RIFF\x24\0\0\0WAVE${rest}`, 'wav'],
    ['扫描.tif', `II*\0${rest}`, 'tiff'],
    ['扫描.bmp', `BM\x36\x10\0\0\0\0\0\0${rest}`, 'bmp'],
    ['图纸.dwg', `AC1032${rest}`, 'dwg'],
    ['纪要.txt', Buffer.from('会议纪要\r\n一、'), 'txt'],
    ['无扩展名', Buffer.from('会议纪要'), 'txt'],
    ['台账.csv', readFileSync('test/documents/wuhan-excerpt.gb18030.txt'), 'txt'],
    ['记事本.txt', Buffer.from('\ufeff会议纪要', 'utf16le'), 'txt'],
    // A report with a table embedded, and a table with a report embedded: the name says which is which.
    ['报告.doc', ole('Workbook', 'WordDocument'), 'doc'],
    ['统计.xls', ole('Workbook', 'WordDocument'), 'xls'],
  ])('%s is taken', (name, content, type) => {
    expect(verdictOn(name, content)).toEqual({ type });
  });

  it('a workbook as a program writes it is taken', async () => {
    const book = await writeXlsx({ sheets: [{ name: '台账', rows: [['事项'], ['一']] }] });
    expect(verdictOn('台账.xlsx', book)).toEqual({ type: 'xlsx' });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['总结.pdf', `MZ\x90\0${rest}`, /^内容是 Windows 程序.*请改交 PDF/],
    ['总结.pdf', `MZ%PDF-1.7${rest}`, /^内容是 Windows 程序/],
    ['照片.jpg', `\x7fELF\x02${rest}`, /^内容是 Linux 程序/],
    ['报告.docx', `\x4c\0\0\0\x01\x14\x02\0${rest}`, /^内容是快捷方式/],
    ['说明.txt', '#!/bin/sh\nrm -rf /\n', /^内容是脚本/],
    ['说明.js', 'alert(1)', /^内容是纯文本，不是“\.js”文件；请将内容存为 \.txt/],
    ['说明.bat', '@echo off', /^内容是纯文本/],
    ['统计.xls', '<html><table><tr><td>1</td></tr></table></html>', /^内容是网页或 XML.*另存为 PDF、\.docx 或 \.xlsx/],
    ['图.png', '\xef\xbb\xbf <svg onload="alert(1)"/>', /^内容是网页或 XML/],
    ['图.svg', '<?xml version="1.0"?><svg/>', /^内容是网页或 XML/],
    ['总结.pdf', `<script>alert(1)</script>\n%PDF-1.7${rest}`, /^内容是网页或 XML/],
    ['统计.xlsm', office('xl/workbook.xml', 'xl/vbaProject.bin'), /^带有宏；请另存为不含宏的/],
    ['统计.xlsx', ole('EncryptedPackage'), /^设有打开密码.*请取消密码/],
    ['安装.zip', zipOf([{ name: 'AndroidManifest.xml', data: 'x' }]), /^内容是程序安装包/],
    ['报告.docx', office('word/document.xml').slice(0, -30), /^不完整.*重新取得/],
    ['安装.msi', ole('Property'), /^内容无法识别或已损坏/],
    ['报告.docx', `\x01\x02\x03${rest}`, /^内容无法识别或已损坏/],
    ['总结.pdf', office('word/document.xml'), /^内容是 Word（WPS 文字）文档，文件名却以“\.pdf”结尾.*改为 \.docx/],
    ['总结.dat', `%PDF-1.7${rest}`, /^内容是 PDF，文件名却以“\.dat”结尾/],
    ['空.txt', '', /^是空文件$/],
    ['纪要.txt', Buffer.from([0xe4, 0xbc, 0x9a, 0xff, 0xff]), /^内容无法识别或已损坏/],
  ])('%s is refused, with what to do', (name, content, why) => {
    expect(verdictOn(name, content)).toEqual({ refused: expect.stringMatching(why) });
  });

  it('is judged the same however it is cut into pieces', () => {
    const samples: [string, Uint8Array][] = [
      ['a.docx', office('word/document.xml')],
      ['a.doc', ole('\x05SummaryInformation', 'WordDocument')],
      ['a.txt', Buffer.from('督查室会议纪要，一二三四五六七八九十。'.repeat(20))],
      ['a.csv', readFileSync('test/documents/wuhan-excerpt.gb18030.txt')],
      ['a.txt', Buffer.from('\ufeff督查室𠮷会议纪要'.repeat(20), 'utf16le')],
      ['a.pdf', Buffer.from(`MZ${rest}`, 'latin1')],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(fc.nat(20_000), { maxLength: 8 }), ([name, bytes], cuts) => {
        expect(verdictOn(name, bytes, cuts)).toEqual(verdictOn(name, bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps an office document told from an archive though it is larger than what is held of it', () => {
    const inspector = inspectEvidence('a.docx');
    const parts = zipOf([
      { name: 'word/media/1.bin', data: randomBytes(3_000_000) },
      { name: '[Content_Types].xml', data: '<x/>' },
      { name: 'word/document.xml', data: '<x/>' },
    ]);
    expect(parts.length).toBeGreaterThan(2_000_000);
    for (let at = 0; at < parts.length; at += 65_536) inspector.see(parts.subarray(at, at + 65_536));
    expect(inspector.verdict()).toEqual({ type: 'docx' });
  });
});
