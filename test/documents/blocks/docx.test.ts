import { describe, expect, it } from '@jest/globals';
import * as docx from 'docx';
import fc from 'fast-check';
import type { Block, Table } from '../../../documents/blocks/block.js';
import { readDocx } from '../../../documents/blocks/docx/docx.js';
import { DubanError } from '../../../domain/errors.js';
import { docxOf, p, table, tc, zipOf } from './docx-file.js';

const read = (bytes: Uint8Array): Promise<Block[]> => readDocx(bytes, '方案.docx');

async function packed(children: docx.FileChild[], options: Partial<docx.IPropertiesOptions> = {}): Promise<Uint8Array> {
  return new Uint8Array(await docx.Packer.toBuffer(new docx.Document({ ...options, sections: [{ children }] })));
}

function textOf(block: Block): string {
  return block.kind === 'paragraph' ? block.text : gridText(block);
}

function gridText(block: Block | undefined): string {
  if (block?.kind !== 'table') throw new Error('no table');
  return block.grid.map((row) => row.map((cell) => cell.text).join('|')).join('/');
}

const cell = (text: string, options: Partial<docx.ITableCellOptions> = {}) =>
  new docx.TableCell({ ...options, children: text.split('\n').map((line) => new docx.Paragraph(line)) });

describe('a Word file', () => {
  it('gives its paragraphs and tables in order, each with its place', async () => {
    const blocks = await read(
      await packed([
        new docx.Paragraph('市教育局责任分工表'),
        new docx.Paragraph(''),
        new docx.Table({
          rows: [
            new docx.TableRow({ children: [cell('序号'), cell('任务'), cell('责任单位')], tableHeader: true }),
            new docx.TableRow({ children: [cell('1'), cell('1.制定计划；\n2.组织实施。'), cell('基教处')] }),
          ],
        }),
        new docx.Paragraph('注：未尽事宜另行通知。'),
        new docx.Table({ rows: [new docx.TableRow({ children: [cell('甲'), cell('乙')] })] }),
      ]),
    );
    expect(blocks.map(textOf)).toEqual([
      '市教育局责任分工表',
      '序号|任务|责任单位/1|1.制定计划；\n2.组织实施。|基教处',
      '注：未尽事宜另行通知。',
      '甲|乙',
    ]);
    expect(blocks.map((block) => [block.line, block.unit, block.table])).toEqual([
      [1, 'paragraph', undefined],
      [2, 'paragraph', '第1个表'],
      [4, 'paragraph', undefined],
      [5, 'paragraph', '第2个表'],
    ]);
    const { text: _text, ...place } = (blocks[1] as Table).grid[1]?.[2] ?? { text: '' };
    expect(place).toEqual({ line: 3, unit: 'paragraph', table: '第1个表', row: 2, column: '第3列' });
  });

  it('shares one cell over merged rows and columns', async () => {
    const [block] = await read(
      await packed([
        new docx.Table({
          rows: [
            new docx.TableRow({ children: [cell('事项', { rowSpan: 2 }), cell('进度安排', { columnSpan: 2 })] }),
            new docx.TableRow({ children: [cell('上半年'), cell('下半年')] }),
            new docx.TableRow({ children: [cell('扩优提质', { rowSpan: 2 }), cell('启动'), cell('完成')] }),
            new docx.TableRow({ children: [cell('动员'), cell('验收')] }),
          ],
        }),
      ]),
    );
    const grid = (block as Table).grid;
    expect(gridText(block)).toBe('事项|进度安排|进度安排/事项|上半年|下半年/扩优提质|启动|完成/扩优提质|动员|验收');
    expect(grid[0]?.[1]).toBe(grid[0]?.[2]);
    expect(grid[2]?.[0]).toBe(grid[3]?.[0]);
    expect(grid[1]?.[1]).not.toBe(grid[1]?.[2]);
  });

  it('numbers lists made by the docx package as Word would', async () => {
    const levels = [
      { level: 0, format: docx.LevelFormat.CHINESE_COUNTING, text: '%1、' },
      { level: 1, format: docx.LevelFormat.DECIMAL, text: '%2.' },
    ];
    const line = (text: string, level: number) => new docx.Paragraph({ text, numbering: { reference: 'plan', level } });
    const blocks = await read(
      await packed([line('工作目标', 0), line('新建幼儿园30所', 1), line('补充教师600名', 1), line('工作措施', 0)], {
        numbering: { config: [{ reference: 'plan', levels }] },
      }),
    );
    expect(blocks.map(textOf)).toEqual(['一、工作目标', '1. 新建幼儿园30所', '2. 补充教师600名', '二、工作措施']);
  });

  it('reads headers, footers, notes and comments as no part of the text', async () => {
    const bytes = await docx.Packer.toBuffer(
      new docx.Document({
        footnotes: { 1: { children: [new docx.Paragraph('脚注内容')] } },
        sections: [
          {
            headers: { default: new docx.Header({ children: [new docx.Paragraph('页眉')] }) },
            footers: { default: new docx.Footer({ children: [new docx.Paragraph('— 1 —')] }) },
            children: [
              new docx.Paragraph({
                children: [new docx.TextRun('完成改造'), new docx.FootnoteReferenceRun(1), new docx.TextRun('任务。')],
              }),
            ],
          },
        ],
      }),
    );
    expect((await read(new Uint8Array(bytes))).map(textOf)).toEqual(['完成改造任务。']);
  });

  it('takes tracked changes as accepted', async () => {
    const run = (text: string, tag = 'w:t') => `<w:r><${tag}>${text}</${tag}></w:r>`;
    const body =
      `<w:p>${run('完成时限：')}<w:del>${run('6月', 'w:delText')}</w:del><w:ins>${run('9月')}</w:ins></w:p>` +
      table([tc('甲'), tc('乙')]).replace('<w:tr>', '<w:tr><w:trPr><w:del/></w:trPr>') +
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('上一段')}</w:p><w:p>${run('并入本段')}</w:p>`;
    expect((await read(docxOf(body))).map(textOf)).toEqual(['完成时限：9月', '上一段并入本段']);
  });

  it('reads a text box once, after its paragraph, although it is stored twice', async () => {
    const content = `<w:txbxContent>${p('武教〔2018〕5号')}</w:txbxContent>`;
    const box =
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const body = `<w:p>${box}<w:r><w:t>各区教育局：</w:t></w:r></w:p>${p('正文')}`;
    expect((await read(docxOf(body))).map(textOf)).toEqual(['各区教育局：', '武教〔2018〕5号', '正文']);
  });

  it('leaves hidden text and the table of contents out, keeps fields, ruby and formulas', async () => {
    const styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>';
    const body =
      p('一、总体要求\t1', '<w:pStyle w:val="11"/>') +
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('目录')}</w:sdtContent></w:sdt>` +
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部稿</w:t></w:r><w:r><w:t>截至</w:t></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>2018年6月</w:t></w:r></w:fldSimple></w:p>' +
      '<w:p><w:r><w:ruby><w:rt><w:r><w:t>bǎ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>把</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>关，入园率</w:t></w:r><m:oMath><m:r><m:t>≥85%</m:t></m:r></m:oMath></w:p>' +
      `<w:p><w:hyperlink r:id="rId9"><w:r><w:t>市教育局</w:t></w:r></w:hyperlink></w:p>`;
    expect((await read(docxOf(body, { styles }))).map(textOf)).toEqual([
      '截至2018年6月',
      '把关，入园率≥85%',
      '市教育局',
    ]);
  });

  it('sets a row that begins some columns in under its own columns, and reads the old sideways merge', async () => {
    const late = table([tc('甲'), tc('乙'), tc('丙')], [tc('只有丙')]).replace(
      `<w:tr>${tc('只有丙')}`,
      `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${tc('只有丙')}`,
    );
    const old = table(
      [tc('进度', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), tc('单位')],
      [tc('上半年'), tc('下半年'), tc('基教处')],
    );
    const blocks = await read(docxOf(late + p('以下另表') + old));
    expect(blocks.map(textOf)).toEqual(['甲|乙|丙/||只有丙', '以下另表', '进度|进度|单位/上半年|下半年|基教处']);
  });

  it('merges cells of several columns downwards', async () => {
    const down = (value: string) => `<w:gridSpan w:val="2"/><w:vMerge w:val="${value}"/>`;
    const [block] = await read(
      docxOf(
        table(
          [tc('组织', down('restart')), tc('甲')],
          [tc('', down('continue')), tc('乙')],
          [tc('一'), tc('二'), tc('丙')],
        ),
      ),
    );
    const grid = (block as Table).grid;
    expect(gridText(block)).toBe('组织|组织|甲/组织|组织|乙/一|二|丙');
    expect(grid[1]?.[1]).toBe(grid[0]?.[0]);
  });

  it('makes paragraphs of a frame of one column, and lines of a table within a cell', async () => {
    const frame = table([tc(p('一、目标') + p('二、任务'))]);
    const inner = table([tc('春季'), tc('开学检查')], [tc('秋季'), tc('招生')]);
    const nested = table([tc('安排'), tc(p('如下：') + inner + p('完'))]);
    expect((await read(docxOf(frame + nested))).map(textOf)).toEqual([
      '一、目标',
      '二、任务',
      '安排|如下：\n春季 开学检查\n秋季 招生\n完',
    ]);
  });

  it('divides a paragraph at its line breaks', async () => {
    const body =
      '<w:p><w:r><w:t>责任单位：基教处</w:t><w:br/><w:t>完成时限：6月</w:t><w:cr/><w:t>备注：无</w:t></w:r></w:p>';
    expect((await read(docxOf(body))).map(textOf)).toEqual(['责任单位：基教处', '完成时限：6月', '备注：无']);
  });

  it('expands no entity that the file declares', async () => {
    const bytes = zipOf({
      'word/document.xml': `<!DOCTYPE d [<!ENTITY x "秘密">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p('任务&x;一')}</w:body></w:document>`,
    });
    expect((await read(bytes)).map(textOf)).toEqual(['任务&x;一']);
  });
});

