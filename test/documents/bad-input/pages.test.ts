import { describe, expect, it, jest } from '@jest/globals';
import { expectRead, expectRefused, readApart } from './read-apart.js';

jest.setTimeout(150_000);

const page = (body: string) => Buffer.from(`<html><head><meta charset="utf-8"></head><body>${body}</body></html>`);
const HEADS = '<tr><th>序号</th><th>工作内容</th><th>责任单位</th><th>完成时限</th></tr>';
const ROW = '<tr><td>1</td><td>推进学区制改革</td><td>基教处</td><td>6月</td></tr>';

describe('a web page made to burst', () => {
  it('by spans of a thousand million is read by what it holds', async () => {
    const span = '<td rowspan="1000000000" colspan="1000000000">推进学区制改革</td>';
    const wide = page(`<table>${HEADS}<tr><td>1</td>${span}<td>基教处</td><td>6月</td></tr>${ROW}</table>`);
    const { read } = await readApart(wide, '方案.html');
    expect(read?.itemCount ?? 0).toBeLessThanOrEqual(2);
  });

  it('by spans in every cell of a large table is refused or read in time', async () => {
    const row = `<tr>${'<td rowspan="60000" colspan="100">推进</td>'.repeat(10)}</tr>`;
    await expectRefused(page(`<table>${HEADS}${row.repeat(5000)}</table>`), '方案.html', 'file-too-large');
  });

  it.each(['div', 'table', 'span', 'b'])('by ten thousand %s within one another is refused', async (name) => {
    const inner = name === 'table' ? '<table><tr><td>' : `<${name}>`;
    await expectRefused(page(`${inner.repeat(10_000)}推进学区制改革`), '方案.html', 'file-unreadable');
  });

  it('by entities of its own is read without them', async () => {
    const laughs = `<!DOCTYPE html [<!ENTITY a "笑">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "&a${n - 1};&a${n - 1};">`).join('')}]>`;
    const bytes = Buffer.from(
      `${laughs}<html><meta charset="utf-8"><body><p>2018年工作计划</p><p>1. 推进改革&a29;。责任单位：基教处。</p></body></html>`,
    );
    const { items } = await expectRead(bytes, '方案.html');
    expect(items).toHaveLength(1);
    expect(items[0]?.parts[0]?.text.length).toBeLessThan(40);
  });

  it('by a million links and unclosed tags is refused or read in time', async () => {
    await expectRefused(page('<a href="x">首页</a><p><b>'.repeat(300_000)), '方案.html', 'file-unreadable');
  });
});

describe('a web page with a program in it', () => {
  it('is read without running it', async () => {
    const trap = '<script>while(true){}</script><img src="http://127.0.0.1:9/x" onerror="while(true){}">';
    const { items } = await expectRead(page(`${trap}<table>${HEADS}${ROW}</table>`), '方案.html');
    expect(items.map(({ contents, title }) => [title, ...contents].includes('推进学区制改革'))).toEqual([true]);
  });
});

describe('XML that is no page', () => {
  it('declaring entities is refused', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "笑"><!ENTITY b "&a;&a;">]><x>&b;</x>`;
    await expectRefused(Buffer.from(laughs), '方案.xml', 'format-unsupported');
  });
});
