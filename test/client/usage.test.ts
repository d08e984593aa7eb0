import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { addAssignments } from '../../client/cli/assign.js';
import { addBackups } from '../../client/cli/backup.js';
import { addBulletin } from '../../client/cli/bulletin.js';
import { addChanges } from '../../client/cli/change.js';
import { chineseProgram, usageErrorText } from '../../client/cli/chinese.js';
import type { CliContext } from '../../client/cli/context.js';
import { addExport } from '../../client/cli/export.js';
import { addInbox } from '../../client/cli/inbox.js';
import { addItem } from '../../client/cli/item.js';
import { addLaunch } from '../../client/cli/launch.js';
import { addOrders } from '../../client/cli/orders.js';
import { addOutbox } from '../../client/cli/outbox.js';
import { addPauses } from '../../client/cli/pause.js';
import { addPeople } from '../../client/cli/people.js';
import { addRead } from '../../client/cli/read.js';
import { addReconcile } from '../../client/cli/reconcile.js';
import { addRehearse } from '../../client/cli/rehearse.js';
import { addReplan } from '../../client/cli/replan.js';
import { addReportBooks } from '../../client/cli/report-book.js';
import { addReports } from '../../client/cli/report.js';
import { addReviews } from '../../client/cli/review.js';
import { addRevise } from '../../client/cli/revise.js';
import { addSpecialReport } from '../../client/cli/special-report.js';
import { addStatus } from '../../client/cli/status.js';

const reading = [addRead, addRehearse, addLaunch, addStatus, addExport, addItem, addBulletin, addReportBooks];
const acting = [
  addOrders,
  addSpecialReport,
  addReports,
  addReviews,
  addChanges,
  addPauses,
  addAssignments,
  addReplan,
  addRevise,
  addPeople,
];
const keeping = [addBackups, addReconcile, addInbox, addOutbox];

function program() {
  // So wide that no line of help breaks within a word.
  const made = chineseProgram('duban', '督办').configureOutput({ getOutHelpWidth: () => 400 });
  const context = { now: 0, columns: 80 } as CliContext;
  for (const add of [...reading, ...acting, ...keeping]) add(made, context);
  return made;
}

async function said(...args: string[]): Promise<string> {
  try {
    await program().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return usageErrorText(error);
    throw error;
  }
  return '';
}

describe('the usage', () => {
  it('of every command is Chinese throughout', () => {
    const top = program().commands;
    expect(top.length).toBeGreaterThanOrEqual(37);
    const all = [program(), ...top, ...top.flatMap((command) => command.commands)];
    const longestFirst = all.map((command) => command.name()).sort((a, b) => b.length - a.length);
    const names = new RegExp(`\\b(help|${longestFirst.join('|')})\\b`, 'g');
    for (const command of all) {
      // What an officer types stays as it is typed.
      const prose = command
        .helpInformation()
        .replaceAll(names, '')
        .replaceAll(
          /\{[^}]*\}|\d{4}-Q\d|\d{4}:[a-z]+=[^"]*|--?[a-z-]+|\b(JSON|docx|xlsx|xls|csv|html|pdf|txt|json|punctual|silent)\b/g,
          '',
        );
      expect(prose).toContain('用法：');
      expect(prose).not.toMatch(/[A-Za-z]/);
    }
  });
});

describe('a faulty command line', () => {
  it.each([
    [['qq'], '没有命令“qq”。'],
    [['stat'], '没有命令“stat”，是否为 status？'],
    [['status', '--campain', 'x'], '没有选项“--campain”，是否为 --campaign？'],
    [['read'], '缺少参数 <方案文件>。'],
    [['read', 'a', 'b'], '多写了参数；内容含空格的，请用引号括起来。'],
    [['item', '1.2', '--campaign'], '选项 --campaign <专项编号> 后面缺少内容。'],
    [['return', '1.2', '--as', '督查室'], '缺少选项 --reason <理由>。'],
    [['dispute', '1.2', '--as', '高教处', '--reason', ' '], '--reason 后面须写明内容，不能为空。'],
    [['extend', '1.2', '--as', '高教处', '--reason', '忙'], '缺少选项 --to <日期>。'],
    [['extend', '1.2', '--to', '2027-02-30'], '--to “2027-02-30”不是日期；应写为 年-月-日，如 2027-06-30。'],
    [['reopen', '1.2', '--due', '6月'], '--due “6月”不是日期；应写为 年-月-日，如 2027-06-30。'],
    [['nudge', '1.2', '--as', '督查室'], '缺少选项 --words <内容>。'],
    [['assign', '--kind', '文件'], '--kind “文件”应为 批示件 或 交办件。'],
    [['assign', '--due', '明天'], '--due “明天”不是日期；应写为 年-月-日 或 年-月-日:名称，如 2027-06-30:中期。'],
    [['carry', '--as', '督查室'], '缺少选项 --from-campaign <专项编号>。'],
    [['post', '--kind', '处长'], '--kind “处长”应为 责任处室、处室负责人、分管负责人、督查室、总责任人 之一。'],
    [['outbox', '--state', '乱'], '--state “乱”应为 已发送、待发送、发送中、被拒收、送达情况不明 之一。'],
    [['prefer', '甲', '--daily', '--at-once'], '--daily 与 --at-once 不能同时使用，请只写其一。'],
    [['read', 'a', '--year', '27'], '--year “27”不是年份；应为四位数字，如 2027。'],
  ])('%j is told in Chinese', async (args, text) => {
    expect((await said(...args)).split('\n')[0]).toBe(`错误：${text}`);
  });
});

describe('what excludes each other', () => {
  const refused = async (...args: string[]): Promise<string> => {
    const asked = program().parseAsync(args, { from: 'user' });
    return asked.then(
      () => '',
      (error: Error) => error.message,
    );
  };
  const office = ['--as', '督查室', '--reason', '暂缓'];

  it('is asked for once: an item or a whole campaign', async () => {
    expect(await refused('freeze', ...office)).toMatch(/请写明事项编号，或用 --campaign 专项编号 --all/);
    expect(await refused('freeze', '1.2', '--all', ...office)).toMatch(/二者选一/);
    expect(await refused('freeze', '--all', ...office)).toMatch(/须用 --campaign 写明专项编号/);
  });

  it('is asked for once: who wants mail otherwise', async () => {
    expect(await refused('prefer', '--daily')).toMatch(/请写明是谁的收信安排/);
  });

  it('is asked for once: whether the dates move on', async () => {
    expect(await refused('resume', '--all', '--campaign', 'a', ...office)).toMatch(/--shift 或 --keep-dates，二者选一/);
    expect(await refused('resume', '--all', '--campaign', 'a', '--shift', '--keep-dates', ...office)).toMatch(
      /期限顺延还是不变/,
    );
  });

  it('is asked for before anything is carried out', async () => {
    expect(await refused('replan', '--apply')).toMatch(/须用 --as 写明岗位/);
    expect(await refused('revise', '方案.txt', '--apply')).toMatch(/须用 --as 写明岗位/);
  });
});