describe('a Word file that cannot be read', () => {
  const picture = '<w:p><w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r></w:p>';
  const ole = (text: string) =>
    new Uint8Array(
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(text, 'utf16le')]),
    );

  it.each([
    ['with a password', ole('EncryptedPackage'), 'file-encrypted', '取消密码'],
    ['packed with a password', zipOf({ 'word/document.xml': '<w:document/>' }, 1), 'file-encrypted', '取消密码'],
    ['of the old format', ole('WordDocument'), 'file-unreadable', '.docx'],
    ['of pictures only', docxOf(picture), 'file-no-text', '只有图片'],
    ['without a word', docxOf(p('')), 'file-no-text', '没有文字'],
    ['that is another archive', zipOf({ 'xl/workbook.xml': '<workbook/>' }), 'file-unreadable', '不是 Word 文件'],
    ['that is no archive', new Uint8Array(Buffer.from('PK\x03\x04 broken')), 'file-unreadable', '损坏'],
    ['nested without end', docxOf('<w:ins>'.repeat(50_000)), 'file-unreadable', '另存为'],
  ])('%s is refused with what to do', async (_what, bytes, code, words) => {
    const error: unknown = await read(bytes).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'DubanError', code });
    expect(String(error)).toContain(words);
  });

  it('fails with nothing but the project’s own error, whatever stands in it', async () => {
    const piece = fc.constantFrom(
      '<w:p>', '</w:p>', '<w:r>', '<w:t>甲', '</w:t>', '</w:r>', '<w:tbl>', '<w:tr>', '<w:tc>', '</w:tc>', '</w:tr>', '</w:tbl>', '<w:pict>',
      '<w:tcPr><w:gridSpan w:val="9999"/><w:vMerge/></w:tcPr>', '<w:txbxContent>', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', '<w:sym w:char="zz"/>',
    ); // prettier-ignore
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    const styles =
      '<w:style w:styleId="L"><w:basedOn w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (all) => {
        const blocks = await read(docxOf(all.join(''), { numbering, styles })).catch((error: unknown) => {
          expect(error).toBeInstanceOf(DubanError);
          return [];
        });
        for (const block of blocks) {
          if (block.kind === 'table') expect(new Set(block.grid.map((row) => row.length)).size).toBe(1);
        }
      }),
    );
  });
});
