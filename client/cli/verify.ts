import type { Command } from 'commander';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { chooseCampaign, knownCampaigns } from '../find.js';
import { verifyRegister, type TrailReport } from '../verify-register.js';
import { addCommand } from './chinese.js';
import { printDossier } from './dossier.js';
import type { CliContext } from './context.js';
import { slowProgress } from './slow-progress.js';

interface Options {
  json?: true;
  seal?: string;
}

/** `duban verify`: recomputes what proves that nothing on record was changed. Ends with 1 where something was. */
export function addVerify(program: Command, { print, withDuban }: CliContext): void {
  addCommand(program, 'verify', {
    name: '专项或卷宗',
    description: '督办专项编号，可只写开头几位；或卷宗文件（.zip）；不填则核验全部专项',
    optional: true,
  })
    .description('核验办理留痕：有无记录被修改、删除、插入、调换或截断，并指出第一处')
    .option('--seal <封印码>', '归档时抄存的封印码，用于核验卷宗')
    .option('--json', '输出 JSON 数据，供其他程序使用')
    .action((target: string | undefined, options: Options) => {
      if (target !== undefined && /\.zip$/i.test(target)) return printDossier(target, options, print);
      return withDuban(async (duban) => {
        const campaigns = target === undefined ? await knownCampaigns(duban) : [await chooseCampaign(duban, target)];
        for (const campaign of campaigns) {
          const bar = slowProgress('核验留痕 [{bar}] {value}/{total} 项', campaign.items);
          const report = await verifyRegister(duban, campaign.id, bar.update).finally(bar.stop);
          if (report.faults.length > 0) process.exitCode = 1;
          if (options.json === true) print(JSON.stringify(trailsAsJson(report)));
          else for (const line of trailLines(report, campaign)) print(line);
        }
      });
    });
}

function trailsAsJson({ campaign: { id, title, span }, faults, ...verified }: TrailReport): object {
  return { ok: faults.length === 0, campaign: { id, title, span }, ...verified, faults };
}

export function trailLines(
  report: TrailReport,
  { id, title, span }: Pick<CampaignRow, 'id' | 'title' | 'span'>,
): string[] {
  const { items, entries, unanchored, lastAnchor, heads, faults } = report;
  const [first, ...others] = faults;
  const name = `《${title}》（${span}）  编号 ${id.slice(0, 8)}`;
  const counts = `${items}个事项、${entries}条办理记录、${lastAnchor?.n ?? 0}次每日存证`;
  if (first !== undefined)
    return [
      name,
      `✖ 核验不符（${counts}）`,
      `  第一处：${first.text}。`,
      ...(others.length === 0 ? [] : [`  另有${others.length}处不符，加 --json 查看。`]),
    ];
  return [
    name,
    `✔ 核验相符：${counts}，均未改动。`,
    lastAnchor === null
      ? '  尚无每日存证：每个工作日首次发送通知之前自动存证。'
      : `  末次存证：第${lastAnchor.n}次，${lastAnchor.day}${unanchored > 0 ? `；其后新增${unanchored}条，待下次存证` : ''}`,
    ...(lastAnchor === null ? [] : [`  存证码：${lastAnchor.hash}`]),
    `  末条码：${heads}`,
    '  请将存证码、末条码抄存于本系统之外（如签发的通报、纸质卷宗），日后可据此对照。',
  ];
}
