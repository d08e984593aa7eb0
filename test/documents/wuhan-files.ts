import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { writeXlsx, type MergeRange } from 'hucre';
import { WUHAN_FRONT, WUHAN_HEAD, WUHAN_ROWS, WUHAN_TITLE } from './wuhan-table.js';

/** A cell where it begins; it covers `rows` rows of its column. */
interface Spanning {
  text: string;
  row: number;
  column: number;
  rows: number;
}

const CELLS = cellsOf([WUHAN_HEAD, ...WUHAN_ROWS]);

/** The Wuhan plan of 2017 in the formats an office keeps it in, merged as the original must have been. */
export const wuhanFiles: Record<'docx' | 'xlsx' | 'csv' | 'html', () => Promise<Uint8Array>> = {
  async docx() {
    const rows = CELLS.map(
      (row) =>
        new TableRow({
          children: row.map(
            ({ text, rows: rowSpan }) =>
              new TableCell({ rowSpan, children: text.split('\n').map((line) => new Paragraph(line)) }),
          ),
        }),
    );
    const children = [...WUHAN_FRONT.map((text) => new Paragraph(text)), new Table({ rows })];
    return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
  },

  async xlsx() {
    const top = WUHAN_FRONT.length;
    const merges: MergeRange[] = CELLS.flat()
      .filter(({ rows }) => rows > 1)
      .map(({ row, column, rows }) => ({
        ...{ startRow: top + row, endRow: top + row + rows - 1 },
        ...{ startCol: column, endCol: column },
      }));
    const width = WUHAN_HEAD.length;
    const front = WUHAN_FRONT.map((_, row) => ({ startRow: row, endRow: row, startCol: 0, endCol: width - 1 }));
    const rows = [...WUHAN_FRONT.map((text) => [text]), WUHAN_HEAD, ...WUHAN_ROWS.map(emptied)];
    return writeXlsx({ sheets: [{ name: 'Sheet1', rows, merges: [...front, ...merges] }] });
  },

  async csv() {
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const front = WUHAN_FRONT.map((text) => [text, ...WUHAN_HEAD.slice(1).map(() => '')]);
    const rows = [...front, WUHAN_HEAD, ...WUHAN_ROWS.map(emptied)];
    return new TextEncoder().encode(rows.map((row) => row.map(quoted).join(',')).join('\r\n'));
  },

  async html() {
    const rows = CELLS.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
    const [, date = '', principal = ''] = WUHAN_FRONT;
    const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${WUHAN_TITLE}-某市教育局</title>
      <script>var menu = ['首页'];</script><style>td { border: 1px solid }</style></head><body>
      <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">机构概况</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">办事服务</a></li></ul></div>
      <div class="crumbs">当前位置: <a href="/">首页</a> » <a href="/d">责任事项办理方案</a></div>
      <div class="article"><h1>${WUHAN_TITLE}</h1><p>${date}</p><p> ${principal}</p><table>${rows}</table></div>
      <div class="footer"><p>版权所有：某市教育局</p><p>网站地图 | 联系我们 | 鄂ICP备00000000号</p></div></body></html>`;
    return new TextEncoder().encode(page);
  },
};

function cellsOf(rows: readonly string[][]): Spanning[][] {
  return rows.map((row, at) =>
    row.flatMap((text, column) => {
      if (text === '^') return [];
      const below = rows.slice(at + 1).findIndex((next) => next[column] !== '^');
      return [{ text, row: at, column, rows: below < 0 ? rows.length - at : below + 1 }];
    }),
  );
}

function emptied(row: string[]): string[] {
  return row.map((cell) => (cell === '^' ? '' : cell));
}

function cellHtml({ text, rows }: Spanning): string {
  return `<td rowspan="${rows}">${text
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('')}</td>`;
}
