import type { Instant } from '../../domain/instant.js';
import type { ChannelName, LateMatter } from '../../domain/short-message.js';
import { createPace, type Pace } from '../pace.js';
import type { DeliveryOutcome } from '../smtp.js';
import { aliyunSms, type SmsAccount } from './aliyun-sms.js';
import { outcomeOf, type Format } from './format.js';
import { dingtalk, feishu, MOST_BYTES, wecom, type Robot } from './group-robots.js';
import { post } from './post.js';
import { groupText, smsText, type ShortText } from './short-text.js';

/** One for each that is set up. */
export interface ChannelSettings {
  wecom?: Robot;
  dingtalk?: Robot;
  feishu?: Robot;
  sms?: SmsAccount;
}

/** What is said, and how it is handed over: once, and never rejecting. `mobile` is null for a group. */
export interface Composed extends ShortText {
  send: (mobile: string | null) => Promise<DeliveryOutcome>;
}

export interface Channel {
  name: ChannelName;
  /** Reaches people, each by his number; else one group. */
  personal: boolean;
  pace: Pace;
  compose: (matters: LateMatter[], now: Instant) => Composed;
}

/** `wall` in milliseconds of the epoch, for the services check it; `elapsed` need not be. */
export interface Clocks {
  wall: () => Instant;
  elapsed: () => Instant;
}

export function createChannels(settings: ChannelSettings, clocks: Clocks): Channel[] {
  const paceOf = ({ perMinute }: { perMinute: number }): Pace => createPace({ perMinute }, clocks.elapsed);

  function group(name: ChannelName, robot: Robot | undefined, formatOf: (robot: Robot) => Format<string>): Channel[] {
    if (robot === undefined) return [];
    const format = formatOf(robot);
    const send = (text: string): Promise<DeliveryOutcome> => handOver(format, text, clocks);
    const compose: Channel['compose'] = (matters, now) => {
      const said = groupText(matters, { now, most: MOST_BYTES });
      return { ...said, send: () => send(said.text) };
    };
    return [{ name, personal: false, pace: paceOf(format), compose }];
  }

  function texts(account: SmsAccount | undefined): Channel[] {
    if (account === undefined) return [];
    const format = aliyunSms(account);
    const compose: Channel['compose'] = (matters, now) => {
      const said = smsText(matters, now);
      return { ...said, send: (mobile) => handOver(format, { ...said, mobile: mobile ?? '' }, clocks) };
    };
    return [{ name: 'sms', personal: true, pace: paceOf(format), compose }];
  }

  return [
    ...group('wecom', settings.wecom, wecom),
    ...group('dingtalk', settings.dingtalk, dingtalk),
    ...group('feishu', settings.feishu, feishu),
    ...texts(settings.sms),
  ];
}

async function handOver<Message>(
  format: Format<Message>,
  message: Message,
  { wall }: Clocks,
): Promise<DeliveryOutcome> {
  const asked = format.request(message, wall());
  const outcome = outcomeOf(await post(asked), format.verdict);
  // A service may repeat what it was asked; keys and numbers are not kept.
  const secrets = [...asked.url.searchParams.values(), ...asked.url.pathname.split('/')].filter(
    (one) => one.length >= 8,
  );
  if (!('response' in outcome)) return outcome;
  return { ...outcome, response: secrets.reduce((text, secret) => text.replaceAll(secret, '…'), outcome.response) };
}
