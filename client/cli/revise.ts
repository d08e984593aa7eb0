import path from 'node:path';
import type { Command } from 'commander';
import { resolveNames } from '../../documents/names/roster-names.js';
import { readRoster, type Roster } from '../../documents/names/roster.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import type { CheckpointDifference } from '../../domain/compare/checkpoints.js';
import { wordFields } from '../../domain/compare/words.js';
import type { ItemDifference, PlanDifferences } from '../../domain/compare-plans.js';
import { dayName } from '../../domain/deadline/why.js';
import { DubanError } from '../../domain/errors.js';
import { listPosts } from '../../register/queries/posts.js';
import { recordRoster } from '../../register/record-roster.js';
import { campaignTime } from '../add-item.js';
import type { Duban } from '../duban.js';
import { chooseRunning } from '../find.js';
import { applyRevision, planRevision } from '../revise.js';
import { spanNamed } from '../span-named.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { campaignOption, readingOptions, schoolDatesOption, type ReadingOptions } from './options.js';
import { planArgument, readPlanFile } from './plan-file.js';
import { readInput } from './read.js';

interface Options extends ReadingOptions {
  roster?: string;
  campaign?: string;
  apply?: true;
  as?: string;
}

/** `duban revise FILE`: a new version of the plan, compared with the campaign that runs by the old one. */
export function addRevise(program: Command, { now, print, remark, withDuban }: CliContext): void {
  addCommand(program, 'revise', planArgument)
    .description('方案修订（督查室）：把新版方案与在办专项对比，先列出差异，加 --apply 才执行')
    .option('--roster <名册>', '名册文件（.csv），新版方案涉及新的岗位时填写')
    .addOption(campaignOption())
    .addOption(schoolDatesOption())
    .option('--apply', '执行')
    .option('--as <岗位>', '以哪个岗位执行，如 督查室；执行时必填')
    .action(async (file: string, options: Options) => {
      const { apply, as } = options;
      if (apply === true && as === undefined)
        throw new DubanError('as-missing', '执行时须用 --as 写明岗位，如 督查室。');
      const bytes = await readInput(file, '方案');
      const given =
        options.roster === undefined
          ? null
          : readRoster(await readInput(options.roster, '名册'), path.basename(options.roster));
      await withDuban(async (duban) => {
        const campaign = await chooseRunning(duban, options.campaign);
        const { calendar, policy } = await campaignTime(duban, campaign);
        const year = Number(spanNamed(campaign.span).first.slice(0, 4));
        const launchDay = dayOf(campaign.launchedAt, policy.zone);
        const context = { calendar, launchDay, ...readingOptions(options), year };
        const draft = resolveNames(
          await readPlanFile({ file, bytes }, context, remark),
          given ?? (await knownRoster(duban)),
        );
        const revision = { campaign, draft, now };
        if (apply !== true || as === undefined) {
          for (const line of revisionLines(await planRevision(duban, revision))) print(line);
          print('以上尚未执行；确认无误后加 --apply --as 督查室 执行。');
          return;
        }
        await duban.requireEngine();
        if (given !== null) await duban.db.transaction().execute((tx) => recordRoster(tx, given.entries));
        const done = await applyRevision(duban, { ...revision, as, document: { bytes, name: path.basename(file) } });
        for (const line of revisionLines(done.differences)) print(line);
        const added = done.added.length === 0 ? '' : `新增事项编号：${done.added.join('、')}。`;
        print(`已执行。${added}其余变动正在逐项办理，撤销的事项须经批准；请稍后用 duban status 核对结果。`);
      });
    });
}

/** The posts of the register, for a plan that comes without a roster. */
async function knownRoster(duban: Duban): Promise<Roster> {
  const posts = await listPosts(duban.db);
  return {
    entries: posts.map(({ kind, name, person }) => ({ kind, post: name, person: person ?? '', mailbox: '', line: 0 })),
  };
}

/** The differences as the office reads them before it decides. */
export function revisionLines({ added, dropped, changed }: PlanDifferences): string[] {
  if (added.length + dropped.length + changed.length === 0) return ['新版方案与在办专项没有差异。'];
  return [
    ...added.map(({ code, title, checkpoints }) => {
      const dates = checkpoints.map(({ due }) => dayName(due)).join('、') || '时间待定';
      return `新增  ${code}  ${title}（${dates}）`;
    }),
    ...dropped.map(({ code, title }) => `撤销  ${code}  ${title}`),
    ...changed.flatMap((difference) => [
      `变动  ${difference.item.code}  ${difference.item.title}`,
      ...changeLines(difference).map((line) => `        ${line}`),
    ]),
    `共新增${added.length}个、撤销${dropped.length}个、变动${changed.length}个事项。`,
  ];
}

function changeLines({ item, words, answering, checkpoints }: ItemDifference): string[] {
  const divisions = ({ leads, supporting, leader }: typeof item | NonNullable<typeof answering>): string =>
    `${leads.join('、')}牵头${supporting.length === 0 ? '' : `，${supporting.join('、')}配合`}，分管负责人${leader || '未定'}`;
  return [
    ...(answering === null ? [] : [`责任单位：${divisions(item)} → ${divisions(answering)}`]),
    ...checkpoints.map(checkpointLine),
    ...words.map(({ field, before, after }) => `${wordFields[field]}：${before || '（空）'} → ${after || '（空）'}`),
  ];
}

function checkpointLine(difference: CheckpointDifference): string {
  switch (difference.kind) {
    case 'added':
      return `增加“${difference.checkpoint.label}”节点：${dayName(difference.checkpoint.due)}`;
    case 'changed': {
      const { before, checkpoint } = difference;
      const label =
        before.label === checkpoint.label ? `“${before.label}”` : `“${before.label}”改为“${checkpoint.label}”`;
      return `${label}节点：${dayName(before.due)} → ${dayName(checkpoint.due)}`;
    }
    case 'dropped':
      return `取消“${difference.before.label}”节点（${dayName(difference.before.due)}）`;
    case 'kept': {
      const label = difference.before?.label ?? difference.checkpoint?.label ?? '';
      return difference.because === 'reported'
        ? `“${label}”节点已经报送，不作变动`
        : `“${label}”节点的新期限${dayName(difference.checkpoint?.due ?? '')}已过，不作变动`;
    }
  }
}
