import { describe, expect, it } from '@jest/globals';
import * as cheerio from 'cheerio';
import fc from 'fast-check';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { composeWithPapers } from '../../activities/compose.js';
import { rules } from '../../domain/rule.js';
import { buildMessage } from '../../mail/message.js';
import { everyKind } from './every-kind.js';
import { gallery } from './gallery.js';
import { at } from './sample-notices.js';

/** What Foxmail, Outlook (Word), QQ and 163 on the web and telephones all keep. Anything else is lost in one of them. */
const tags = ['html', 'head', 'meta', 'title', 'body', 'table', 'tbody', 'tr', 'td', 'b', 'br', 'a', 'span'];
const attributes: Record<string, string[]> = {
  html: ['lang'],
  meta: ['http-equiv', 'content', 'name'],
  body: ['style', 'bgcolor'],
  table: ['role', 'width', 'cellpadding', 'cellspacing', 'border', 'bgcolor', 'style'],
  td: ['style', 'bgcolor', 'width', 'align', 'valign', 'colspan'],
  a: ['href', 'style', 'target', 'rel'],
  span: ['style'],
};
/** Where one of them drops one of these (Outlook knows no `max-width`), the mail is still read well. */
const properties = [
  ...[
    'font-family',
    'font-size',
    'font-weight',
    'line-height',
    'color',
    'background-color',
    'text-align',
    'text-indent',
  ],
  ...['padding', 'padding-top', 'padding-bottom', 'border', 'border-bottom', 'border-collapse', 'margin'],
  ...['width', 'max-width', 'white-space', 'word-break', 'text-decoration'],
];

interface Element {
  tagName: string;
  attribs: Record<string, string>;
}

describe.each(Object.entries(gallery))('the mail %s', (_, { html, text, subject }) => {
  const $ = cheerio.load(html);
  const elements = $('*').toArray() as unknown as Element[];

  it('is made of what every mail program keeps, and loads nothing', () => {
    const strange = elements.flatMap(({ tagName, attribs }) => [
      ...(tags.includes(tagName) ? [] : [`<${tagName}>`]),
      ...Object.keys(attribs).filter((name) => !(attributes[tagName] ?? []).includes(name)),
      ...(attribs['style'] ?? '')
        .split(';')
        .map((declaration) => declaration.split(':')[0]!.trim())
        .filter((property) => property !== '' && !properties.includes(property)),
    ]);
    expect([...new Set(strange)]).toEqual([]);
    expect(html).not.toMatch(/url\(|@import|@media|javascript:/i);
    // Gmail cuts a mail off at 102 kB.
    expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
  });

  it('can be read on a dark screen: whatever has text has its colour, and stands on a colour of its own', () => {
    const bare = $('td')
      .toArray()
      .filter((cell) => $(cell).children('table').length === 0 && !/(^|;)color:/.test($(cell).attr('style') ?? ''));
    expect(bare.map((cell) => $(cell).text())).toEqual([]);
    expect($('body').attr('bgcolor')).toBeDefined();
  });

  it('says in plain text whatever it says in HTML', () => {
    $('a').each((__, link) => void $(link).text($(link).attr('href') ?? ''));
    $('br').replaceWith('\n');
    const told = bare(text);
    const parts = $('td')
      .toArray()
      .filter((cell) => $(cell).children('table').length === 0)
      // The head of the column that a line of text begins with is not repeated in it.
      .filter(
        (cell) => $(cell).parent().index() > 0 || $(cell).parents('table').first().attr('role') === 'presentation',
      )
      .flatMap((cell) => $(cell).text().split('\n').map(bare));
    expect(parts.filter((part) => !told.includes(part))).toEqual([]);
    expect(parts.length).toBeGreaterThan(5);
  });

  it('names whom to ask, says why it came and has a subject that a list shows', () => {
    expect(text).toMatch(text.startsWith('督查室：') ? /咨询：办理情况可径询责任处室。/ : /咨询：.*督查室郑明（ducha@/);
    expect(text).toContain('\n为何收到此通知：\n');
    expect(subject).toMatch(/^【.{2,7}】/);
    expect(Array.from(subject.replace('【抄送】', '')).length).toBeLessThanOrEqual(56);
  });
});

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

const nasty = [
  ...['<img src=x onerror=alert(1)>', '</td></table><script>', '&lt;img onerror=x&gt;', '" onload="x', "' or '"],
  ...['\r\nBcc: thief@evil.example\r\n\r\n', '\nEND:VEVENT\nBEGIN:VEVENT', '\u2028', '\u0085', '\u0000', '\u0007'],
  ...[
    '\u202egnp.exe',
    '\u2066',
    '\u200b',
    '\u00ad',
    '\u061c',
    '\u{e0041}',
    '\ud83d',
    '\udc00',
    '👩‍👧',
    '=?utf-8?B?QmNjOg==?=',
  ],
  ...[
    'a@evil.example,',
    '<thief@evil.example>',
    '../../etc/passwd',
    '甲'.repeat(300),
    'ﷺ',
    'é',
    ';',
    ',',
    '\\',
    '`$(x)`',
  ],
];
const words = fc.array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 8 })), {
  minLength: 1,
  maxLength: 5,
});

