import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Paragraph } from '../../../documents/blocks/block.js';
import { repairLines } from '../../../documents/blocks/text/repair-lines.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';

function repair(lines: readonly string[], step = 1) {
  return repairLines(lines.map((text, index): Paragraph => ({ kind: 'paragraph', text, line: index * step + 1 })));
}

const textsOf = (lines: readonly string[]) => repair(lines).blocks.map(({ text }) => text);
const sample = (name: string) => readTextFile(readFileSync(`samples/${name}.txt`), name);

describe('the pages of a preview site', () => {
  const anqiu = repairLines(sample('anqiu-2018-balanced-education-scheme'));

  it('become the paragraphs of the document, sentences rejoined even in mid-word', () => {
    const body = anqiu.blocks.filter(({ line }) => line >= 22 && line < 38);
    expect(body.map(({ line, text }) => `${line} ${text.slice(0, 12)}`)).toEqual([
      '22 安丘市义务教育优质均衡发',
      '22 为贯彻落实《国务院关于统',
      '22 一、工作目标',
      '22 到2019年底,义务教育',
      '24 ——教师资源配置更加均衡',
      '24 ——学校内涵建设得到加强',
      '24 ——义务教育学校办学行为',
      '26 二、工作安排',
      '26 (一)自评申报(2018',
      '26 (二)整改提升(2018',
      '28 (三)迎接省级评估验收(',
      '28 (四)迎接国家实地评估验',
      '28 三、任务分工',
      '28 (一)市教育局:发挥创建',
      '30 (二)市财政局:进一步加',
      '32 (三)市编办、人社局:会',
      '32 (四)市发改局、住建局:',
      '32 (五)市国土资源局、规划',
      '34 (六)各镇政府、街办、开',
      '34 四、保障措施',
      '34 (一)加强组织领导。市里',
      '36 (二)加大财政投入。坚持',
      '36 (三)营造良好氛围。充分',
      '36 (',
    ]);
    expect(body.filter(({ text }) => !/[。(]$/u.test(text)).map(({ text }) => text)).toEqual([
      '安丘市义务教育优质均衡发展市创建工作方案(草案)',
      '一、工作目标',
      '二、工作安排',
      '三、任务分工',
      '四、保障措施',
    ]);
    expect(body.map(({ text }) => text).join('')).toContain('社会认可度和群众满意度大幅提高。');
  });

  it('lose nothing but their marks and the spaces between paragraphs', () => {
    const before = sample('anqiu-2018-balanced-education-scheme').map(({ text, line }) =>
      line >= 22 && line <= 36 ? text.replace(/^\d、/u, '') : text,
    );
    const bare = (texts: string[]) => texts.join('').replace(/\s/g, '');
    expect(bare(anqiu.blocks.map(({ text }) => text))).toBe(bare(before));
  });

  it('are said to be mended, and that the text breaks off', () => {
    expect(anqiu.warnings.map(({ code, at }) => [code, at.firstLine, at.lastLine])).toEqual([
      ['lines-rejoined', 22, 36],
      ['text-cut-off', 36, 36],
    ]);
    expect(anqiu.warnings[1]?.message).toContain('良好氛围');
  });

  it('are told by a sentence that goes on, with other lines between the marks', () => {
    const long =
      '坚持以学生为本，健全制度，落实责任，推进各项改革任务落地见效，完善督导评估，加强队伍建设，提升管理水平，营造良好氛围';
    const lines = [
      '1、教育局工作方案',
      `一、总体要求`,
      `${long}。`,
      '二、任务',
      `1．加强领导。${long}。${long}`,
      '2、，确保完成。',
      '2．推进改革。',
    ];
    expect(textsOf(lines)).toEqual([
      ...['教育局工作方案', '一、总体要求', `${long}。`, '二、任务'],
      ...[`1．加强领导。${long}。${long}，确保完成。`, '2．推进改革。'],
    ]);
  });
});

describe('page numbers', () => {
  const half =
    '坚持以学生为本，健全制度，落实责任，推进各项改革任务落地见效，完善督导评估，加强队伍建设，提升管理水平，营造良好氛围，';

  it('that divide a sentence stand behind it', () => {
    expect(textsOf([`1.加强领导。${half}抓`, '- 3 -', '好落实。', '2.推进改革。'])).toEqual([
      `1.加强领导。${half}抓好落实。`,
      '- 3 -',
      '2.推进改革。',
    ]);
  });

  it.each([
    [['一、主要工作', '- 3 -', '1.加强领导。']],
    [[`1.加强领导。${half}抓好落实。（责任单位：基教处）`, '- 3 -', '2.推进改革。']],
    [[`1.加强领导。${half}抓好落实`, '- 3 -', '2.推进改革。']],
  ])('between paragraphs divide nothing: %j', (lines) => {
    expect(textsOf(lines)).toEqual(lines);
  });
});

describe('paragraphs run together in one line', () => {
  it.each([
    [
      ['一、主要工作  （一）加强领导。健全制度。  （二）推进改革。'],
      ['一、主要工作', '（一）加强领导。健全制度。', '（二）推进改革。'],
    ],
    [['目标如下。  ——质量提升。  ——群众满意。'], ['目标如下。', '——质量提升。', '——群众满意。']],
    [['1.加强领导。健全制度。  2.推进改革。'], ['1.加强领导。健全制度。', '2.推进改革。']],
  ])('%j', (lines, texts) => {
    expect(textsOf(lines)).toEqual(texts);
  });

  it.each([
    '发文单位  武汉市教育局  发文字号',
    '附件:  1.任务分解表  2.联系人名单',
    '责任单位：基教处  完成时限：6月底',
    '一、 加强领导',
    '加强 一、二线教师培养',
    '面积  3.5万平方米  投入  2.1亿元',
  ])('not: %s', (line) => {
    expect(textsOf([line])).toEqual([line]);
  });
});

describe('lines broken at a fixed width', () => {
  const paragraph =
    '　坚持以学生为本，健全各项制度，落实管理责任，推进改革任务落地见效；完善督导评估机制，加强教师队伍建设，提升学校管理水平，营造良好育人氛围，切实维护校园安全稳定，办好人民满意的教育，为经济社会发展提供人才保障和智力支撑'.trim();
  const wrap = (text: string, width: number) =>
    [...text.matchAll(new RegExp(`.{1,${width}}`, 'gu'))].map(([line]) => line);

  it.each([30, 36, 40, 45])('are rejoined at %d signs', (width) => {
    const paragraphs = [
      '武汉市教育局2018年工作要点',
      '一、主要工作',
      `1.${paragraph}。`,
      `2.${paragraph.slice(3)}。`,
      '二、工作要求',
      `${paragraph.slice(7)}。`,
      `${paragraph.slice(9)}。`,
    ];
    const { blocks, warnings } = repair(paragraphs.flatMap((text) => wrap(text, width)));
    const lasts = paragraphs.map((text) => wrap(text, width).at(-1) ?? '');
    // A paragraph whose last line is as long as the others cannot be told from one that goes on; none here is.
    expect(lasts.every((last) => last.length < width - 3 || /。$/u.test(last))).toBe(true);
    expect(blocks.map(({ text }) => text)).toEqual(paragraphs);
    expect(warnings.map(({ code }) => code)).toEqual(['lines-rejoined']);
  });

  it('with a blank line after each', () => {
    const { blocks } = repair(
      wrap(`1.${paragraph}。`, 36).concat(wrap(`2.${paragraph}。`, 36), wrap(`3.${paragraph}。`, 36)),
      2,
    );
    expect(blocks.map(({ text }) => text)).toEqual([`1.${paragraph}。`, `2.${paragraph}。`, `3.${paragraph}。`]);
  });
});

describe('a number parted from its text', () => {
  it.each([
    [
      ['一、', '主要工作', '（一）', '加强领导。', '1.', '健全制度。'],
      ['一、主要工作', '（一）加强领导。', '1.健全制度。'],
    ],
    [['第一章', '总则'], ['第一章 总则']],
    [
      ['一、', '二、'],
      ['一、', '二、'],
    ],
    [
      ['1', '推进改革'],
      ['1', '推进改革'],
    ],
  ])('%j', (lines, texts) => {
    expect(textsOf(lines)).toEqual(texts);
  });
});

describe('what is in order stays as it is', () => {
  it.each([
    'tianmen-2018-work-points',
    'wenzhou-work-plan',
    'wuhan-2017-2018-basic-education-points',
    'wuhan-2017-responsibility-items',
  ])('%s', (name) => {
    const paragraphs = sample(name);
    expect(repairLines(paragraphs)).toEqual({ blocks: paragraphs, warnings: [] });
  });

  it.each([
    { what: 'titles without full stops', of: (n: number) => `${n}、加强校园安全管理` },
    {
      what: 'items that lack their full stop',
      of: (n: number) =>
        `${n}、加强校园安全管理。健全安全制度，落实安全责任，开展隐患排查，完善应急预案，组织疏散演练，确保师生平安。加强值班值守，严格信息报送`,
    },
    {
      what: 'items that end in brackets',
      of: (n: number) =>
        `${n}.加强校园安全管理。健全安全制度，落实安全责任，开展隐患排查，完善应急预案，组织疏散演练，确保师生平安。（责任处室：安全处）`,
    },
  ])('numbered $what', ({ of }) => {
    const lines = Array.from({ length: 12 }, (_, index) => of(index + 1));
    expect(textsOf(lines)).toEqual(lines);
  });

  it('a table with one cell a line', () => {
    const lines = [
      '序号',
      '责任事项',
      '工作内容',
      '工作措施',
      '完成时限',
      '分管负责人',
      '责任处室',
      '1',
      '推进改革  一、加强领导  二、健全制度',
      '1.',
      '6月',
      '钱伟',
      '体育处',
    ];
    expect(textsOf(lines)).toEqual(lines);
  });

  const clause = fc.constantFrom(
    '加强领导',
    '健全各项制度',
    '推进义务教育优质均衡发展',
    '开展检查',
    '新建幼儿园30所',
    '到2019年底',
    '补充600名教师',
  );
  const sentence = fc.array(clause, { minLength: 1, maxLength: 12 }).map((clauses) => `${clauses.join('，')}。`);
  const body = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((sentences) => sentences.join(''));
  const item = fc.record({ title: clause, body: fc.option(body), own: fc.boolean() });

  it('any clean outline', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), fc.constantFrom('、', '.', '．'), (items, mark) => {
        const lines = items.flatMap(({ title, body: text, own }, index) =>
          text === null
            ? [`${index + 1}${mark}${title}`]
            : own
              ? [`${index + 1}${mark}${title}`, text]
              : [`${index + 1}${mark}${title}。${text}`],
        );
        expect(textsOf(['2018年工作要点', '一、主要工作', ...lines])).toEqual([
          '2018年工作要点',
          '一、主要工作',
          ...lines,
        ]);
      }),
    );
  });

  it('and no text is lost or repeated in any other', () => {
    const piece = fc.constantFrom(
      '一、',
      '（一）',
      '1.',
      '2、',
      '。',
      '，',
      '  ',
      '——',
      '加强领导',
      '健全制度，落实责任，推进改革，开展检查，完善机制，提升水平',
      '- 3 -',
      '019年',
    );
    const line = fc
      .array(piece, { minLength: 1, maxLength: 8 })
      .map((pieces) => pieces.join('').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            line,
            fc.string({ minLength: 1 }).map((text) => text.trim() || '文'),
          ),
          { maxLength: 20 },
        ),
        (lines) => {
          const { blocks } = repair(lines);
          const signs = (texts: readonly string[]) =>
            texts
              .join('')
              .replace(/[\d\s、.．-]/gu, '')
              .split('')
              .sort()
              .join('');
          expect(signs(blocks.map(({ text }) => text))).toBe(signs(lines));
          expect(blocks.every(({ text }) => text !== '' && text === text.trim())).toBe(true);
          expect(blocks.every(({ line: at }, index) => index === 0 || at >= (blocks[index - 1]?.line ?? 0) - 1)).toBe(
            true,
          );
        },
      ),
    );
  });

  it('a hundred thousand spaces, or lines, take no time', () => {
    const started = performance.now();
    repair([`文${' '.repeat(100_000)}文`]);
    repair(Array.from({ length: 50_000 }, (_, index) => `${index + 1}、健全制度，落实责任`));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
