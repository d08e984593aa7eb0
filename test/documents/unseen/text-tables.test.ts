import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readText } from '../../../documents/blocks/text/text-blocks.js';
import { codesOf, duesOf, readPlanText, whoOf } from './read-plan-text.js';

const titles = (items: { title: string }[]) => items.map(({ title }) => title);

describe('a table written with bars', () => {
  it('is read row by row, a line of dashes left out', async () => {
    const { items } = await readPlanText([
      '云台县2023年民生实事任务分解表',
      '| 序号 | 工作任务 | 责任单位 | 完成时限 |',
      '| --- | --- | --- | --- |',
      '| 1 | 新建充电桩120个 | 县发改局 | 6月底前 |',
      '| 2 | 更换路灯260盏 | 县城管局、县供电公司 | 9月 |',
    ]);
    expect(titles(items)).toEqual(['新建充电桩120个', '更换路灯260盏']);
    expect(items.map(whoOf)).toEqual(['牵头 县发改局', '牵头 县城管局、牵头 县供电公司']);
    expect(items.map(duesOf)).toEqual([['2023-06-30'], ['2023-09-28']]);
  });

  it('moves a row to its columns where the page left its merged cells out', async () => {
    const { items } = await readPlanText([
      '2022年政务公开任务表',
      '工作任务 | 具体要求 | 责任部门 |',
      '一、公开财务 | 1.公开年度预算。 | 财务股 |',
      '二、维护网站 | 2.更新机构简介。 | 秘书股 |',
      '3.答复网上留言。 | 各股室 | |',
      '4.检查栏目链接。 | 秘书股牵头，各股室配合 | |',
    ]);
    expect(items.map(({ heading }) => heading)).toEqual(['公开财务', '维护网站', '维护网站', '维护网站']);
    expect(items.map(({ contents }) => contents)).toEqual([
      ['公开年度预算。'],
      ['更新机构简介。'],
      ['答复网上留言。'],
      ['检查栏目链接。'],
    ]);
    expect(items.map(whoOf)).toEqual(['牵头 财务股', '牵头 秘书股', '牵头 各股室', '牵头 秘书股、配合 各股室']);
  });

  it('leaves an empty last cell where it stands', async () => {
    const { items } = await readPlanText([
      '2023年重点工作清单',
      '序号 | 工作事项 | 责任部门 | 完成时限 | 备注',
      '1 | 备足防汛物资 | 应急办 | 5月底前 |',
      '2 | 组织消防演练2次 | 综治办 | 11月底前 | 与派出所合办',
    ]);
    expect(items.map(whoOf)).toEqual(['牵头 应急办', '牵头 综治办']);
    expect(items.map(duesOf)).toEqual([['2023-05-31'], ['2023-11-30']]);
  });

  it('reads a school calendar whose first heading spans week and days', async () => {
    const { title, items } = await readPlanText([
      '南山中学2020-2021学年第二学期校历',
      '起止日期 | 主要工作 | 责任处室 | |',
      '第一周 | 3月1日-3月5日 | 开学典礼 | 德育处 |',
      '常规检查 | 教务处 | ||',
      '第二周 | 3月8日-3月12日 | 安全演练 | 保卫处 |',
    ]);
    expect(title).toBe('南山中学2020-2021学年第二学期校历');
    expect(titles(items)).toEqual(['开学典礼', '常规检查', '安全演练']);
    expect(items.map(whoOf)).toEqual(['牵头 德育处', '牵头 教务处', '牵头 保卫处']);
    expect(items.map(duesOf)).toEqual([['2021-03-05'], ['2021-03-05'], ['2021-03-12']]);
  });

  it('is no table where no line of headings stands over it', () => {
    const { blocks } = readText(
      '文号 | 云政办〔2023〕5号 | 主题分类 | 综合 |\n来源 | 县政府办 | 公开方式 | 主动公开 |',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph']);
  });
});

describe('a table whose cells stand one a line with bars between them', () => {
  it('takes the numbers beside the text for numbers of the text', async () => {
    const { items } = await readPlanText(
      [
        ...['工作任务', '|', '具体要求', '|', '责任科室', '|', '时限要求', '|'],
        ...['清理规范性文件', '|', '1', '|', '全面清理并公布现行有效文件目录。', '|', '办公室', '|', '年底前', '|'],
        ...['丰富解读形式', '|', '2', '|', '每件文件配发图解。', '|', '各科室', '|', '持续推进', '|'],
        ...['3', '|', '每季度统计阅读量。', '|', '信息科', '|', '持续推进', '|'],
      ],
      2023,
    );
    expect(items.map(({ heading }) => heading)).toEqual(['清理规范性文件', '丰富解读形式', '丰富解读形式']);
    expect(items.map(whoOf)).toEqual(['牵头 办公室', '牵头 各科室', '牵头 信息科']);
    expect(items.map(duesOf)).toEqual([
      ['2023-12-29'],
      ['2023-03-31', '2023-06-30', '2023-09-28', '2023-12-29'],
      ['2023-03-31', '2023-06-30', '2023-09-28', '2023-12-29'],
    ]);
  });
});

describe('a table copied from a Word file', () => {
  it('has tabs between its cells and line breaks within them', async () => {
    const { items } = await readPlanText([
      '青溪县卫生健康局2024年重点任务分解表',
      '序号\t重点任务\t具体内容\t责任股室\t完成时限',
      '1\t基层能力提升\t1.改造村卫生室24所。',
      '2.培训村医150名。\t基层股\t10月底',
      '2\t托育服务\t新增托位300个\t家庭股\t12月底',
    ]);
    expect(items.map(({ heading }) => heading)).toEqual(['基层能力提升', '托育服务']);
    expect(items[0]?.contents).toEqual(['改造村卫生室24所。', '培训村医150名。']);
    expect(items.map(whoOf)).toEqual(['牵头 基层股', '牵头 家庭股']);
    expect(items.map(duesOf)).toEqual([['2024-10-31'], ['2024-12-31']]);
  });
});

describe('a table drawn with lines', () => {
  const lines = [
    '2023年重点工作',
    '┌──┬──────┬─────┬────┐',
    '│序号│ 工作任务 │责任单位 │完成时限│',
    '├──┼──────┼─────┼────┤',
    '│ 1 │修缮农村公路│县交通局│ 8月 │',
    '│  │35公里 │   │  │',
    '├──┼──────┼─────┤  │',
    '│ 2 │安装防护栏│县公路中│  │',
    '│  │12公里 │心  │  │',
    '└──┴──────┴─────┴────┘',
  ];

  it('joins the lines of a cell, and shares a cell that no rule divides', async () => {
    const { items, warnings } = await readPlanText(lines);
    expect(titles(items)).toEqual(['修缮农村公路35公里', '安装防护栏12公里']);
    expect(items.map(whoOf)).toEqual(['牵头 县交通局', '牵头 县公路中心']);
    expect(items.map(duesOf)).toEqual([['2023-08-31'], ['2023-08-31']]);
    expect(warnings.map(({ code }) => code)).not.toContain('work-like-skipped');
  });

  it('stays text where its lines do not agree on columns', () => {
    const { blocks } = readText('│甲│乙│\n│丙│\n│丁│戊│己│庚│\n│辛│');
    expect(blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
  });
});

describe('tables in texts', () => {
  const cell = fc.constantFrom('推进改造', '基教科', '6月底前', '3', '');

  it('keep every word of any rows', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 12 }), (rows) => {
        const body = rows.map((row) => row.join(' | '));
        const { blocks } = readText(['序号 | 工作任务 | 责任单位', ...body].join('\n'));
        const text = JSON.stringify(blocks);
        return rows.flat().every((word) => text.includes(word));
      }),
    );
  });

  it('give grids whose rows are equally long, whatever is drawn', () => {
    const sign = fc.constantFrom(
      '│',
      '├',
      '┤',
      '─',
      '┼',
      '┌',
      '┐',
      '└',
      '┘',
      '|',
      '\t',
      '\n',
      '甲',
      '责任单位',
      '工作任务',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 120 }), (signs) => {
        for (const block of readText(signs.join('')).blocks) {
          if (block.kind !== 'table') continue;
          const widths = new Set(block.grid.map((row) => row.length));
          expect(widths.size).toBe(1);
          expect(block.grid.flat().every(({ line }) => line >= 1)).toBe(true);
        }
      }),
    );
  });

  it('are bounded in size: what is far too wide stays text', async () => {
    const { blocks } = readText(`序号 | 工作任务 | 责任单位\n${'|'.repeat(50_000)}`);
    expect(blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
    const plan = await readPlanText(
      ['一、重点工作', '1.修缮校舍。（县教育局，9月底前）', '2.补充教师。（县教育局，8月底前）'],
      2023,
    );
    expect(codesOf(plan)).not.toContain('division-missing');
  });
});
