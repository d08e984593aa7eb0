import { describe, expect, it } from '@jest/globals';
import { addChanges } from '../../client/cli/change.js';
import { chineseProgram } from '../../client/cli/chinese.js';
import type { CliContext } from '../../client/cli/context.js';
import { addItem } from '../../client/cli/item.js';
import { addOrders } from '../../client/cli/orders.js';
import { addPauses } from '../../client/cli/pause.js';
import { addReports } from '../../client/cli/report.js';
import { addReviews } from '../../client/cli/review.js';
import { groupDigest } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { defaultPolicy } from '../../domain/policy.js';
import { rules } from '../../domain/rule.js';
import { howToAct } from '../../mail/how-to-act.js';
import { everyKind } from './every-kind.js';
import { colleges, division, leader, notice, preschool, withPolicy } from './sample-notices.js';

const all: ReleasedNotice[] = [
  ...Object.values(everyKind),
  { ...everyKind.extensionRequested, post: leader },
  { ...everyKind.reassigned, post: division },
  notice({ rule: 'opening', item: colleges, checkpoint: colleges.checkpoints[1]! }),
];

describe('the commands that a mail prints', () => {
  it.each(all.map((one) => [one.rule, one] as const))('for %s are commands of the program', async (_, one) => {
    const acts = howToAct(groupDigest([one]), null);
    expect(acts.length).toBeGreaterThan(0);
    for (const { words } of acts) await expect(taken(words!)).resolves.toBe(true);
  });

  it('would be refused with an option that the program has not', async () => {
    await expect(taken(['duban', 'submit', '1.2', '--as', '基础教育处', '--no-such', '1'])).rejects.toThrow(
      '--no-such',
    );
  });

  it('are told once for each thing asked, on the first item it concerns', () => {
    const twice = [notice(), notice({ id: 'b', item: preschool })];
    const texts = howToAct(groupDigest(twice), null).map(({ label, text }) => `${label}：${text}`);
    expect(texts).toEqual([
      '报送命令：duban submit 1.1 --campaign 0d9f4c1e --as 基础教育处 --checkpoint 9月 --file 材料文件',
      '申请延期命令：duban extend 1.1 --campaign 0d9f4c1e --as 基础教育处 --checkpoint 9月 --to 日期 --reason 理由',
    ]);
  });

  it('do not show how to look at an item that has a page', () => {
    expect(howToAct(groupDigest([everyKind.accepted]), null).map(({ label }) => label)).toEqual(['查看命令']);
    expect(howToAct(groupDigest([everyKind.accepted]), 'https://duban.example.org')).toEqual([]);
  });

  it('do not offer an extension where the policy grants none', () => {
    const policy = { ...defaultPolicy, extensions: { atMost: 0, leaderConsent: false } };
    expect(howToAct(groupDigest([withPolicy(notice(), policy)]), null).map(({ label }) => label)).toEqual(['报送命令']);
  });
});

it('every kind has a sample', () => {
  expect(Object.keys(everyKind).sort()).toEqual([...rules].sort());
});

/** Has the program take the words, as far as its installation, which is not there. */
async function taken(words: string[]): Promise<boolean> {
  let reached = false;
  const context: CliContext = {
    now: 0,
    columns: 120,
    print: () => undefined,
    remark: () => undefined,
    withDuban: () => {
      reached = true;
      return Promise.resolve();
    },
  };
  const program = chineseProgram('duban', '');
  for (const add of [addItem, addOrders, addReports, addReviews, addChanges, addPauses]) add(program, context);
  const filled = words.slice(1).map((word) => (word === '日期' ? '2027-06-30' : word));
  await program.parseAsync(filled, { from: 'user' });
  return reached;
}
