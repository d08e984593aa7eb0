import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { readSettings } from '../../config/settings.js';
import { DubanError } from '../../domain/errors.js';
import { parseMailbox } from '../../mail/mailbox.js';
import { archiveCampaign } from '../dossier/archive.js';
import { unarchive } from '../dossier/unarchive.js';
import { verifyDossier, type DossierReport } from '../dossier/verify-dossier.js';
import { chooseLatest } from '../find.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { outputFile } from './output-file.js';
import { slowProgress } from './slow-progress.js';

const dossierArgument = { name: '卷宗', description: '由 duban archive 制成的 .zip 文件' };

/** `duban archive` and `duban unarchive`: a campaign as one file, and back. */
export function addDossier(program: Command, { now, print, remark, withDuban }: CliContext): void {
  addCommand(program, 'archive', {
    name: '专项编号',
    description: '督办专项编号，可只写开头几位；只有一个时不必填',
    optional: true,
  })
    .description('归档：把一个督办专项做成卷宗（.zip），含方案、台账、办理全过程、佐证材料、通知邮件和留痕')
    .requiredOption('-o, --output <文件>', '卷宗文件，以 .zip 结尾（必填）')
    .option('--force', '文件已存在时覆盖')
    .action(async (id: string | undefined, options: { output: string; force?: true }) => {
      const { file } = await outputFile(options.output, { zip: '卷宗' }, options.force === true);
      await withDuban(async (duban) => {
        const campaign = await chooseLatest(duban, id);
        const bar = slowProgress('归档 [{bar}] {value}/{total} 项', campaign.items);
        const sender = parseMailbox(readSettings().smtp.from);
        const made = await archiveCampaign(duban, {
          campaignId: campaign.id,
          file,
          now,
          sender,
          onItem: bar.update,
        }).finally(bar.stop);
        const [fault] = made.trails.faults;
        if (fault !== undefined) remark(`注意：台账的办理留痕核验不符，卷宗照现状归档：${fault.text}。`);
        print(`《${campaign.title}》（${campaign.span}）已归档：${file}（${made.files}个文件，${size(made.bytes)}）`);
        print(`封印码：${made.seal}`);
        print(`请将封印码抄存于卷宗之外；核验：duban verify ${file} --seal 封印码`);
      });
    });

  addCommand(program, 'unarchive', dossierArgument)
    .description('还原卷宗：把卷宗读回一套空的 Duban，默认仅供查阅，不发送任何通知')
    .option('--arm', '还原后继续办理：未办结的事项重新催办，到期的通知会发出')
    .action((file: string, options: { arm?: true }) =>
      withDuban(async (duban) => {
        const arm = options.arm === true;
        if (arm) await duban.requireEngine();
        const bar = slowProgress('核验 [{bar}] {percentage}%', await bytesOf(file));
        const campaign = await unarchive(duban, { file, now, arm, onBytes: bar.update }).finally(bar.stop);
        print(
          `已还原《${campaign.title}》（${campaign.span}），编号 ${campaign.id.slice(0, 8)}，${campaign.items}个事项。`,
        );
        print(
          arm
            ? '未办结的事项已重新启动；已过期的通知将在下一次发送时发出。'
            : '本台账现仅供查阅：不办理事项，不发送任何通知。确需继续办理的，再次运行并加 --arm。',
        );
      }),
    );
}

/** `duban verify FILE.zip`: needs neither a database nor settings. */
export async function printDossier(
  file: string,
  { seal, json }: { seal?: string; json?: true },
  print: (text: string) => void,
): Promise<void> {
  const bar = slowProgress('核验卷宗 [{bar}] {percentage}%', await bytesOf(file));
  const report = await verifyDossier({ file, noted: seal, onBytes: bar.update }).finally(bar.stop);
  if (report.faults.length > 0) process.exitCode = 1;
  if (json === true) print(JSON.stringify({ ok: report.faults.length === 0, ...report }));
  else for (const line of dossierLines(report, seal !== undefined)) print(line);
}

function dossierLines(report: DossierReport, noted: boolean): string[] {
  const { head, faults, files, bytes, seal, trails } = report;
  const [first, ...others] = faults;
  const name =
    head === null
      ? []
      : [`《${head.campaign.title}》（${head.campaign.span}）卷宗，${head.madeAt} 由 Duban ${head.program} 制成`];
  if (first !== undefined)
    return [
      ...name,
      '✖ 卷宗核验不符',
      `  第一处：${first}。`,
      ...others.slice(0, 9).map((other) => `  另有：${other}。`),
    ];
  return [
    ...name,
    `✔ 卷宗核验相符：${files}个文件、${size(bytes)}，逐字节未改动；${trails?.items ?? 0}个事项、${trails?.entries ?? 0}条办理记录、${trails?.lastAnchor?.n ?? 0}次每日存证，均相符。`,
    `  封印码：${seal ?? ''}${noted ? '（与所给的相同）' : ''}`,
    ...(noted ? [] : ['  请与归档时抄存的封印码对照：整份卷宗被重新制作的，只有这样才能发现。']),
  ];
}

async function bytesOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new DubanError('file-unreadable', `读不到卷宗“${file}”；请核对路径。`, { file }, { cause });
  });
  return found.size;
}

function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
