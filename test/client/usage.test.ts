import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { addActs } from '../../client/cli/act.js';
import { chineseProgram, usageErrorText } from '../../client/cli/chinese.js';
import type { CliContext } from '../../client/cli/context.js';
import { addItem } from '../../client/cli/item.js';
import { addLaunch } from '../../client/cli/launch.js';
import { addRead } from '../../client/cli/read.js';
import { addStatus } from '../../client/cli/status.js';

function program() {
  const made = chineseProgram('duban', '督办');
  const context = { now: 0, columns: 80 } as CliContext;
  for (const add of [addRead, addLaunch, addStatus, addItem, addActs]) add(made, context);
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
    const all = [program(), ...program().commands];
    expect(all.length).toBe(10);
    for (const command of all) {
      // What an officer types stays as it is typed.
      const prose = command
        .helpInformation()
        .replaceAll(
          /--?[a-z-]+|\b(duban|read|launch|status|item|acknowledge|submit|accept|return|close|help|JSON|docx|xlsx|xls|csv|html|pdf|txt|json)\b/g,
          '',
        );
      expect(prose).toContain('用法：');
      expect(prose).not.toMatch(/[A-Za-z]/);
    }
  });
});

describe('a faulty command line', () => {
  it.each([
    [['nope'], '没有命令“nope”。'],
    [['stat'], '没有命令“stat”，是否为 status？'],
    [['status', '--campain', 'x'], '没有选项“--campain”，是否为 --campaign？'],
    [['read'], '缺少参数 <方案文件>。'],
    [['read', 'a', 'b'], '多写了参数；内容含空格的，请用引号括起来。'],
    [['item', '1.2', '--campaign'], '选项 --campaign <专项编号> 后面缺少内容。'],
    [['return', '1.2', '--as', '督查室'], '缺少选项 --reason <理由>。'],
    [['read', 'a', '--year', '27'], '--year “27”不是年份；应为四位数字，如 2027。'],
  ])('%j is told in Chinese', async (args, text) => {
    expect((await said(...args)).split('\n')[0]).toBe(`错误：${text}`);
  });
});
