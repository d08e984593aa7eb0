import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { CommandBody } from '../../domain/command.js';
import type { Figure } from '../../domain/item-state.js';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import {
  addDraftFile,
  markDraftSent,
  readDraft,
  removeDraftFile,
  reviseDraft,
  type DraftKey,
} from '../../register/drafts.js';
import { findItem } from '../../register/queries/items.js';
import { listPeople } from '../../register/queries/posts.js';
import { at, draftItem, register, type Register } from './sample.js';

let r: Register;
let key: DraftKey;
let by: string;
const file = { sha256: 'a'.repeat(64), name: '总结.docx', size: 12, type: 'docx' as const };
const write = (text: string, figures: Figure[] = []) =>
  reviseDraft(r.db, key, { revise: () => ({ text, figures }), ...saving() });
const saving = () => ({ by, at: at('2017-03-20'), via: 'page' as const });

beforeEach(async () => {
  r = await register([draftItem('1.1')]);
  const itemId = Object.values(r.items)[0]!;
  await applyAssignment(r.context, itemId, at('2017-03-01', '15:01'));
  const lead = (await findItem(r.db, itemId))!.posts.find(({ role }) => role === 'lead')!;
  key = { itemId, checkpoint: 1, post: lead.id };
  by = (await listPeople(r.db))[0]!.id;
});
afterEach(() => r.close());

it('a draft keeps text, figures and files, and who saved it last', async () => {
  expect(await readDraft(r.db, key)).toBeNull();
  await addDraftFile(r.db, key, { file, ...saving() });
  await Promise.all([1, 2].map(() => addDraftFile(r.db, key, { file, ...saving(), via: 'mail' })));
  await write('已完成\0一半', [{ target: 0, value: 6 }]);
  expect(await readDraft(r.db, key)).toEqual({
    text: '已完成一半',
    figures: [{ target: 0, value: 6 }],
    files: [file],
    savedAt: at('2017-03-20'),
    savedBy: expect.any(String),
    savedVia: 'page',
  });
  await removeDraftFile(r.db, key, { file, ...saving() });
  expect((await readDraft(r.db, key))?.files).toEqual([]);
});

it('a draft stands until what was sent is taken, and the next begins empty', async () => {
  await addDraftFile(r.db, key, { file, ...saving() });
  await write('第一稿');
  await markDraftSent(r.db, key, 'c1');
  const body: CommandBody = { kind: 'submit', checkpoint: 1, text: '第一稿', files: [file], figures: [] };
  await commitCommand(r.db, { id: 'c1', itemId: key.itemId, actor: key.post, at: at('2017-03-20'), body });
  expect((await readDraft(r.db, key))?.text).toBe('第一稿');
  await applyCommand(r.context, key.itemId, { commandId: 'c1', now: at('2017-03-20') });
  expect(await readDraft(r.db, key)).toBeNull();
  await write('第二稿');
  expect(await readDraft(r.db, key)).toMatchObject({ text: '第二稿', files: [] });
});

it('what is changed after it was sent stays, though the rest is taken', async () => {
  await write('第一稿');
  await markDraftSent(r.db, key, 'c1');
  const body: CommandBody = { kind: 'submit', checkpoint: 1, text: '第一稿', files: [], figures: [] };
  await commitCommand(r.db, { id: 'c1', itemId: key.itemId, actor: key.post, at: at('2017-03-20'), body });
  await addDraftFile(r.db, key, { file, ...saving() });
  await applyCommand(r.context, key.itemId, { commandId: 'c1', now: at('2017-03-20') });
  expect(await readDraft(r.db, key)).toMatchObject({ files: [file] });
});

it('of many who write at once, each builds on the one before', async () => {
  const add = (line: string) =>
    reviseDraft(r.db, key, {
      revise: (before) => ({ text: `${before?.text ?? ''}${line}`, figures: [] }),
      ...saving(),
    });
  await Promise.all(['一', '二', '三', '四'].map(add));
  expect([...(await readDraft(r.db, key))!.text].sort()).toEqual(['一', '三', '二', '四']);
});
