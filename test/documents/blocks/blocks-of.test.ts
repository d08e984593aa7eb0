import { describe, expect, it } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import { blocksOf } from '../../../documents/blocks/blocks-of.js';
import { DubanError } from '../../../domain/errors.js';
import { ole, repacked, textsOf, workbook, zipOf } from './workbooks.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const rows = [
  ['序号', '工作任务', '责任单位'],
  [1, '研制方案', '办公室'],
];

async function refusal(bytes: Uint8Array, fileName: string): Promise<DubanError> {
  try {
    await blocksOf(bytes, fileName);
  } catch (error) {
    if (error instanceof DubanError) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('a file', () => {
  const csv = '序号,工作任务,责任单位\n1,研制方案,办公室';
  it.each([
    ['xlsx', workbook([{ rows }])],
    ['xls', workbook([{ rows }], 'biff8')],
    ['xls of Excel 95', workbook([{ rows }], 'biff5')],
    ['csv', utf8(csv)],
    ['text of Excel in UTF-16', Buffer.from(`\ufeff${csv.replaceAll(',', '\t')}`, 'utf16le')],
    [
      'page',
      utf8(
        '<html><body><table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr><tr><td>1</td><td>研制方案</td><td>办公室</td></tr></table></body></html>',
      ),
    ],
  ])('is read as what it is, whatever its name: %s', async (_, bytes) => {
    const { blocks } = await blocksOf(bytes, 'plan.docx');
    expect(textsOf(blocks)).toEqual(['[2]']);
  });

  it('may be a text or a Word file', async () => {
    const document = new Document({ sections: [{ children: [new Paragraph('工作要点')] }] });
    expect(textsOf((await blocksOf(await Packer.toBuffer(document), 'a.txt')).blocks)).toEqual(['工作要点']);
    expect(textsOf((await blocksOf(utf8('工作要点'), 'a.docx')).blocks)).toEqual(['工作要点']);
  });

  it('in traditional characters is converted, and says so once', async () => {
    const { blocks, warnings } = await blocksOf(utf8('市教育局2018年工作計劃\n責任單位：人事處'), 'a.txt');
    expect(textsOf(blocks)).toEqual(['市教育局2018年工作计划', '责任单位：人事处']);
    expect(warnings).toEqual([
      {
        code: 'converted-to-simplified',
        message: '原文为繁体字，已转换为简体字，人名、地名等请核对',
        at: { firstLine: 1, lastLine: 1 },
      },
    ]);
  });

  it('with damaged signs says where the first is', async () => {
    const { warnings } = await blocksOf(utf8('工作要点\n一、总\ufffd要求\n二、\ufffd'), 'a.txt');
    expect(warnings).toMatchObject([{ code: 'characters-damaged', at: { firstLine: 2 } }]);
    expect(warnings[0]?.message).toContain('2处');
  });

  it.each([
    ['.doc', 'format-unsupported', '另存为 .docx', ole(['/WordDocument'])],
    ['.wps', 'format-unsupported', '另存为 .docx', ole(['/WordDocument', '/WpsCustomData'])],
    ['.rtf', 'format-unsupported', '另存为 .docx', utf8('{\\rtf1 }')],
    ['.mht', 'format-unsupported', '另存为', utf8('MIME-Version: 1.0\nContent-Type: multipart/related; x\n')],
    ['.ofd', 'format-unsupported', '.docx', zipOf(['OFD.xml'])],
    ['.png', 'format-unsupported', 'OCR', utf8('GIF89a')],
    ['.docx', 'file-encrypted', '密码', ole(['/EncryptionInfo', '/EncryptedPackage'])],
    ['.docx', 'file-unreadable', '解压', zipOf(['方案/说明.txt'])],
    ['.docx', 'file-unreadable', '损坏', zipOf(['[Content_Types].xml', 'word/document.xml']).subarray(0, 50)],
    ['.xls', 'file-unreadable', '损坏', ole(['/Workbook'])],
    ['.xlsx', 'file-unreadable', '损坏', zipOf(['[Content_Types].xml', 'xl/workbook.xml'])],
    ['.xlsx', 'file-unreadable', '损坏', repacked(workbook([{ rows }]), 'sheet1.xml', () => '')],
    ['.xlsx', 'file-no-text', '没有文字', workbook([{ rows: [] }])],
    ['.txt', 'file-no-text', '没有文字', utf8('\n\u00a0\n')],
    ['.txt', 'file-unreadable', '纯文本', Uint8Array.of(1, 2, 3, 0, 255)],
  ])('%s is refused with %s', async (extension, code, says, bytes) => {
    const error = await refusal(bytes, `方案${extension}`);
    expect([error.code, error.data.fileName]).toEqual([code, `方案${extension}`]);
    expect(error.message).toContain(says);
    expect(error.message).toContain(`“方案${extension}”`);
    expect(error.message).not.toContain('\n');
  });

  it('of more than 50 MB is refused', async () => {
    expect((await refusal(new Uint8Array(50 * 1024 * 1024 + 1), 'a.docx')).code).toBe('file-too-large');
  });
});
