import { expect, it } from '@jest/globals';
import { linkTask } from '../../domain/link-purpose.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { composeMail } from '../../mail/compose.js';
import { everyKind } from './every-kind.js';
import { at, leader, notice } from './sample-notices.js';

const compose = (notices: ReleasedNotice[]) =>
  composeMail({
    recipient: { name: '周岚', mailbox: 'zhou@example.org' },
    ...{ notices, now: at('2017-09-20T10:30'), consoleUrl: 'https://duban.example.org', office: '督查室' },
  });
const linked = (one: ReleasedNotice, n: number): ReleasedNotice =>
  linkTask(one) === null ? one : { ...one, link: `https://duban.example.org/d/link.${String(n)}` };
const addresses = (text: string): string[] => text.match(/https:\/\/duban\.example\.org\/d\/link\.\d+/g) ?? [];

it.each(Object.values(everyKind).map((one) => [one.rule, one] as const))(
  'a mail of %s has a button for what it asks of a division, in place of the command, and none else',
  (_, one) => {
    const told = linked(one, 1);
    const { text, html } = compose([told]);
    if (told.link === undefined) {
      expect([...addresses(text), ...addresses(html)]).toEqual([]);
      return;
    }
    expect(addresses(text)).toEqual([told.link]);
    expect(new Set(addresses(html))).toEqual(new Set([told.link]));
    expect(html).toMatch(
      /<a href="[^"]+link\.1"[^>]*>(签收事项|签收和报送|签收和补充|报送材料|补充材料|回执并报送)<\/a>/,
    );
    expect(text).not.toContain('duban ');
  },
);

it.each(Object.values(everyKind).flatMap((one) => (linkTask(one) === null ? [] : [[one.rule, one] as const])))(
  'each item of a mail of %s has its own button, beside its own name',
  (_, one) => {
    const other = { ...one, id: 'b', item: { ...one.item, id: 'item-b', code: '9.9', title: '另一事项' } };
    const notices = [one, other].map(linked);
    const parts = compose(notices).text.split('■ ').slice(1);
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      const own = notices.find(({ item }) => part.startsWith(item.code))!;
      expect(addresses(part)).toEqual([own.link]);
    }
  },
);

it('a leader is never given one, and a division without a link is told the command', () => {
  expect(linkTask(notice({ post: leader }))).toBeNull();
  expect(compose([notice()]).text).toContain('duban submit');
});
