import type { Block, Table, TableCell } from './block.js';

/** Frequent in official texts, and never so written in simplified ones. */
const TRADITIONAL = new Set(
  '學務責發關為與員會處開動進點時間領導單項實業區縣對過標準質經據後從來個們這種應當義產無現長門問題黨國體強師範圍優調設計劃舉辦檢報組織統籌頭鎮鄉萬億級術書記資訊網絡農灣華東車馬選編製訂傳輸細則評審啟運營獎勵懲罰認證確總結條議閱讀寫語數電腦場興廳協聯繫環節構創試驗園兒費續擴規採納參觀陳舊險隊隨隱雙難離雜響頂順須預頻願類顯風飛養館驟階貫徹',
);

/** About a quarter of a traditional document's Chinese signs are of the list; a quotation in a simplified one stays far below. */
const SHARE = 0.06;

/** So many Chinese signs show which script it is. */
const SAMPLE = 20_000;

/** The library's own types do not resolve. */
type ConverterOf = (options: { from: 'tw'; to: 'cn' }) => (text: string) => string;

/** What the library leaves, and the quotation marks. */
const AFTER: Record<string, string> = { 衞: '卫', 戸: '户', 祇: '只', '「': '“', '」': '”', '『': '‘', '』': '’' };

/**
 * A document in traditional characters, Hong Kong's or Taiwan's, in simplified ones; any other as it is. Words stay
 * (軟體 becomes 软体, not 软件). Merged cells stay one cell. Signs that two stand for are told by the word they stand in,
 * so that a name may come out wrong (于 or 於, 钟 or 锺).
 */
export async function simplify(blocks: readonly Block[]): Promise<{ blocks: Block[]; converted: boolean }> {
  if (!isTraditional(blocks)) return { blocks: [...blocks], converted: false };
  const { Converter } = await import('opencc-js/t2cn');
  // From 'tw', which alone also turns 朝著 into 朝着.
  const convert = (Converter as ConverterOf)({ from: 'tw', to: 'cn' });
  const simple = (text: string) => convert(text).replace(/[衞戸祇「」『』]/g, (sign) => AFTER[sign] ?? sign);
  return {
    blocks: blocks.map((block) =>
      block.kind === 'table' ? simpleTable(block, simple) : { ...block, text: simple(block.text) },
    ),
    converted: true,
  };
}

function simpleTable(table: Table, simple: (text: string) => string): Table {
  const known = new Map<TableCell, TableCell>();
  const cellOf = (cell: TableCell): TableCell => {
    const done = known.get(cell) ?? { ...cell, text: simple(cell.text) };
    known.set(cell, done);
    return done;
  };
  const grid = table.grid.map((row) => row.map(cellOf));
  return { ...table, grid, ...(table.caption === undefined ? {} : { caption: simple(table.caption) }) };
}

function isTraditional(blocks: readonly Block[]): boolean {
  let [chinese, traditional] = [0, 0];
  for (const text of textsOf(blocks)) {
    for (const sign of text) {
      if (sign < '㐀' || sign > '鿿') continue;
      chinese += 1;
      if (TRADITIONAL.has(sign)) traditional += 1;
    }
    if (chinese > SAMPLE) break;
  }
  return traditional > 0 && traditional / chinese >= SHARE;
}

function* textsOf(blocks: readonly Block[]): Generator<string> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') yield block.text;
    else for (const row of block.grid) for (const cell of row) yield cell.text;
  }
}
