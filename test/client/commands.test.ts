import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chineseProgram } from '../../client/cli/chinese.js';
import { addOutbox } from '../../client/cli/outbox.js';
import { addPeople } from '../../client/cli/people.js';
import { addReviews } from '../../client/cli/review.js';
import type { OpenedDuban } from '../../client/duban.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { queueMail } from '../../register/outbox/queue-mail.js';
import { at, pass, register, type Register } from '../register/sample.js';

let r: Register;
let now: Instant;

beforeEach(async () => {
  r = await register();
  const item = r.items['1.1'] as string;
  const assigned = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  await pass(r.context, item, { from: assigned, until: at('2017-03-02') });
});
afterEach(() => r.close());

/** The engine applies what it is told at once. */
const handle = {
  executeUpdate: (_: string, { updateId }: { updateId: string }) =>
    applyCommand(r.context, r.items['1.1'] as string, { commandId: updateId, now }),
};

async function duban(...args: string[]): Promise<string> {
  const printed: string[] = [];
  const program = chineseProgram('duban', '');
  const print = (text: string): void => void printed.push(text);
  const temporal = { workflow: { getHandle: () => handle } };
  const opened = { db: r.db, temporal, policy, calendar } as unknown as OpenedDuban;
  const context = {
    ...{ now, columns: 120, print, remark: print },
    withDuban: (work: (d: OpenedDuban) => Promise<void>) => work(opened),
  };
  for (const add of [addOutbox, addPeople, addReviews]) add(program, context);
  await program.parseAsync(args, { from: 'user' });
  return printed.join('\n');
}

describe('what cannot wait', () => {
  const nudge = (): Promise<string> => duban('nudge', '1.1', '--as', '督查室', '--words', '请抓紧');

  it('is said to go out at once in the office’s hours', async () => {
    now = at('2017-03-02', '10:00');
    expect(await nudge()).toBe('1.1 已催办，邮件即时发往责任处室。');
    expect(await duban('instruct', '1.1', '--as', '孟晖', '--words', '请办')).toBe(
      '1.1 批示已登记，邮件即时发往责任处室。',
    );
  });

  it('is said to go out when they begin again, at night', async () => {
    now = at('2017-03-03', '20:11');
    expect(await nudge()).toBe('1.1 已催办，邮件将于3月6日（周一）09:00发往责任处室。');
    const { release_at } = await r.db
      .selectFrom('notice')
      .where('rule', '=', 'nudge')
      .select('release_at')
      .executeTakeFirstOrThrow();
    expect(release_at).toBe(at('2017-03-06'));
  });
});

it('who takes over a division’s post is said to have none of the links of mails before, and what to do', async () => {
  now = at('2017-03-02', '10:00');
  const holds = (post: string, person: string, mailbox: string): Promise<string> =>
    duban('post', post, '--person', person, '--mailbox', mailbox);
  expect((await holds('高教处', '赵六', 'zhao@example.org')).split('\n')).toEqual([
    '责任处室 高教处：自即日起由赵六（zhao@example.org）担任。',
    '此前发出的邮件不转给赵六，其中的办理链接也不能由赵六使用，须待下一封邮件；急需办理的，请催办一次：',
    '  duban nudge 事项编号 --as 督查室 --words 催办内容',
  ]);
  expect(await holds('高教处', '赵六', 'zhao@example.org')).not.toContain('催办');
  expect(await holds('夏春胤', '钱七', 'qian@example.org')).not.toContain('催办');
});

it('the outbox says how many mails it does not list, and lists those of one state', async () => {
  now = at('2017-03-02', '10:00');
  const recipient = await r.db.selectFrom('person').where('name', '=', '李四').selectAll().executeTakeFirstOrThrow();
  for (const fault of [null, null, null, '邮件无法生成'])
    await r.db.transaction().execute((tx) =>
      queueMail(tx, {
        ...{ recipient, made: { content: { subject: '督办', text: '', html: '' }, fault } },
        ...{ now, escalation: false, copyOf: null },
      }),
    );
  const listed = async (...args: string[]): Promise<string[]> => (await duban('outbox', ...args)).split('\n').slice(1);
  expect(await listed()).toHaveLength(4);
  expect(await listed('--limit', '3')).toEqual([
    ...Array.from({ length: 3 }, () => expect.stringContaining('李四')),
    '  其余1封未列；用 --limit 多列，或用 --to、--from、--until 缩小范围。',
  ]);
  expect(await listed('--state', '被拒收')).toEqual([expect.stringContaining('被拒收')]);
});
