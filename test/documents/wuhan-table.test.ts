import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readTextFile } from '../../documents/blocks/text/text-file.js';
import { flattenedTable } from '../../documents/recognisers/flattened/flattened-table.js';
import type { FoundItem } from '../../documents/recognisers/found-item.js';
import { blocksOf, findingsOf } from './recognisers/grid.js';
import { WUHAN_FRONT, WUHAN_HEAD, WUHAN_ROWS } from './wuhan-table.js';

const FILE = 'samples/wuhan-2017-responsibility-items.txt';
const front = { title: '', titleLine: 1, issuer: '', number: '', principal: '', span: null, overall: '' };
const text = flattenedTable.recognise(readTextFile(readFileSync(FILE), FILE), { fileName: FILE, front })[0];

/** What the same item must say whatever the file's format. */
function says({ code, heading, title, contents, measures, leader, divisions, deadlines }: FoundItem): object {
  return { code, heading, title, contents, measures, leader, divisions, deadlines };
}

describe('the Wuhan table of 2017', () => {
  it('with its merged cells has the same seven items as the text', () => {
    const [finding] = findingsOf(blocksOf(...WUHAN_FRONT, [WUHAN_HEAD, ...WUHAN_ROWS]), { titleLine: 1 });
    expect(finding?.items.map(says)).toEqual(text?.items.map(says));
    expect(finding?.items).toHaveLength(7);
    expect(finding?.items.flatMap((item) => item.deadlines)).toHaveLength(22);
    expect(finding?.warnings).toEqual([]);
  });

  it('as a csv file, where merged places are empty, has them too', () => {
    const rows = WUHAN_ROWS.map((row) => row.map((cell) => (cell === '^' ? '' : cell)));
    const [finding] = findingsOf(blocksOf([WUHAN_HEAD, ...rows]));
    expect(finding?.items.map(says)).toEqual(text?.items.map(says));
    expect(finding?.warnings).toEqual([]);
  });

  it('printed over several pages has them too, wherever the pages end', () => {
    for (let end = 1; end < WUHAN_ROWS.length; end += 1) {
      const [above, below] = [WUHAN_ROWS.slice(0, end), WUHAN_ROWS.slice(end)];
      // What was merged over the break begins anew, empty.
      const first = below[0]?.map((cell) => (cell === '^' ? '' : cell)) ?? [];
      const rest = below.slice(1);
      const page = [WUHAN_HEAD, first, ...rest];
      for (const blocks of [
        blocksOf([WUHAN_HEAD, ...above, ...page]),
        blocksOf([WUHAN_HEAD, ...above], page),
        blocksOf([WUHAN_HEAD, ...above], '- 2 -', page),
        blocksOf([WUHAN_HEAD, ...above], page.slice(1)),
      ]) {
        const findings = findingsOf(blocks);
        expect(findings).toHaveLength(1);
        expect(findings[0]?.items.map(says)).toEqual(text?.items.map(says));
        expect(findings[0]?.warnings).toEqual([]);
      }
    }
  });
});
