import { describe, expect, it } from '@jest/globals';
import { readDocx } from '../../../documents/blocks/docx/docx.js';
import { formatNumber } from '../../../documents/blocks/number-format.js';
import { valueOf } from '../../../documents/blocks/numbering.js';
import { docxOf, numPr, p, table, tc } from './docx-file.js';

interface LevelXml {
  format: string;
  text: string;
  more?: string;
}

function abstractNum(id: number, levels: LevelXml[], more = ''): string {
  const all = levels.map(
    ({ format, text, more: extra = '' }, index) =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${extra}<w:lvlText w:val="${text}"/></w:lvl>`,
  );
  return `<w:abstractNum w:abstractNumId="${id}">${more}${all.join('')}</w:abstractNum>`;
}

function num(id: number, definition: number, overrides = ''): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${definition}"/>${overrides}</w:num>`;
}

async function textsOf(body: string, parts: { numbering?: string; styles?: string }): Promise<string[]> {
  const blocks = await readDocx(docxOf(body, parts), 'plan.docx');
  return blocks.map((block) =>
    block.kind === 'paragraph' ? block.text : block.grid.map((row) => row.map((cell) => cell.text).join('|')).join('/'),
  );
}

const OFFICIAL = abstractNum(0, [
  { format: 'chineseCounting', text: '%1、' },
  { format: 'japaneseCounting', text: '（%2）' },
  { format: 'decimal', text: '%3.' },
  { format: 'decimalEnclosedCircle', text: '%4', more: '<w:suff w:val="nothing"/>' },
]);

describe('automatic numbers of a Word file', () => {
  it('stand in the text as Word shows them, and begin again under the next heading', async () => {
    const body = [
      p('总体要求', numPr(1)),
      p('主要任务', numPr(1)),
      p('学前教育', numPr(1, 1)),
      p('扩大资源', numPr(1, 2)),
      p('新建公办园', numPr(1, 3)),
      p('提高质量', numPr(1, 2)),
      p('义务教育', numPr(1, 1)),
      p('均衡发展', numPr(1, 2)),
    ].join('');
    expect(await textsOf(body, { numbering: OFFICIAL + num(1, 0) })).toEqual([
      '一、总体要求',
      '二、主要任务',
      '（一）学前教育',
      '1. 扩大资源',
      '①新建公办园',
      '2. 提高质量',
      '（二）义务教育',
      '1. 均衡发展',
    ]);
  });

  it('come from the style, or the style it is based on, where the paragraph has none of its own', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="office"/><w:basedOn w:val="3"/></w:style>';
    const body = [
      p('重点任务', '<w:pStyle w:val="2"/>'),
      p('抓好德育', '<w:pStyle w:val="3"/>'),
      p('抓好体育', '<w:pStyle w:val="4"/>'),
      p('说明', `<w:pStyle w:val="4"/>${numPr(0)}`),
      p('保障措施', '<w:pStyle w:val="2"/>'),
    ].join('');
    expect(await textsOf(body, { numbering: OFFICIAL + num(1, 0), styles })).toEqual([
      '一、重点任务',
      '（一）抓好德育',
      '（二）抓好体育',
      '说明',
      '二、保障措施',
    ]);
  });

  it('find their level by the style that the list gives to it', async () => {
    const numbering = abstractNum(0, [
      { format: 'chineseCounting', text: '%1、', more: '<w:pStyle w:val="A"/>' },
      { format: 'chineseCounting', text: '（%2）', more: '<w:pStyle w:val="B"/>' },
    ]);
    const style = (id: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="s${id}"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>`;
    const body = p('甲', '<w:pStyle w:val="A"/>') + p('乙', '<w:pStyle w:val="B"/>') + p('丙', '<w:pStyle w:val="B"/>');
    expect(await textsOf(body, { numbering: numbering + num(7, 0), styles: style('A') + style('B') })).toEqual([
      '一、甲',
      '（一）乙',
      '（二）丙',
    ]);
  });

  it('count on over two lists of one definition, and begin where a list says so', async () => {
    const numbering =
      abstractNum(0, [{ format: 'decimal', text: '%1.' }]) +
      num(1, 0) +
      num(2, 0) +
      num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>');
    const body = [1, 1, 2, 3, 3].map((id) => p('任务', numPr(id))).join('');
    expect(await textsOf(body, { numbering })).toEqual(['1. 任务', '2. 任务', '3. 任务', '1. 任务', '2. 任务']);
  });

  it('join the numbers of several levels, in digits where the list is legal', async () => {
    const numbering = abstractNum(0, [
      { format: 'chineseCounting', text: '第%1章' },
      { format: 'decimal', text: '%1.%2', more: '<w:isLgl/>' },
    ]);
    const body = p('总则', numPr(1)) + p('目的', numPr(1, 1)) + p('附则', numPr(1)) + p('解释', numPr(1, 1));
    expect(await textsOf(body, { numbering: numbering + num(1, 0) })).toEqual([
      '第一章 总则',
      '1.1 目的',
      '第二章 附则',
      '2.1 解释',
    ]);
  });

  it('never begin again where the list says so', async () => {
    const numbering = abstractNum(0, [
      { format: 'chineseCounting', text: '%1、' },
      { format: 'decimal', text: '%2.', more: '<w:lvlRestart w:val="0"/>' },
    ]);
    const body = p('甲', numPr(1)) + p('子', numPr(1, 1)) + p('乙', numPr(1)) + p('丑', numPr(1, 1));
    expect(await textsOf(body, { numbering: numbering + num(1, 0) })).toEqual(['一、甲', '1. 子', '二、乙', '2. 丑']);
  });

  it('fill an empty 序号 cell, once for a merged one, and leave no paragraph where there is no text', async () => {
    const numbering = abstractNum(0, [{ format: 'decimal', text: '%1' }]) + num(1, 0);
    const auto = p('', numPr(1));
    const merge = (value: string) => `<w:vMerge w:val="${value}"/>`;
    const body =
      p('', numPr(1)) +
      table([tc(auto, merge('restart')), tc('甲')], [tc(auto, merge('continue')), tc('乙')], [tc(auto), tc('丙')]);
    expect(await textsOf(body, { numbering })).toEqual(['2|甲/2|乙/3|丙']);
  });

  it('leave bullets out, and follow a list style to its numbers', async () => {
    const numbering =
      abstractNum(0, [{ format: 'bullet', text: '\uf06c' }]) +
      abstractNum(1, [], '<w:numStyleLink w:val="L"/>') +
      abstractNum(2, [{ format: 'ideographTraditional', text: '%1、' }], '<w:styleLink w:val="L"/>') +
      num(1, 0) +
      num(2, 1) +
      num(3, 2);
    const styles =
      '<w:style w:type="numbering" w:styleId="L"><w:name w:val="l"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>';
    const body = p('要点', numPr(1)) + p('一项', numPr(2)) + p('二项', numPr(2));
    expect(await textsOf(body, { numbering, styles })).toEqual(['要点', '甲、一项', '乙、二项']);
  });

  it('is not given to a paragraph whose list does not exist', async () => {
    expect(await textsOf(p('正文', numPr(99)), {})).toEqual(['正文']);
  });
});

describe('a number in Chinese', () => {
  it('is read back as the number it was, up to 199', () => {
    for (let value = 1; value <= 199; value += 1) expect(valueOf(formatNumber(value, 'chineseCounting'))).toBe(value);
  });

  it.each([
    ['chineseCountingThousand', 110, '一百一十'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['ideographTraditional', 3, '丙'],
    ['decimalEnclosedCircleChinese', 21, '㉑'],
    ['decimalEnclosedParen', 4, '（4）'],
    ['upperRoman', 14, 'XIV'],
    ['lowerLetter', 28, 'bb'],
    ['decimalZero', 7, '07'],
    ['aFormatOfTheFuture', 7, '7'],
  ])('%s %i', (format, value, written) => {
    expect(formatNumber(value, format)).toBe(written);
  });
});
