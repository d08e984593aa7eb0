import path from 'node:path';
import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { readPlan } from '../../documents/read-plan.js';
import { readRoster } from '../../documents/roster.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { DateTime } from 'luxon';
import { DubanError } from '../../domain/errors.js';
import { defaultPolicy } from '../../domain/policy.js';
import { chineseDateTime } from '../../mail/chinese-date.js';
import { launch } from '../launch.js';
import type { CliContext } from './context.js';
import { asOption, yearOption } from './options.js';
import { readInput } from './read.js';

interface Options {
  year?: number;
  roster: string;
  as: string;
  sendNow?: true;
}

/** `duban launch FILE`: the document becomes a campaign, one workflow per item. */
export function addLaunch(program: Command, { now, print, remark, withDuban }: CliContext): void {
  program
    .command('launch')
    .description('启动督办专项：每个事项一个流程，向各责任处室交办')
    .argument('<file>', '方案文件（.txt）')
    .requiredOption('--roster <csv>', '名册：岗位类别,岗位名称,姓名,邮箱')
    .addOption(yearOption())
    .addOption(asOption('督查室'))
    .option('--send-now', '任务书立即发出，不等下一个工作日 09:00')
    .action((file: string, options: Options) =>
      withDuban(async (duban) => {
        const bytes = await readInput(file, '方案');
        const year = launchYear(options.year, now);
        const draft = readPlan(bytes, { fileName: path.basename(file), calendar: stateCouncilCalendar, ...year });
        const roster = readRoster(await readInput(options.roster, '名册'), path.basename(options.roster));
        for (const { message, at } of draft.warnings) remark(`提醒（第${String(at.firstLine)}行）：${message}`);

        const bar = new cliProgress.SingleBar({ format: '启动 [{bar}] {value}/{total} 项', stream: process.stderr, clearOnComplete: true });
        bar.start(draft.items.length, 0);
        const done = await launch(duban, {
          draft,
          document: { bytes, name: path.basename(file) },
          roster,
          as: options.as,
          now,
          sendNow: options.sendNow === true,
          onProgress: (campaign) => bar.update(campaign.assigned),
        }).finally(() => bar.stop());

        const { campaign } = done;
        const when = chineseDateTime(campaign.assignmentRelease, { zone: campaign.zone, now });
        print(
          done.isNew
            ? `已启动《${campaign.title}》（${String(campaign.year)}年）：${String(campaign.items)}个事项，编号 ${campaign.id.slice(0, 8)}。\n任务书于${when}发往各责任处室。用 duban status 查看进展。`
            : `《${campaign.title}》（${String(campaign.year)}年）此前已启动（编号 ${campaign.id.slice(0, 8)}），没有重复启动；${String(campaign.items)}个事项均在督办。`,
        );
      }),
    );
}

/** A plan is tracked in this year or the next: anything else is a slip of the hand. */
function launchYear(year: number | undefined, now: number): { year?: number } {
  if (year === undefined) return {};
  const present = DateTime.fromMillis(now, { zone: defaultPolicy.zone }).year;
  if (year === present || year === present + 1) return { year };
  throw new DubanError('year-out-of-range', `--year ${String(year)} 不能启动：应为今年（${String(present)}）或明年（${String(present + 1)}）。`, { year });
}
