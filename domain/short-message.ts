import type { Instant } from './instant.js';
import type { Rule } from './rule.js';

/** Ways to tell what is late besides by mail: the robot of a group, or a text message to a person. */
export type ChannelName = 'wecom' | 'dingtalk' | 'feishu' | 'sms';

export const channelNames: Record<ChannelName, string> = {
  wecom: '企业微信群',
  dingtalk: '钉钉群',
  feishu: '飞书群',
  sms: '短信',
};

/** What is told in short, too. All else is said by mail alone. */
export const toldInShort: readonly Rule[] = ['overdue', 'escalation'];

/** A checkpoint that is late at the moment of telling. */
export interface LateMatter {
  /** The notices that tell of it. */
  notices: string[];
  code: string;
  title: string;
  /** The leads that have not reported. */
  divisions: string[];
  due: Instant;
  zone: string;
  /** Working days since due. */
  daysLate: number;
}
