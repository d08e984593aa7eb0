import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Block, Table } from '../../../documents/blocks/block.js';
import { readHtml } from '../../../documents/blocks/html/html.js';
import { DubanError } from '../../../domain/errors.js';

const read = (html: string): Block[] => readHtml(new TextEncoder().encode(html), '方案.html');
const texts = (html: string): string[] => read(html).map(textOf);

function textOf(block: Block): string {
  if (block.kind === 'paragraph') return block.text;
  return block.grid.map((row) => row.map((cell) => cell.text).join('|')).join('/');
}

const GOV_PAGE = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>市教育局办理方案</title><script>var a="<p>脚本</p>"</script></head><body>
<div class="top-nav"><ul><li><a href="/">首页</a></li><li><a href="/xw">新闻</a></li><li><a href="/gk">政务公开</a></li></ul></div>
<header><a href="/">武汉市教育局</a><form><input value="搜索"><button>搜索</button></form></header>
<div class="location">当前位置：<a href="/">首页</a> &raquo; <a href="/gk">责任事项办理方案</a></div>
<h1>市教育局办理方案</h1>
<table class="info"><tr><td>索引号：</td><td>010890019</td><td>发文字号：</td><td>武教〔2017〕3号</td></tr></table>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div id="zoom">
<p>&nbsp;&nbsp;&nbsp;&nbsp;总责任人：孟晖</p>
<table border="1"><tbody>
<tr><td>序号</td><td>责任事项</td><td>完成时限</td><td>责任处室</td></tr>
<tr><td rowspan="2">1</td><td rowspan="2"><p>出台学前教育</p><p>行动计划</p></td><td>7月</td><td>基础教育处</td></tr>
<tr><td>9月</td><td>督导处<br>办公室</td></tr>
</tbody></table>
<p style="display:none">隐藏</p>
<p>附件：<a href="1.doc">任务分解表</a></p>
</div>
<ul class="list"><li><a href="/1">关于开展检查的通知</a><span>2017-03-01</span></li><li><a href="/2">2017年工作要点</a></li><li><a href="/3">教育局简介</a></li></ul>
<footer><p>主办：武汉市教育局</p><p>鄂ICP备05000000号</p></footer>
</body></html>`;

describe('a saved web page', () => {
  it('gives the document without the menus, lists and footer of the site', () => {
    expect(texts(GOV_PAGE)).toEqual([
      '市教育局办理方案',
      '索引号： 010890019 发文字号： 武教〔2017〕3号',
      '总责任人：孟晖',
      '序号|责任事项|完成时限|责任处室/1|出台学前教育\n行动计划|7月|基础教育处/1|出台学前教育\n行动计划|9月|督导处\n办公室',
      '附件：任务分解表',
    ]);
  });

  it('gives each table and cell its place, and one cell to a merged place', () => {
    const table = read(GOV_PAGE).find((block) => block.kind === 'table') as Table;
    expect({ line: table.line, unit: table.unit, table: table.table }).toEqual({
      line: 4,
      unit: 'paragraph',
      table: '第1个表',
    });
    expect(table.grid[1]?.[0]).toBe(table.grid[2]?.[0]);
    expect(table.grid[2]?.[3]).toEqual({
      text: '督导处\n办公室',
      line: 6,
      unit: 'paragraph',
      table: '第1个表',
      row: 3,
      column: '第4列',
    });
    expect(read(GOV_PAGE).at(-1)?.line).toBe(7);
  });

  it('takes tables apart that only lay the page out', () => {
    const html = `<table width=1000><tr><td colspan=2><a href=/>首页</a></td></tr><tr>
      <td><table><tr><td><a href=/1>机构职能</a></td></tr><tr><td><a href=/2>政策法规</a></td></tr><tr><td><a href=/3>规划计划</a></td></tr></table></td>
      <td><table><tr><td>2018年工作要点</td></tr><tr><td><p>一、总体要求</p><p>二、重点任务</p>
        <table><tr><th>任务</th><th>责任单位</th></tr><tr><td>扩大资源</td><td>基教科</td></tr></table></td></tr></table></td></tr>
      <tr><td colspan=2>版权所有</td></tr></table>`;
    expect(texts(html)).toEqual([
      '2018年工作要点',
      '一、总体要求',
      '二、重点任务',
      '任务|责任单位/扩大资源|基教科',
      '版权所有',
    ]);
  });

  it('keeps a table of two columns, and a small table inside a cell as its lines', () => {
    const html = `<table><tr><td>重点工作</td><td>完成时限</td></tr><tr><td>制定方案</td><td>3月</td></tr></table>
      <table><tr><td>任务</td><td>内容</td><td>单位</td></tr><tr><td>招生</td><td>按计划：<table><tr><td>小学</td><td>8月</td></tr><tr><td>初中</td><td>7月</td></tr></table></td><td>基教科</td></tr>
      <tr><td>体育中考组织实施</td><td>做好考务、安全保障和成绩公示等各项工作</td><td>体卫艺科、考试院</td></tr></table>`;
    expect(texts(html)).toEqual([
      '重点工作|完成时限/制定方案|3月',
      '任务|内容|单位/招生|按计划：\n小学 8月\n初中 7月|基教科/体育中考组织实施|做好考务、安全保障和成绩公示等各项工作|体卫艺科、考试院',
    ]);
  });

  it('keeps numbered paragraphs and tables even where the markup calls them a menu', () => {
    const html =
      '<nav><p>一、加强领导</p></nav><aside><table><tr><th>任务</th><th>单位</th></tr><tr><td>甲</td><td>乙</td></tr></table></aside>' +
      '<div class="sidebar"><p>各地各校要高度重视，切实加强组织领导，明确责任分工，确保各项任务落到实处。</p></div><nav>网站导航</nav>';
    expect(texts(html)).toEqual([
      '一、加强领导',
      '任务|单位/甲|乙',
      '各地各校要高度重视，切实加强组织领导，明确责任分工，确保各项任务落到实处。',
    ]);
  });

  it('does not take a text for links because a named anchor holds it, nor a numbered list of links for a menu', () => {
    const html =
      '<a name="OLE_LINK1"><p>第一段</p><p>第二段</p><p>第三段</p></a>' +
      '<p><a href="/a">1.制定方案</a></p><p><a href="/b">2.组织实施</a></p><p><a href="/c">3.总结验收</a></p>';
    expect(texts(html)).toEqual(['第一段', '第二段', '第三段', '1.制定方案', '2.组织实施', '3.总结验收']);
  });

  it('keeps a title that is a link, under the line that says where the page stands', () => {
    const html =
      '<div><a href="/">首页</a> &gt; <a href="/gk">公开</a> &gt; 计划总结</div><h1><a href="/x">2018年工作要点</a></h1><p>正文。</p>';
    expect(texts(html)).toEqual(['2018年工作要点', '正文。']);
  });

  it('drops the table of contents that links into the page itself', () => {
    const html =
      '<ul><li><a href="#1">一、目标</a></li><li><a href="#2">二、任务</a></li><li><a href="#3">三、保障</a></li></ul><p id=1>一、目标</p><p>二、任务</p>';
    expect(texts(html)).toEqual(['一、目标', '二、任务']);
  });

  it('numbers lists as a browser shows them', () => {
    const html =
      '<ol start="3"><li>丙</li><li value="7"><p>庚</p><p>续</p></li><li></li></ol><ol type="a"><li>甲</li></ol>' +
      '<ol style="list-style-type:cjk-ideographic"><li>总则</li><li>分则<ol><li>其一</li></ol></li></ol>' +
      '<ol style="list-style:none"><li>无号</li></ol><ol><li>1.已有号</li></ol><ul><li>点</li></ul>';
    expect(texts(html)).toEqual([
      '3. 丙',
      '7. 庚',
      '续',
      'a. 甲',
      '一、总则',
      '二、分则',
      '1. 其一',
      '无号',
      '1.已有号',
      '点',
    ]);
  });

  it('divides paragraphs at <br> and blocks, joins lines broken in the source, keeps the lines of <pre>', () => {
    const html =
      '<div>　　一、总体\n   要求<br/>　　深入&nbsp;学习<span>贯彻</span>\nTCP\nIP</div>尾<pre>甲\n乙</pre><p><!-- 注 --> <![if !supportLists]>1.<![endif]>新建 幼儿园</p>';
    expect(texts(html)).toEqual(['一、总体要求', '深入 学习贯彻 TCP IP', '尾', '甲', '乙', '1.新建 幼儿园']);
  });

  it('loses nothing that stands between the rows of a careless table', () => {
    const html = '<table>前言<tr><td>任务<td>单位<tr><form><td>甲<td>乙</form></tr><p>注：说明</p><td>丙<td>丁</table>';
    const all = texts(html);
    expect(all.at(-1)).toBe('任务|单位/甲|乙/丙|丁');
    expect(all.slice(0, -1)).toEqual(['前言', '注：说明']);
  });
});

describe("a page's merged cells", () => {
  const table = (html: string): string | undefined => texts(html)[0];

  it('end with the table, however many rows they claim', () => {
    expect(
      table('<table><tr><th rowspan=100000>甲<th>乙<th>丙</tr><tr><td>丁<td rowspan=0>戊</tr><tr><td>己</tr></table>'),
    ).toBe('甲|乙|丙/甲|丁|戊/甲|己|戊');
  });

  it('leave no column that differs nowhere from its neighbour', () => {
    expect(
      table(
        '<table><tr><td colspan=3>任务<td colspan=1000>单位</tr><tr><td colspan=3>甲<td colspan=1000>乙</tr></table>',
      ),
    ).toBe('任务|单位/甲|乙');
  });

  it('are refused where they make millions of cells', () => {
    const html = `<table>${'<tr><td rowspan=9999 colspan=100>甲<td>乙</tr>'.repeat(300)}</table>`;
    expect(() => read(html)).toThrow(expect.objectContaining({ code: 'file-too-large' }));
  });

  it('always resolve to rows of one length', () => {
    const span = fc.integer({ min: 0, max: 5 });
    const cell = fc.tuple(span, span).map(([rows, columns]) => `<td rowspan=${rows} colspan=${columns}>字`);
    const rows = fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (cells) => {
        const html = `<table><tr><th>任务<th>单位<th>时限</tr>${cells.map((row) => `<tr>${row.join('')}</tr>`).join('')}<tr><td>甲<td>乙</tr></table>`;
        const [block] = read(html);
        if (block?.kind !== 'table') throw new Error('no table');
        expect(block.grid).toHaveLength(cells.length + 2);
        expect(new Set(block.grid.map((row) => row.length)).size).toBe(1);
        // Every written cell is there, and as often as the grid says it is one and the same.
        const seen = new Set(block.grid.flat().filter((one) => one.text === '字'));
        expect(seen.size).toBe(cells.flat().length);
      }),
    );
  });
});

describe('the encoding of a page', () => {
  const excerpt = readFileSync(new URL('../wuhan-excerpt.gb18030.txt', import.meta.url));
  const gb = (head: string, text: string) =>
    new Uint8Array(Buffer.concat([Buffer.from(head), Buffer.from(text, 'hex')]));

  it.each([
    ['declared as gb2312', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>'],
    ['declared as gbk', "<meta charset='GBK'><p>"],
    ['not declared', '<p>'],
    ['declared wrongly as western', '<meta charset="iso-8859-1"><p>'],
    ['declared wrongly as UTF-8', '<meta charset=utf-8><p>'],
  ])('GB18030, %s', (_what, head) => {
    const [block] = readHtml(gb(head, 'b6bdb0eccac2cfee'), 'a.html');
    expect(block && textOf(block)).toBe('督办事项');
  });

  it('GB18030 with one damaged byte loses one sign', () => {
    const [block] = readHtml(gb('<meta charset=gb2312><p>', 'b6bdb0ecff3ccac2cfee'), 'a.html');
    expect(block && textOf(block)).toContain('督办');
  });

  it('reads a whole page of GB18030', () => {
    const page = new Uint8Array(Buffer.concat([Buffer.from('<html><body><pre>'), excerpt, Buffer.from('</pre>')]));
    expect(readHtml(page, 'a.html').map(textOf)).toContain('责任处室');
  });

  it('UTF-8 saved anew under an old declaration stays UTF-8', () => {
    expect(texts('<meta charset=gb2312><p>市教育局二〇一八年重点工作任务分解表（征求意见稿）</p>')).toEqual([
      '市教育局二〇一八年重点工作任务分解表（征求意见稿）',
    ]);
  });

  it('UTF-16 by its mark', () => {
    expect(readHtml(new Uint8Array(Buffer.from('\ufeff<p>督办</p>', 'utf16le')), 'a.html').map(textOf)).toEqual([
      '督办',
    ]);
  });
});

describe('a page that cannot be read', () => {
  it.each([
    ['without text', '<html><body><img src="a.png"></body></html>', 'file-no-text', '没有文字'],
    ['of frames', '<frameset><frame src="a.htm"></frameset>', 'file-no-text', '框架'],
    ['nested without end', '<div>'.repeat(100_000), 'file-unreadable', '嵌套过深'],
    ['of tables in tables without end', '<table><tr><td>'.repeat(100_000), 'file-unreadable', '嵌套过深'],
  ])('%s is refused with what to do', (_what, html, code, words) => {
    let error: unknown;
    try {
      read(html);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'DubanError', code });
    expect(String(error)).toContain(words);
  });

  it('throws nothing but the project’s own error, whatever stands in the file', () => {
    const piece = fc.constantFrom('<table>', '<tr>', '<td rowspan=3>', '</td>', '</table>', '<p>', '<ol>', '<li>', '<a href=x>', '甲', '一、', '<!--', '<pre>', '\n', '&#0;', '<nav>', '</p>'); // prettier-ignore
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
          fc.string(),
        ),
        (html) => {
          try {
            for (const block of read(html)) if (block.kind === 'paragraph') expect(block.text).toBe(block.text.trim());
          } catch (error) {
            expect(error).toBeInstanceOf(DubanError);
          }
        },
      ),
    );
  });
});
