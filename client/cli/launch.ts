import path from 'node:path';
import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { placeText } from '../../documents/draft/place-text.js';
import { resolveNames } from '../../documents/names/roster-names.js';
import { readRoster, type Roster } from '../../documents/names/roster.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import { DubanError } from '../../domain/errors.js';
import type { Day } from '../../domain/instant.js';
import type { PlanDraft, PlanWarning } from '../../domain/plan.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { installedCalendar } from '../../register/holiday-notices.js';
import { listPosts, type PostRow } from '../../register/queries/posts.js';
import { postKindNames } from '../find.js';
import { checkLaunch, type CheckedLaunch } from '../check-launch.js';
import { amendPolicy } from '../replan.js';
import { launch, releaseOf, type Launched } from '../launch.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { asOption, readingOptions, schoolDatesOption, yearOption, type ReadingOptions } from './options.js';
import { planArgument, readPlanFile } from './plan-file.js';
import { readInput } from './read.js';
import { policyOf } from './replan.js';

interface Options extends ReadingOptions {
  roster: string;
  as: string;
  policy?: string;
  sendNow?: true;
}

/** `duban launch FILE`: the document becomes a campaign, one workflow per item. */
export function addLaunch(program: Command, { now, print, remark, withDuban }: CliContext): void {
  addCommand(program, 'launch', planArgument)
    .description('启动督办专项：每个事项一个流程，向各责任处室交办')
    .requiredOption('--roster <名册>', '名册文件（.csv），各栏为 岗位类别,岗位名称,姓名,邮箱（必填）')
    .addOption(asOption('督查室'))
    .addOption(yearOption())
    .addOption(schoolDatesOption())
    .option('--send-now', '任务书立即发出，不等下一个工作日 09:00')
    .option('--policy <文件>', '督办规则（.json），只写与默认不同的项')
    .action(async (file: string, options: Options) => {
      const bytes = await readInput(file, '方案');
      const roster = readRoster(await readInput(options.roster, '名册'), path.basename(options.roster));
      const given = options.policy === undefined ? {} : await policyOf(options.policy);
      await withDuban(async (duban) => {
        const policy = amendPolicy(duban.policy, given, now);
        const t = { policy, calendar: await installedCalendar(duban.db, duban.calendar) };
        const launchDay = dayOf(now, policy.zone);
        const context = { calendar: t.calendar, launchDay, ...readingOptions(options) };
        const plan = await readPlanFile({ file, bytes }, context, remark);
        if (options.year !== undefined) refuseOtherTimes(plan, launchDay);
        const draft = resolveNames(plan, roster);
        const sendNow = options.sendNow === true;
        const input = { draft, roster, as: options.as, now, sendNow };
        const checked = checkLaunch(input, releaseOf(input, t), t);
        await duban.requireEngine();
        for (const line of remarks(draft, checked)) remark(line);
        for (const line of newHolders(roster, await listPosts(duban.db))) remark(line);
        const bar = new cliProgress.SingleBar({
          format: '启动 [{bar}] {value}/{total} 项',
          stream: process.stderr,
          clearOnComplete: true,
        });
        bar.start(draft.items.length, 0);
        const done = await launch(
          { ...duban, policy },
          {
            ...input,
            document: { bytes, name: path.basename(file) },
            onProgress: (campaign) => bar.update(campaign.assigned),
          },
        ).finally(() => bar.stop());
        print(launchedText(done, { now, sendNow }));
      });
    });
}

function remarks(draft: PlanDraft, { checkpoints, past, withoutCheckpoints }: CheckedLaunch): string[] {
  return [
    ...warningLines(draft.warnings),
    ...(past > 0 ? [`提醒：${checkpoints}个检查节点中有${past}个已经过期，只作记录，不跟踪、不催办`] : []),
    ...(withoutCheckpoints.length > 0
      ? [`提醒：事项 ${withoutCheckpoints.join('、')} 没有检查节点，交办后不催报，请先明确完成时限`]
      : []),
  ];
}

/** A post has one holder for all campaigns: another roster changes it for those that are running, too. */
export function newHolders({ entries }: Roster, posts: PostRow[]): string[] {
  return entries.flatMap(({ kind, post, person }) => {
    const before = posts.find((one) => one.kind === kind && one.name === post)?.person ?? null;
    if (before === null || before === person) return [];
    return [
      `提醒：${postKindNames[kind]}“${post}”现由${before}担任，按本次名册改为${person}，在办各专项的通知一并改发`,
    ];
  });
}

/** Of one kind of warning, so many; whoever wants to see all reads the plan. */
const OF_A_KIND = 2;

function warningLines(warnings: readonly PlanWarning[]): string[] {
  const kinds = [...new Set(warnings.map(({ code }) => code))];
  return kinds.flatMap((kind) => {
    const same = warnings.filter(({ code }) => code === kind);
    const lines = same.slice(0, OF_A_KIND).map(({ message, at }) => `提醒（${placeText(at)}）：${message}`);
    const rest = same.length - lines.length;
    return rest === 0 ? lines : [...lines, `　　同类提醒另有${rest}处，用 duban read 查看`];
  });
}

function launchedText({ campaign, isNew }: Launched, { now, sendNow }: { now: number; sendNow: boolean }): string {
  const { title, span, items, assigned, closed, assignmentRelease } = campaign;
  const id = campaign.id.slice(0, 8);
  const when = chineseDateTime(assignmentRelease, { zone: campaign.zone, now });
  const waiting =
    assigned < items
      ? `\n已启动${assigned}个事项，其余${items - assigned}个已登记在册，由系统继续启动，无须重新操作。`
      : '';
  const sending = assignmentRelease > now ? `任务书将于${when}发往各责任处室` : `任务书已于${when}发往各责任处室`;
  if (isNew) {
    return `已启动《${title}》，按${span}督办：${items}个事项，编号 ${id}。${waiting}\n${sending}。用 duban status 查看进展。`;
  }
  const standing = closed > 0 ? `${items}个事项中${closed}个已办结` : `${items}个事项均在督办`;
  const unmoved = sendNow && assignmentRelease > now ? '（--send-now 只在首次启动时有效）' : '';
  return `《${title}》（${span}）此前已启动，编号 ${id}，没有重复启动；${standing}。${waiting}\n${sending}${unmoved}。名册已按本次所给更新。`;
}

/** A plan is moved to a time that goes on or begins next year: anything else is a slip of the hand. */
function refuseOtherTimes({ span, year }: PlanDraft, today: Day): void {
  const present = Number(today.slice(0, 4));
  if (span.last >= today && year <= present + 1) return;
  const message = `--year ${year} 不能启动：方案应在今年（${present}）或明年（${present + 1}）执行，而${span.name}不是。`;
  throw new DubanError('year-out-of-range', message, { year, span: span.name });
}
