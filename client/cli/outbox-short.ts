import type { Command } from 'commander';
import { readSettings } from '../../config/settings.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { channelNames, type LateMatter } from '../../domain/short-message.js';
import { createChannels } from '../../mail/channels/channels.js';
import { oneLine } from '../../mail/plain.js';
import { shortMessages } from '../../register/queries/short-messages.js';
import { shortStates } from '../short-states.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { mobileOption } from './options.js';

const FEW = 50;

/** `duban outbox short` and `try`: what groups and phones were told of late work, and whether a channel works. */
export function addOutboxShort(outbox: Command, { print, withDuban, now }: CliContext): void {
  addCommand(outbox, 'short')
    .description(`群消息和短信：最近${FEW}条及其发送情况；送达情况不明的不再重发，以邮件为准`)
    .action(() =>
      withDuban(async ({ db, policy: { zone } }) => {
        const rows = await shortMessages(db, FEW);
        if (rows.length === 0) print('没有群消息和短信。');
        const when = (instant: Instant): string => chineseDateTime(instant, { zone, now });
        for (const { channel, state, person, text, createdAt, nextAttemptAt, outcome } of rows) {
          const next = nextAttemptAt === null ? '' : `，${when(nextAttemptAt)}再发`;
          const why = outcome === '' || state === 'accepted' ? '' : `：${oneLine(outcome)}`;
          print(`${when(createdAt)}  ${channelNames[channel]}  ${person ?? ''}  ${shortStates[state]}${why}${next}`);
          if (text !== '') print(`    ${text.replaceAll('\n', '\n    ')}`);
        }
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

function trial(zone: string, now: Instant): LateMatter {
  const what = { code: '', title: '渠道测试（请忽略）', divisions: ['督查室'] };
  return { notices: [], ...what, due: now, zone, daysLate: 0 };
}
