import { describe, expect, it } from '@jest/globals';
import { load } from 'cheerio';
import { rehearsalPage } from '../../../documents/rehearsal/rehearsal-page.js';
import { rehearsed, WUHAN } from './sample-rehearsal.js';

describe('the page', () => {
  const { rehearsal, context } = rehearsed(WUHAN);
  const html = rehearsalPage(rehearsal, context);
  const $ = load(html);

  function dayCell(caption: string, day: number) {
    const month = $('table.month').filter((_, table) => $(table).find('caption').text().startsWith(caption));
    return month.find('td').filter((_, cell) => parseInt($(cell).find('small').text(), 10) === day);
  }

  it('shows on each day how many mails go out, and what is due', () => {
    const sent = rehearsal.mails.filter(({ release }) => release.startsWith('2017-09-18')).length;
    expect(dayCell('2017年9月', 18).find('b').text()).toBe(String(sent));
    expect(dayCell('2017年9月', 30).hasClass('due')).toBe(true);
    expect(dayCell('2017年9月', 30).attr('title')).toContain('个检查节点到期，调休上班');
    expect(dayCell('2017年9月', 30).text()).toContain('班');
  });

  it('shades what is no working day', () => {
    expect(dayCell('2017年10月', 2).hasClass('off')).toBe(true);
    expect(dayCell('2017年10月', 9).hasClass('off')).toBe(false);
  });

  it('begins each month on its weekday', () => {
    const cells = $('table.month').first().find('tbody tr').first().find('td');
    // 1 January 2017 was a Sunday.
    expect(
      cells
        .map((_, cell) => $(cell).find('small').text())
        .get()
        .join(),
    ).toBe(',,,,,,1');
    expect(cells).toHaveLength(7);
  });

  it('has a line for each recipient', () => {
    expect($('table.numbers tbody tr')).toHaveLength(rehearsal.totals.length);
  });

  it('needs nothing else: no script, no file, no address', () => {
    expect($('script, link, img, iframe')).toHaveLength(0);
    expect(html).not.toMatch(/https?:|url\(|@import|\son\w+=/);
  });

  it('shows a hostile title as text', () => {
    const title = '<script>alert(1)</script>"&';
    const hostile = rehearsalPage({ ...rehearsal, title }, context);
    expect(hostile).not.toContain('<script>');
    expect(load(hostile)('h1').text()).toBe(title);
  });
});
