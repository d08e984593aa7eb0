import { z } from 'zod';

interface Robot {
  readonly url: URL;
  readonly secret?: string;
}

/** Group robots and the text message account, each where it is set up. Their addresses are secrets. */
export interface ChannelSettings {
  readonly wecom?: Robot;
  readonly dingtalk?: Robot;
  readonly feishu?: Robot;
  readonly sms?: {
    readonly url: URL;
    readonly keyId: string;
    readonly keySecret: string;
    readonly signName: string;
    readonly template: string;
  };
}

/** Where their addresses may lead. Private deployments, and relays, are named in DUBAN_CHANNEL_HOSTS. */
const HOSTS = {
  DUBAN_WECOM_WEBHOOK: ['qyapi.weixin.qq.com'],
  DUBAN_DINGTALK_WEBHOOK: ['oapi.dingtalk.com'],
  DUBAN_FEISHU_WEBHOOK: ['open.feishu.cn', 'open.larksuite.com'],
  DUBAN_SMS_URL: ['dysmsapi.aliyuncs.com'],
} as const;
type Address = keyof typeof HOSTS;

export const channelVariables = {
  DUBAN_WECOM_WEBHOOK: z.string().optional(),
  DUBAN_DINGTALK_WEBHOOK: z.string().optional(),
  DUBAN_DINGTALK_SECRET: z.string().optional(),
  DUBAN_FEISHU_WEBHOOK: z.string().optional(),
  DUBAN_FEISHU_SECRET: z.string().optional(),
  DUBAN_SMS_URL: z.string().optional(),
  DUBAN_SMS_KEY_ID: z.string().optional(),
  DUBAN_SMS_KEY_SECRET: z.string().optional(),
  DUBAN_SMS_SIGN_NAME: z.string().optional(),
  DUBAN_SMS_TEMPLATE: z.string().optional(),
  DUBAN_CHANNEL_HOSTS: z.string().default(''),
};
type Variables = z.infer<z.ZodObject<typeof channelVariables>>;

const SMS = ['DUBAN_SMS_KEY_ID', 'DUBAN_SMS_KEY_SECRET', 'DUBAN_SMS_SIGN_NAME', 'DUBAN_SMS_TEMPLATE'] as const;

/** Faults never repeat a value: an address has its key in it. */
export function checkChannels(env: Variables, context: z.RefinementCtx): void {
  const fault = (name: string, message: string): void => context.addIssue({ code: 'custom', path: [name], message });
  for (const name of Object.keys(HOSTS) as Address[]) {
    const text = env[name];
    const problem = text === undefined ? null : addressProblem(text, [...HOSTS[name], ...ownHosts(env)]);
    if (problem !== null) fault(name, problem);
  }
  if (env.DUBAN_SMS_URL === undefined) return;
  for (const name of SMS) if (env[name] === undefined) fault(name, '未设置（设有 DUBAN_SMS_URL 时须有）');
}

function addressProblem(text: string, hosts: string[]): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '')
    return '应为以 https:// 开头的地址';
  if (url.protocol === 'http:' && !/^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
    return '应以 https:// 开头；只有本机可用 http://';
  if (!hosts.includes(url.host))
    return `的主机不在许可之列（${hosts.join('、')}）；专有部署请将其主机写入 DUBAN_CHANNEL_HOSTS`;
  return null;
}

/** With their ports, between spaces. */
function ownHosts({ DUBAN_CHANNEL_HOSTS: text }: Variables): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Of what was checked; absent where nothing is set up. */
export function channelsOf(env: Variables): { channels?: ChannelSettings } {
  const robot = (address: string | undefined, secret?: string): Robot | undefined =>
    address === undefined ? undefined : { url: new URL(address), ...(secret === undefined ? {} : { secret }) };
  const channels = {
    wecom: robot(env.DUBAN_WECOM_WEBHOOK),
    dingtalk: robot(env.DUBAN_DINGTALK_WEBHOOK, env.DUBAN_DINGTALK_SECRET),
    feishu: robot(env.DUBAN_FEISHU_WEBHOOK, env.DUBAN_FEISHU_SECRET),
    sms:
      env.DUBAN_SMS_URL === undefined
        ? undefined
        : {
            url: new URL(env.DUBAN_SMS_URL),
            keyId: env.DUBAN_SMS_KEY_ID ?? '',
            keySecret: env.DUBAN_SMS_KEY_SECRET ?? '',
            signName: env.DUBAN_SMS_SIGN_NAME ?? '',
            template: env.DUBAN_SMS_TEMPLATE ?? '',
          },
  };
  const set = Object.entries(channels).filter(([, one]) => one !== undefined);
  return set.length === 0 ? {} : { channels: Object.fromEntries(set) };
}
