import path from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../../config/settings.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { backUp } from '../backup/back-up.js';
import { restore } from '../backup/restore.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { progressTo } from './progress-to.js';

const folderArgument = { name: '备份目录', description: '存放备份的目录，宜在另一块磁盘上；各次备份共用佐证材料' };

/** `duban backup FOLDER`, `duban restore FOLDER`. */
export function addBackups(program: Command, context: CliContext): void {
  const { now, print, remark, withDuban } = context;
  addCommand(program, 'backup', folderArgument)
    .description('备份台账和佐证材料；运行中即可备份，佐证材料只存新增的')
    .action((folder: string) =>
      withDuban(async ({ evidence, policy }) => {
        const { databaseUrl } = readSettings();
        const input = { databaseUrl, evidence, folder: path.resolve(folder), now, zone: policy.zone };
        const done = await backUp({ ...input, progress: progressTo(remark) });
        for (const sha256 of done.damaged) {
          remark(`提醒：佐证材料 ${sha256} 的内容已损坏，不在备份中；请从较早的备份中找回。`);
        }
        print(
          `已备份到 ${done.dir}：台账${done.rows}行，佐证材料${done.files}个文件（${size(done.bytes)}），其中新增${done.copied}个。`,
        );
      }),
    );
  addCommand(program, 'restore', folderArgument)
    .description('把备份恢复到空的台账；恢复后先核对，再发通知')
    .option('--backup <名称>', '哪一次备份，如 2026-11-30-021500；不填则为最近一次')
    .action((folder: string, { backup: name }: { backup?: string }) =>
      withDuban(async ({ evidence, policy }) => {
        const { databaseUrl } = readSettings();
        const input = { databaseUrl, evidence, folder: path.resolve(folder), name, now };
        const done = await restore({ ...input, progress: progressTo(remark) });
        const at = chineseDateTime(done.at, { zone: policy.zone, now });
        print(`已恢复备份 ${done.name}：台账${done.rows}行，佐证材料${done.files}个文件。`);
        print(`台账内容截至${at}，此后办理的不在其中。核对之前不发任何通知：请运行 duban reconcile。`);
      }),
    );
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
