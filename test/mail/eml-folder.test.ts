import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { emlFolder } from '../../mail/eml-folder.js';

const MAIL = '11ff6d06-0771-48c9-b528-16bdbd5fa61d';
let dir: string;

const keep = (id: string, lines: string[]): Promise<void> => writeFile(path.join(dir, `${id}.eml`), lines.join('\r\n'));

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-eml-'));
  await keep('20271230T010000000Z-0000000a', [
    'From: =?UTF-8?B?552j5p+l5a6k?= <duban@example.org>',
    'To: <guihua@example.org>',
    'Subject: first',
    'Date: Thu, 30 Dec 2027 01:00:00 +0000',
    `X-Duban-Mail: ${MAIL}`,
    '',
    'text of the first',
  ]);
  await keep('20271230T010001000Z-0000000b', ['Subject: second', 'To: a@example.org', '', 'text of the second']);
  await keep('not-an-id', ['Subject: foreign', '', '']);
});

afterAll(() => rm(dir, { recursive: true }));

it('lists what was caught, newest first, a page at a time, and nothing else', async () => {
  const folder = emlFolder(dir);
  const { total, mails } = await folder.list();
  expect([total, mails.map(({ subject }) => subject)]).toEqual([2, ['second', 'first']]);
  expect(mails[1]).toEqual({
    id: '20271230T010000000Z-0000000a',
    receivedAt: '2027-12-30T01:00:00.000Z',
    from: '督查室 <duban@example.org>',
    to: ['guihua@example.org'],
    subject: 'first',
    date: '2027-12-30T01:00:00.000Z',
    registerMail: MAIL,
  });
  expect((await folder.list({ offset: 1, limit: 1 })).mails.map(({ subject }) => subject)).toEqual(['first']);
});

it('lists those with some words in recipient or subject, the oldest first where that is asked', async () => {
  const found = async (asked: object): Promise<unknown> => {
    const { total, mails } = await emlFolder(dir).list({ offset: 0, limit: 9, ...asked });
    return [total, mails.map(({ subject }) => subject)];
  };
  expect(await found({ oldestFirst: true })).toEqual([2, ['first', 'second']]);
  expect(await found({ words: 'guihua' })).toEqual([1, ['first']]);
  expect(await found({ words: 'sec' })).toEqual([1, ['second']]);
  expect(await found({ words: 'third' })).toEqual([0, []]);
});

it('finds a mail of the register, also one caught after it was first asked for', async () => {
  const folder = emlFolder(dir);
  expect(await folder.idOf(MAIL)).toBe('20271230T010000000Z-0000000a');
  const later = 'aaaaaaaa-0771-48c9-b528-16bdbd5fa61d';
  expect(await folder.idOf(later)).toBeNull();
  await keep('20271230T010002000Z-0000000c', [`X-Duban-Mail: ${later}`, '', '']);
  expect(await folder.idOf(later)).toBe('20271230T010002000Z-0000000c');
});

it('reads a whole mail, and nothing for what is no id or not there', async () => {
  const folder = emlFolder(dir);
  expect((await folder.read('20271230T010000000Z-0000000a'))?.text?.trim()).toBe('text of the first');
  for (const id of [
    'not-an-id',
    '../x',
    '20271230T010000000Z-0000000a/../20271230T010000000Z-0000000a',
    '20991230T010000000Z-0000000a',
  ]) {
    expect(await folder.read(id)).toBeNull();
  }
});

it('takes a folder that is not there yet for an empty one', async () => {
  expect(await emlFolder(path.join(dir, 'none')).list()).toEqual({ total: 0, mails: [] });
});
