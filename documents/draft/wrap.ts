/** What terminals draw two columns wide: CJK, its punctuation and full-width signs. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** Signs that must not begin a line. */
const CLOSING = /[，。、；：？！）》”’」』〉】,.;:?!)\]%]/u;

/** Columns that the text takes in a terminal. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

/** Breaks text into lines of at most `columns`, between any two characters, as Chinese is set; its own breaks stay. */
export function wrap(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** What stays in one piece: a weekday in brackets, a number with its unit. */
const WHOLE = /（周[一二三四五六日]）|\d{1,8}(?:\.\d{1,8})?[%％年月日]?|./gsu;

/** The text in pieces that lines may begin and end with; one that no line could hold goes by characters. */
function piecesOf(text: string, columns: number): string[] {
  return (text.match(WHOLE) ?? []).flatMap((piece) => (columnsOf(piece) + 2 > columns ? [...piece] : [piece]));
}

function wrapLine(text: string, columns: number): string {
  const lines: string[] = [];
  let line: string[] = [];
  for (const piece of piecesOf(text, columns)) {
    if (columnsOf(line.join('')) + columnsOf(piece) > columns) {
      // A closing sign takes what stands before it along.
      const along =
        CLOSING.test(piece.charAt(0)) && line.length > 1 && columnsOf(`${line.at(-1) ?? ''}${piece}`) <= columns;
      const carried = along ? line.splice(-1) : [];
      lines.push(line.join(''));
      line = carried;
    }
    line.push(piece);
  }
  return [...lines, line.join('')].join('\n');
}
