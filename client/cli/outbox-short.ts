import type { Command } from 'commander';
import { readSettings } from '../../config/settings.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { channelNames, type LateMatter } from '../../domain/short-message.js';
import { createChannels } from '../../mail/channels/channels.js';
import { oneLine } from '../../mail/plain.js';
import { shortMessages, type ShortMessageRow } from '../../register/queries/short-messages.js';
import { chooseOffice } from '../find.js';
import { chooseShort, settleShort } from '../outbox.js';
import { shortStates } from '../short-states.js';
import { decisionNames } from '../timeline-text.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { decisionOf, type Decided } from './decision.js';
import { asOption, mobileOption } from './options.js';

const FEW = 50;
const MOST = 1000;
const TODO =
  '送达情况不明，须由人认定：请在群内查看或向收件人核实，收到的 duban outbox short settle 编号 --sent --as 督查室，没有收到的 --again';

/** `duban outbox short` and `try`: what groups and phones were told of late work, what a person decides about that in doubt, and whether a channel works. */
export function addOutboxShort(outbox: Command, { print, withDuban, now }: CliContext): void {
  const short = addCommand(outbox, 'short')
    .description(`群消息和短信：最近${FEW}条及其发送情况；送达情况不明的不自动重发，由人认定或重发`)
    .usage('[命令] [选项]')
    .action(() =>
      withDuban(async ({ db, policy: { zone } }) => {
        const rows = await shortMessages(db, FEW);
        if (rows.length === 0) print('没有群消息和短信。');
        const doubted = await shortMessages(db, MOST, { state: 'unknown' });
        if (doubted.length > 0) print(TODO);
        for (const message of doubted) tell(message, { zone, now, print });
        if (doubted.length > 0) print('');
        for (const message of rows) if (message.state !== 'unknown') tell(message, { zone, now, print });
      }),
    );

  addCommand(short, 'settle', { name: '消息编号', description: '可只写开头几位' })
    .description('认定送达情况不明的群消息或短信：已经送达，或重发')
    .option('--sent', '经核实已经送达')
    .option('--again', '重发，只提届时仍逾期的事项')
    .addOption(asOption('督查室'))
    .action((chosen: string, { as, ...said }: Decided & { as: string }) =>
      withDuban(async (duban) => {
        const decision = decisionOf(said);
        const { id, channel, person, text } = await chooseShort(duban, chosen);
        await settleShort(duban, { id, decision, by: await chooseOffice(duban, as), now });
        const done = decision === 'sent' ? '已认定送达' : '已交付重发';
        print(`${done}：${[channelNames[channel], person ?? '', oneLine(text)].filter(Boolean).join('  ')}`);
      }),
    );

  addCommand(outbox, 'try', { name: '渠道', description: Object.values(channelNames).join('、') })
    .description('试发：向群或手机发一条注明测试的消息，不记入台账')
    .addOption(mobileOption('试发短信的号码'))
    .action(async (chosen: string, { mobile }: { mobile?: string }) => {
      const clocks = { wall: Date.now, elapsed: () => performance.now() };
      const { channels = {}, zone = 'Asia/Shanghai' } = readSettings();
      const set = createChannels(channels, clocks);
      const channel = set.find(({ name }) => channelNames[name] === chosen);
      if (channel === undefined) {
        const names = set.map(({ name }) => channelNames[name]).join('、') || '无';
        throw new DubanError(
          'channel-not-set',
          `没有设置“${chosen}”；已设置的渠道：${names}。设置方法见 deploy/env.example。`,
        );
      }
      if (channel.personal && mobile === undefined) throw new DubanError('mobile-missing', '试发短信须写明 --mobile。');
      const { text, send } = channel.compose([trial(zone, now)], now);
      const outcome = await send(mobile ?? null);
      if (outcome.kind !== 'accepted') {
        const why = 'response' in outcome ? outcome.response : outcome.reason;
        throw new DubanError('channel-failed', `${chosen}没有发出：${oneLine(why)}`);
      }
      print(`${chosen}已接收：${text}`);
    });
}

function tell(message: ShortMessageRow, { zone, now, print }: Pick<CliContext, 'now' | 'print'> & { zone: string }) {
  const { id, channel, state, person, text, createdAt, nextAttemptAt, outcome, decisions } = message;
  const when = (instant: Instant): string => chineseDateTime(instant, { zone, now });
  const next = nextAttemptAt === null ? '' : `，${when(nextAttemptAt)}再发`;
  const why = outcome === '' || state === 'accepted' ? '' : `：${oneLine(outcome)}`;
  const to = `${channelNames[channel]}  ${person ?? ''}`;
  print(`${id.slice(0, 8)}  ${when(createdAt)}  ${to}  ${shortStates[state]}${why}${next}`);
  for (const { at, by, decision } of decisions) print(`    认定  ${when(at)} ${by}：${decisionNames[decision]}`);
  if (text !== '') print(`    ${text.replaceAll('\n', '\n    ')}`);
}

function trial(zone: string, now: Instant): LateMatter {
  const what = { code: '', title: '渠道测试（请忽略）', divisions: ['督查室'] };
  return { notices: [], ...what, due: now, zone, daysLate: 0 };
}