it('goes to its one recipient, whatever the plan, the roster or a person has written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rules), words, async (rule, parts) => {
      const hostile = `甲${parts.join('')}`;
      const from = { name: hostile, mailbox: 'duban@example.org' };
      const { bytes, envelope } = await buildMessage(await mailOf(rule, hostile), from);
      const usual = await PostalMime.parse((await buildMessage(await mailOf(rule, '甲'), from)).bytes);
      const mail = await PostalMime.parse(bytes);
      expect(envelope).toEqual({ from: 'duban@example.org', to: 'reader@example.org' });
      expect(mail.to?.map(({ address }) => address)).toEqual(['reader@example.org']);
      expect(mail.headers.map(({ key }) => key)).toEqual(usual.headers.map(({ key }) => key));
      expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(Array.from(mail.subject ?? '').length).toBeLessThanOrEqual(120);
      const made = cheerio
        .load(mail.html ?? '')('*')
        .toArray() as unknown as Element[];
      expect(made.map(({ tagName }) => tagName).filter((tag) => !tags.includes(tag))).toEqual([]);
      expect(made.flatMap(({ attribs }) => Object.keys(attribs)).filter((name) => name.startsWith('on'))).toEqual([]);
      expect(`${mail.text ?? ''}${mail.html ?? ''}`).not.toMatch(/[\p{Cf}\0]/u);
      expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual(
        usual.attachments.map(({ filename, mimeType }) => [filename, mimeType]),
      );
      for (const [i, { mimeType, content }] of mail.attachments.entries()) {
        if (mimeType !== 'text/calendar') continue;
        expect(uids(content)).toEqual(uids(usual.attachments[i]!.content));
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

function uids(file: ArrayBuffer | Uint8Array | string): string[] {
  const text = typeof file === 'string' ? file : Buffer.from(file as ArrayBuffer).toString();
  const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
  return events.map((event) => String(event.getFirstPropertyValue('uid')));
}

async function mailOf(rule: (typeof rules)[number], hostile: string) {
  const one = everyKind[rule];
  const { item, checkpoint, said, order } = one;
  const spoken = Object.fromEntries(
    Object.entries(said).map(([key, value]) => [
      key,
      ['reason', 'words', 'by', 'person'].includes(key) ? hostile : value,
    ]),
  );
  const recipient = { name: hostile, mailbox: 'reader@example.org' };
  const { subject, text, html, attachments } = await composeWithPapers({
    ...{ recipient, consoleUrl: null, office: '督查室', welcome: true, now: at('2017-09-20T10:30') },
    contacts: [{ name: hostile, mailbox: 'wang@example.org' }],
    standings: [{ division: hostile, overdue: 1, dueThisWeek: 0, inReview: 0, asked: 0 }],
    notices: [
      {
        ...one,
        said: spoken,
        standsInFor: hostile,
        post: { ...one.post, name: hostile },
        campaign: { ...one.campaign, title: hostile },
        item: {
          ...{ ...item, code: hostile, title: hostile, heading: `${hostile}题`, leader: hostile },
          divisions: item.divisions.map((division) => ({ ...division, name: hostile })),
          checkpoints: item.checkpoints.map((each) => ({ ...each, label: hostile, contents: [hostile] })),
        },
        checkpoint: checkpoint && { ...checkpoint, label: hostile, contents: [hostile] },
        order: order?.text == null ? order : { ...order, text: { ...order.text, to: [hostile], signatory: hostile } },
      },
    ],
  });
  return {
    ...{ id: 'mail-1', recipient, subject, text, html, at: at('2017-09-20T10:30') },
    attachments: attachments ?? [],
  };
}
