import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { chineseProgram } from '../../client/cli/chinese.js';
import type { CliContext } from '../../client/cli/context.js';
import { addInbox } from '../../client/cli/inbox.js';
import type { OpenedDuban } from '../../client/duban.js';
import type { CommandBody } from '../../domain/command.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import type { Instant } from '../../domain/instant.js';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { markDraftSent, reviseDraft } from '../../register/drafts.js';
import { noteReceived } from '../../register/replies/received.js';
import { act, at, pass, register, submit, type Register } from './sample.js';

let r: Register;
let item: string;
let post: string;

beforeEach(async () => {
  r = await register();
  item = r.items['1.1'] as string;
  post = r.posts['基础教育处'] as string;
  const assigned = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  await pass(r.context, item, { from: assigned, until: at('2017-03-02') });
});
afterEach(() => r.close());

const key = () => ({ itemId: item, checkpoint: 1, post });

/** An answer by mail, which becomes part of the draft. */
async function answered(uid: number, now: Instant): Promise<void> {
  const { id: by } = await r.db.selectFrom('person').where('name', '=', '张三').select('id').executeTakeFirstOrThrow();
  const text = `回复${uid}`;
  await r.db.transaction().execute(async (tx) => {
    const received = {
      ...{ id: `${uid}`.repeat(8), message_id: `${uid}`, sha256: `${uid}`, sender: 'zhang@example.org' },
      ...({ subject: 'Re', kind: 'reply', became: 'drafted', item_id: item, checkpoint: 1, post_id: post } as const),
      content: JSON.stringify({ text, files: [] }) as never,
    };
    await noteReceived(tx, received, { place: { mailbox: 'm', uidValidity: 1, uid }, now });
    const revise = (before: { text: string } | null) => ({ text: `${before?.text ?? ''}${text}`, figures: [] });
    await reviseDraft(tx, key(), { by, at: now, via: 'mail', revise });
  });
}

/** The newest first. */
async function inbox(): Promise<string[]> {
  const printed: string[] = [];
  const program = chineseProgram('duban', '');
  addInbox(program, {
    now: at('2017-05-01'),
    print: (line) => void printed.push(line),
    withDuban: (work) => work({ db: r.db, policy } as OpenedDuban),
  } as CliContext);
  await program.parseAsync(['inbox'], { from: 'user' });
  return printed.map((line) => /\n {4}(.*)（事项/.exec(line)?.[1] ?? line);
}

const waits = '已存为草稿，待处室确认报送';

it('an answer by mail is handed in once the button of its page was pressed and that was taken', async () => {
  await answered(1, at('2017-03-02', '10:00'));
  expect(await inbox()).toEqual([waits]);
  const now = at('2017-03-02', '11:00');
  const body: CommandBody = { kind: 'submit', checkpoint: 1, text: '回复1，有改动', files: [], figures: [] };
  await markDraftSent(r.db, key(), 'pressed');
  await commitCommand(r.db, { id: 'pressed', itemId: item, actor: post, at: now, body });
  expect(await inbox()).toEqual([waits]);
  await applyCommand(r.context, item, { commandId: 'pressed', now });
  expect(await inbox()).toEqual(['已报送']);

  // Returned, a second answer waits, whatever became of the first.
  await act(r, item, { as: '督查室', at: at('2017-03-03'), body: { kind: 'return', checkpoint: 1, reason: '补充' } });
  await answered(2, at('2017-03-03', '10:00'));
  expect(await inbox()).toEqual([waits, '已报送']);
});

it('an answer by mail still waits where its division handed in something else', async () => {
  await answered(1, at('2017-03-02', '10:00'));
  await act(r, item, { as: '基础教育处', at: at('2017-03-02', '11:00'), body: submit(1) });
  expect(await inbox()).toEqual([waits]);
});
