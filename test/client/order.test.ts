import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chineseProgram } from '../../client/cli/chinese.js';
import type { CliContext } from '../../client/cli/context.js';
import { addOrders } from '../../client/cli/orders.js';
import type { OpenedDuban } from '../../client/duban.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { applyAssignment } from '../../register/apply-event.js';
import { act, at, draftItem, pass, register, type Register } from '../register/sample.js';

let r: Register;
let dir: string;

/** 1.1 has an order that was answered, 1.2 a draft; it is 10 April 2017. */
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-orders-'));
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  for (const id of Object.values(r.items)) {
    const from = await applyAssignment(r.context, id, at('2017-03-01', '15:01'));
    await pass(r.context, id, { from, until: at('2017-04-06', '10:00') });
  }
  const says = (as: string, when: number, body: Parameters<typeof act>[2]['body']) =>
    act(r, r.items['1.1'] as string, { as, at: when, body });
  await says('督查室', at('2017-04-06', '11:00'), { kind: 'issueOrder', checkpoint: 1, signatory: '孟晖', due: null });
  const plan = { kind: 'replyOrder', checkpoint: 1, plan: '补齐报告', due: '2017-04-14', person: '周岚' } as const;
  await says('基础教育处', at('2017-04-07', '10:00'), plan);
}, 60_000);
afterAll(async () => {
  await r.close();
  await rm(dir, { recursive: true });
});

async function duban(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const context: CliContext = {
    ...{ now: at('2017-04-10', '10:00'), columns: 160, remark: () => undefined },
    print: (text) => void lines.push(text),
    withDuban: (work) => work({ db: r.db, calendar } as OpenedDuban),
  };
  const program = chineseProgram('duban', '督办');
  addOrders(program, context);
  await program.parseAsync(args, { from: 'user' });
  return lines.join('\n');
}

describe('duban orders', () => {
  it('lists what waits for a signature, and what was answered and how', async () => {
    expect(await duban('orders')).toBe(
      [
        '待签发（1件）',
        '  1.2 “03月”节点 事项1.2（《2017年责任事项》）  4月6日（周四）拟制',
        '已回执、待补报（1件）',
        '  督办〔2017〕1号   1.1 “03月”节点 事项1.1（《2017年责任事项》）',
        '    送基础教育处，4月6日（周四）孟晖签发，回执期限4月11日（周二）17:30',
        '    4月7日（周五）基础教育处回执：补齐报告；4月14日（周五）前完成，责任人周岚',
      ].join('\n'),
    );
  });
});

describe('duban order', () => {
  it.each(['1', '2017-1', '督办〔2017〕1号'])('writes the order meant by %s', async (number) => {
    const file = path.join(dir, `${number}.html`);
    expect(await duban('order', number, '-o', file)).toBe(`督办通知单（督办〔2017〕1号） 已写入 ${file}。`);
    expect(await readFile(file, 'utf8')).toContain('补齐报告');
  });

  it('writes the draft of an item as a Word file', async () => {
    const file = path.join(dir, '拟稿.docx');
    expect(await duban('order', '--item', '1.2', '-o', file)).toContain('督办通知单（拟稿） 已写入');
    expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
  });

  it('says what is wrong: no such number, no number at all, no draft, another kind of file', async () => {
    const file = path.join(dir, 'x.docx');
    await expect(duban('order', '7', '-o', file)).rejects.toMatchObject({ code: 'no-such-order' });
    await expect(duban('order', '甲', '-o', file)).rejects.toMatchObject({ code: 'no-such-order' });
    await expect(duban('order', '-o', file)).rejects.toMatchObject({ code: 'choose-one' });
    await expect(duban('order', '--item', '1.1', '-o', file)).rejects.toMatchObject({ code: 'no-order' });
    await expect(duban('order', '1', '-o', 'x.pdf')).rejects.toMatchObject({ code: 'output-format' });
  });
});
