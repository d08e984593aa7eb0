import { InvalidArgumentError, Option, type Command } from 'commander';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import { isDay } from '../../domain/clocks.js';
import type { Instant } from '../../domain/instant.js';
import { reconcile, type Disagreement, type Some } from '../reconcile/reconcile.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { progressTo } from './progress-to.js';

/** `duban reconcile`: where the register and the engine disagree, shown before it is mended. */
export function addReconcile(program: Command, { now, print, remark, withDuban }: CliContext): void {
  addCommand(program, 'reconcile')
    .description('核对台账与流程引擎是否一致（恢复备份之后，或流程引擎的数据丢失之后）：先列出，加 --apply 才处理')
    .option('--apply', '以台账为准处理')
    .addOption(stoppedAtOption())
    .action(({ apply = false, stoppedAt }: { apply?: boolean; stoppedAt?: [day: string, time: string] }) =>
      withDuban(async (duban) => {
        await duban.requireEngine();
        const { zone } = duban.policy;
        const say = progressTo(remark);
        const found = await reconcile(duban, {
          ...{ now, apply, stoppedAt: stoppedAt && instantOf(...stoppedAt, zone) },
          progress: (items) => say(`正在核对：已核对${items}个事项`),
        });
        const lines = reconcileLines(found, (at) => chineseDateTime(at, { zone, now }));
        for (const line of lines) print(line);
        print(`已核对在办事项${found.open}个${conclusion(found, { apply, agrees: lines.length === 0 })}`);
      }),
    );
}

function stoppedAtOption(): Option {
  const description = '恢复备份之后：原系统停机的时刻，如 "2026-11-30 15:00"；此前应发的通知视为已发，此后的照发';
  return new Option('--stopped-at <时刻>', description).argParser((text): [string, string] => {
    const [day = '', time = ''] = text.split(/[ T]/);
    if (isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return [day, time];
    throw new InvalidArgumentError(`--stopped-at “${text}”不是时刻；应写为 "年-月-日 时:分"，如 "2026-11-30 15:00"。`);
  });
}

/** What disagrees, each with what is done about it; nothing where all agrees. */
export function reconcileLines(found: Disagreement, when: (at: Instant) => string): string[] {
  const { missing, late, ended, unknown, campaigns, installation, restoration } = found;
  const names: Record<string, string> = { dispatch: '发送通知', bulletin: '按期通报' };
  return [
    ...(restoration === null ? [] : restorationLines(restoration, when)),
    ...line('没有流程的事项', missing, '启动流程'),
    ...line('流程唤起晚于台账时点的事项', late, '按台账重新启动流程'),
    ...line('台账已办结而流程仍在的事项', ended, '终止流程'),
    ...line('台账中没有的流程', unknown, '终止流程'),
    ...(unknown.count === 0 || restoration === null
      ? []
      : ['  这些可能是备份之后启动的专项：台账中已无记录，请用 duban launch 重新启动其方案。']),
    ...line('没有流程的督办专项', campaigns, '启动流程'),
    ...installation.map((id) => `没有“${names[id] ?? id}”的流程：启动流程`),
  ];
}

function restorationLines(
  { backedUpAt, restoredAt, doubtful }: NonNullable<Disagreement['restoration']>,
  when: (at: Instant) => string,
): string[] {
  return [
    `台账于${when(restoredAt)}由备份恢复，内容截至${when(backedUpAt)}；处理之前不发任何通知。`,
    '  此后的签收、报送、审核等办理不在台账中，涉及哪些事项系统无从得知；请告知各责任处室核对，缺失的重新办理。',
    '  此后发出过的通知，系统也无从得知：个别处室可能再次收到同一通知。',
    ...(doubtful === 0
      ? []
      : [
          `  备份时已备好、应在恢复之前发出的通知有${doubtful}条，可能已经发出；处理时须用 --stopped-at 写明原系统停机的时刻。`,
        ]),
  ];
}

function line(what: string, { count, examples }: Some, remedy: string): string[] {
  if (count === 0) return [];
  const more = count > examples.length ? ' 等' : '';
  const names = examples.toSorted((a, b) => a.localeCompare(b, 'zh-CN', { numeric: true })).join('、');
  return [`${what}${count}个（${names}${more}）：${remedy}`];
}

function conclusion({ restoration }: Disagreement, { apply, agrees }: { apply: boolean; agrees: boolean }): string {
  if (agrees) return '，台账与流程引擎一致。';
  if (!apply) return '。以上尚未处理；确认无误后加 --apply 执行。';
  return restoration === null ? '，以上均已处理。' : '，以上均已处理，通知恢复发送。';
}
