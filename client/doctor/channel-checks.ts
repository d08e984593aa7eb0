import { HOUR } from '../../domain/instant.js';
import { channelNames, type ChannelName } from '../../domain/short-message.js';
import { peopleWithoutMobile, shortTroubles } from '../../register/queries/short-messages.js';
import type { Check } from './check.js';

/** That addresses are allowed and secrets complete, the settings see to themselves. Nothing is sent. */
export const channelChecks: Check[] = [
  {
    id: 'channels',
    name: '群消息和短信',
    needs: 'schema',
    async run({ duban, settings: { channels = {} }, now }) {
      const names = (Object.keys(channels) as ChannelName[]).map((name) => channelNames[name]).join('、');
      if (names === '') return { level: 'ok', text: '未设置，逾期只以邮件告知' };
      const troubles = await shortTroubles(duban.db, now - 30 * 24 * HOUR);
      if (troubles.length > 0) {
        const told = troubles.map(({ channel, rejected, unknown, waiting }) => {
          const counts = Object.entries({ 被拒: rejected, 不明: unknown, 待重试: waiting }).filter(([, n]) => n > 0);
          return `${channelNames[channel]}${counts.map(([what, n]) => `${what}${n}条`).join('、')}`;
        });
        const todo = '原因见 duban outbox short；改正设置后可用 duban outbox try 试发。邮件不受影响';
        return { level: 'warn', text: `近30天${told.join('；')}`, todo };
      }
      const missing = channels.sms === undefined ? 0 : await peopleWithoutMobile(duban.db);
      if (missing === 0) return { level: 'ok', text: `${names}（未试发）` };
      const todo = '没有号码的不发短信，只发邮件；可在名册“手机”一栏或用 duban prefer --mobile 登记';
      return { level: 'warn', text: `${names}；在办事项有${missing}人没有登记手机号码`, todo };
    },
  },
];
