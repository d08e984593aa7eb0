import { describe, expect, it } from '@jest/globals';
import { simplify } from '../../../documents/blocks/simplify.js';
import type { Finding } from '../../../documents/recognisers/recogniser.js';
import { blocksOfSample, findingsIn } from './outline-texts.js';

function sections(findings: readonly Finding[]): [heading: string, items: number][] {
  return findings.map(({ items }) => [items[0]?.heading ?? '', items.length]);
}

describe('the outline of', () => {
  it('Tianmen has 27 items in 4 sections', () => {
    const findings = findingsIn(blocksOfSample('tianmen-2018-work-points.txt'));
    expect(sections(findings)).toEqual([
      ['提高政治站位,切实加强党对教育工作的全面领导', 5],
      ['凝心聚力谋改革促发展,加快推进教育现代化进程', 12],
      ['全力维护校园安全,确保教育战线和谐稳定', 2],
      ['不断提高保障水平,营造教育改革发展良好环境', 8],
    ]);
    const items = findings.flatMap((finding) => finding.items);
    expect(items.map(({ ownNumber }) => Number(ownNumber))).toEqual(
      Array.from({ length: 27 }, (_, index) => index + 1),
    );
    expect(items[6]).toMatchObject({ code: '2.7', title: '提升教育信息化水平', contents: [], otherwise: 'quarters' });
    expect(items[6]?.measures[0]).toMatch(/^升级天门教育云平台。建设13个录播教室/);
    expect(items.at(-1)?.measures[0]).toMatch(/提升群众获得感。$/);
    expect(items.at(-1)?.place).toEqual({ firstLine: 38, lastLine: 38 });
  });

  it('Wenzhou has 25 items in 6 sections, though its headings are damaged', async () => {
    const { blocks } = await simplify(blocksOfSample('wenzhou-work-plan.txt'));
    const findings = findingsIn(blocks);
    expect(findings.map(({ items }) => items.length)).toEqual([6, 4, 4, 3, 3, 5]);
    const items = findings.flatMap((finding) => finding.items);
    expect(items.map(({ ownNumber }) => Number(ownNumber))).toEqual(
      Array.from({ length: 25 }, (_, index) => index + 1),
    );
    expect(items[0]).toMatchObject({ code: '1.1', title: '优质发展学前教育' });
    expect(items[0]?.heading).toMatch(/办好各级各类教育$/);
    expect(items[24]).toMatchObject({ code: '6.25', title: '优化机关作风' });
    const damaged = findings.flatMap(({ warnings }) => warnings.filter(({ code }) => code === 'heading-damaged'));
    expect(damaged.map(({ at }) => at.firstLine)).toEqual([21, 35, 45, 55, 63, 71]);
    expect(damaged[5]?.message).toMatch(/^小标题“。.*﹥/u);
  });

  it('Wuhan basic education has 29 items in 7 sections, besides its months', () => {
    const findings = findingsIn(blocksOfSample('wuhan-2017-2018-basic-education-points.txt'));
    const months = findings.filter(({ items }) => items[0]?.heading === '月度安排');
    const work = findings.filter((finding) => !months.includes(finding));
    expect(work.map(({ items }) => items.length)).toEqual([5, 4, 5, 3, 4, 3, 5]);
    const items = work.flatMap((finding) => finding.items);
    expect(items.map(({ ownNumber }) => Number(ownNumber))).toEqual(
      Array.from({ length: 29 }, (_, index) => index + 1),
    );
    expect(items[0]).toMatchObject({ code: '1.1', heading: '坚持立德树人,继续加强和改进德育工作' });
    expect(items[28]).toMatchObject({ code: '7.29', title: '加强基教队伍建设' });
    // The months are a section by themselves, so that their own recogniser may have them.
    const held = new Set(work.flatMap(({ claimed }) => [...claimed]));
    expect(months.flatMap(({ claimed }) => [...claimed]).some((block) => held.has(block))).toBe(false);
  });

  it('the responsibility table is none', () => {
    expect(findingsIn(blocksOfSample('wuhan-2017-responsibility-items.txt'))).toEqual([]);
  });
});
