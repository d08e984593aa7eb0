import { describe, expect, it } from '@jest/globals';
import * as cheerio from 'cheerio';
import { composeMail } from '../../mail/compose.js';
import { composeWeekly } from '../../mail/weekly.js';
import { everyKind } from './every-kind.js';
import { at, districts } from './sample-notices.js';

const now = at('2017-09-20T10:30');
const contacts = [{ name: '王五', mailbox: 'wang@example.org' }];
const recipient = { name: '<img src=x onerror=alert(1)>', mailbox: 'jcjy@example.org' };
const standings = [{ division: '基础教育处<img onerror=x>', overdue: 2, dueThisWeek: 1, inReview: 0, asked: 0 }];
const base = { recipient, now, contacts, standings, welcome: true, consoleUrl: null, office: '督查室' };
const hostile = '<img src="https://evil.example/x" onerror="alert(1)">';

const mails = {
  ...Object.fromEntries(
    Object.entries(everyKind).map(([rule, one]) => [
      rule,
      composeMail({ ...base, notices: [{ ...one, item: { ...one.item, title: hostile } }] }),
    ]),
  ),
  // Twelve kinds at once are more than anybody has; Gmail cuts a mail off at 102 kB.
  several: composeMail({ ...base, notices: Object.values(everyKind).slice(0, 12) }),
  weekly: composeWeekly({
    ...{ ...base, zone: 'Asia/Shanghai', standings },
    entries: [
      {
        ...districts,
        itemId: districts.id,
        title: hostile,
        label: '9月',
        due: now,
        divisions: ['处'],
        state: 'overdue',
      },
    ],
  }),
};

describe.each(Object.entries(mails))('a mail of kind %s', (_, { html, text }) => {
  const $ = cheerio.load(html);

  it('is laid out in a way that every mail program keeps, and loads nothing', () => {
    expect($('style, link, script, img, iframe, form, object, svg, video').length).toBe(0);
    expect(html).not.toMatch(/display:\s*(flex|grid)|position:|float:|url\(|@media|@import|javascript:/i);
    const attributes = $('*')
      .toArray()
      .flatMap((element) => Object.keys((element as { attribs?: object }).attribs ?? {}));
    expect(attributes.filter((name) => name.startsWith('on') || ['src', 'class', 'srcset'].includes(name))).toEqual([]);
    expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
  });

  it('shows a title as it is written, and says the same in plain text', () => {
    const shown = $('body').text().replace(/\s+/g, '');
    for (const line of text.split('\n').slice(0, 3)) expect(shown).toContain(line.replace(/\s+/g, ''));
    expect(text).toMatch(/咨询：/);
    expect(text).toContain('为何收到此通知：');
  });
});
