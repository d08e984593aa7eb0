import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import type { HolidayNotice } from '../../domain/calendar/working-calendar.js';
import { DubanError } from '../../domain/errors.js';
import type { Policy, PolicyChanges } from '../../domain/policy.js';
import { policyName } from '../../domain/version-names.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { chooseRunning } from '../find.js';
import { readHolidayOption, readHolidays, readPolicy } from '../read-rules.js';
import { applyReplan, planReplan, type Replan } from '../replan.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { campaignOption } from './options.js';
import { readInput } from './read.js';

interface Options {
  policy?: string;
  holidays?: string;
  campaign?: string;
  apply?: true;
  as?: string;
}

/** `duban replan`: new rules or a new holiday notice, shown before they are applied. */
export function addReplan(program: Command, { now, print, withDuban }: CliContext): void {
  addCommand(program, 'replan')
    .description('按新的督办规则或放假安排重新排期（督查室）：先列出变动，加 --apply 才执行')
    .option('--policy <文件>', '督办规则（.json），只写要改的项，如 {"reminders": [15, 5, 1]}')
    .option('--holidays <安排>', '放假安排：文件（.json），或 "2027:off=01-01 02-05;worked=02-14"')
    .addOption(campaignOption())
    .option('--apply', '执行')
    .option('--as <岗位>', '以哪个岗位执行，如 督查室；执行时必填')
    .action(async (options: Options) => {
      const policy = options.policy === undefined ? {} : await policyOf(options.policy);
      const holidays = options.holidays === undefined ? {} : await holidaysOf(options.holidays);
      const { apply, as } = options;
      if (apply === true && as === undefined)
        throw new DubanError('as-missing', '执行时须用 --as 写明岗位，如 督查室。');
      await withDuban(async (duban) => {
        const campaign = await chooseRunning(duban, options.campaign);
        const replanning = { campaign, now, policy, holidays };
        if (apply !== true || as === undefined) {
          for (const line of replanLines(await planReplan(duban, replanning), campaign, now)) print(line);
          print('以上尚未执行；确认无误后加 --apply --as 督查室 执行。');
          return;
        }
        const source = path.basename(options.holidays ?? '');
        const { replan } = await applyReplan(duban, { ...replanning, as, source });
        for (const line of replanLines(replan, campaign, now)) print(line);
        print(`已执行，正在逐项重新排期（${replan.running}个事项）；请稍后用 duban status 核对结果。`);
      });
    });
}

export async function policyOf(file: string): Promise<PolicyChanges> {
  return readPolicy(Buffer.from(await readInput(file, '规则文件')).toString('utf8'), path.basename(file));
}

/** A file where there is one of that name, else the notice itself. */
async function holidaysOf(given: string): Promise<Record<number, HolidayNotice>> {
  const isFile =
    given.endsWith('.json') ||
    (await access(given).then(
      () => true,
      () => false,
    ));
  if (!isFile) return readHolidayOption(given);
  return readHolidays(Buffer.from(await readInput(given, '放假安排')).toString('utf8'), path.basename(given));
}

const policyNames: Record<keyof Policy, string> = {
  version: '版本',
  zone: '时区',
  releaseTime: '通知发出时刻',
  dueTime: '到期时刻',
  reminders: '催报（到期前工作日）',
  escalations: '督办升级',
  repeat: '续报',
  acknowledgement: '签收提醒',
  reviewAfter: '审核提醒（工作日）',
  returnDays: '退回重报（工作日）',
  jointLeads: '联合牵头',
  confirmation: '报送前审签',
  extensions: '延期',
  paceMargin: '序时进度允许差距',
  nudgeEvery: '催办间隔（工作日）',
  undeliveredWait: '未送达等候（工作日）',
  orders: '督办通知单回执',
  cancelApproval: '撤销须批准',
  bulletin: '督查通报',
  auditHash: '留痕校验算法',
};

/** What would move, as the office reads it before it decides. */
export function replanLines({ policy, changed, items }: Replan, { zone }: CampaignRow, now: number): string[] {
  const reader = { zone, now };
  const moved = items.filter(({ dates, notices, doubtful }) => dates.length + notices + doubtful.length > 0);
  const dates = moved.reduce((sum, item) => sum + item.dates.length, 0);
  const notices = moved.reduce((sum, item) => sum + item.notices, 0);
  const on = (day: string): string => chineseDate(instantOf(day, '00:00', zone), reader);
  return [
    ...changed.map(({ field, before, after }) => `规则 ${policyNames[field]}：${written(before)} → ${written(after)}`),
    ...(changed.length > 0 ? [`规则版本：${policyName(policy.version)}`] : []),
    ...moved.flatMap((item) => [
      `${item.code}  ${item.title}${item.notices === 0 ? '' : `（${item.notices}条通知改期）`}`,
      ...item.dates.map(({ label, before, day }) => `    “${label}”节点：${chineseDate(before, reader)} → ${on(day)}`),
      ...item.doubtful.map(
        ({ label, day }) => `    “${label}”节点：人工所定的${on(day)}不是工作日，未作变动，请用 change-checkpoint 调整`,
      ),
    ]),
    moved.length === 0
      ? '没有事项的期限或通知需要变动。'
      : `共${moved.length}个事项有变动：${dates}个节点改期，${notices}条通知改期。`,
  ];
}

/** `10、3、1` for a list of days; what has parts stays as the rules file writes it. */
function written(value: unknown): string {
  if (Array.isArray(value) && value.every((part) => typeof part === 'number')) return value.join('、') || '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
