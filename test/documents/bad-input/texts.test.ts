import { describe, expect, it, jest } from '@jest/globals';
import { expectRead, expectRefused } from './read-apart.js';

jest.setTimeout(150_000);

const HEAD = '2018年工作计划\n一、主要工作\n';
const WORK = '1. 推进学区制改革。责任单位：基教处。\n';
const MIB = 1024 ** 2;
const utf8 = (text: string) => Buffer.from(text);

describe('a text beyond all measure', () => {
  it('of thirty megabytes is refused by its size', async () => {
    const message = await expectRefused(utf8(HEAD + WORK.repeat((30 * MIB) / 52)), '方案.txt', 'file-too-large');
    expect(message).toContain('超过文字文件 20 MB 的上限');
  });

  it('of ten thousand pages, fifteen megabytes, is read in time', async () => {
    const page = `（一）推进学前教育发展。${'认真落实各项措施，新增学位4800个，投入6804万元。'.repeat(20)}\n`;
    const { itemCount } = await expectRead(utf8(HEAD + page.repeat(10_000)), '方案.txt');
    expect(itemCount).toBe(10_000);
  });

  it('of a hundred pages is read', async () => {
    const { itemCount } = await expectRead(utf8(HEAD + WORK.repeat(3000)), '方案.txt');
    expect(itemCount).toBe(3000);
  });

  it('of one line of ten megabytes is refused', async () => {
    const sentence = '推进学区制改革，由基教处负责，6月底前完成。';
    await expectRefused(utf8(sentence.repeat((10 * MIB) / 63)), '方案.txt', 'file-too-large');
    await expectRefused(utf8('9'.repeat(10 * MIB)), '方案.txt', 'file-too-large');
    await expectRefused(utf8('推进学区制改革,基教处,'.repeat((10 * MIB) / 32)), '台账.csv', 'file-too-large');
  });

  it('of a million short lines is refused', async () => {
    await expectRefused(utf8(HEAD + '1.a\n'.repeat(1_000_000)), '方案.txt', 'file-too-large');
    await expectRefused(utf8(`序号,任务,处室\n${'1,a,b\n'.repeat(1_000_000)}`), '台账.csv', 'file-too-large');
  });

  it('of one sign a hundred thousand times is read as any other', async () => {
    for (const sign of ['（', '1.', '、', '9', '　', '《', '。']) {
      const { itemCount } = await expectRead(utf8(`${HEAD}${WORK}${sign.repeat(20_000)}\n2. 抓好安全。`), '方案.txt');
      expect(itemCount).toBeGreaterThan(0);
    }
  });
});

describe('a text that is none', () => {
  it('holding zero bytes is refused', async () => {
    const message = await expectRefused(utf8(`${HEAD}${WORK}\0\0\0`), '方案.txt', 'file-unreadable');
    expect(message).toContain('UTF-8');
    await expectRefused(new Uint8Array(5000), '方案.txt', 'file-unreadable');
  });

  it('of nothing but blanks is refused', async () => {
    await expectRefused(utf8(' \n\u3000\n\t'), '方案.txt', 'file-no-text');
    await expectRefused(utf8('\ufeff'), '方案.txt', 'file-no-text');
  });

  it('of no plan is refused, what can be read being told', async () => {
    await expectRefused(utf8('今天天气很好。\n我们去公园。'), '日记.txt', 'plan-unrecognised');
  });
});

describe('a text in another encoding', () => {
  it('in UTF-16 of either order is read', async () => {
    const wide = Buffer.from(`\ufeff${HEAD}${WORK}`, 'utf16le');
    expect((await expectRead(wide, '方案.txt')).items[0]?.title).toBe('推进学区制改革');
    expect((await expectRead(Buffer.from(wide).swap16(), '方案.txt')).items[0]?.title).toBe('推进学区制改革');
  });

  it('with half a sign of UTF-16 is refused', async () => {
    const text = Buffer.concat([
      Buffer.from(`\ufeff${HEAD}`, 'utf16le'),
      Buffer.from([0x00, 0xd8]),
      Buffer.from('学', 'utf16le'),
    ]);
    await expectRefused(text, '方案.txt', 'file-unreadable');
  });

  it('with a damaged sign in UTF-8 is read with a warning', async () => {
    const bytes = Buffer.concat([utf8(HEAD + WORK), Buffer.from([0xe5, 0xad]), utf8('\n')]);
    expect((await expectRead(bytes, '方案.txt')).warnings).toContain('characters-damaged');
  });
});
