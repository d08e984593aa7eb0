import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DubanError } from '../domain/errors.js';
import { defaultEvidenceLimits, type EvidenceLimits } from '../domain/evidence/evidence-limits.js';
import { channelsOf, channelVariables, checkChannels, type ChannelSettings } from './channel-settings.js';
import { parseImapUrl, type ImapSettings } from './imap-url.js';
import { readInstallation, varFolder } from './installation.js';
import { parseSmtpUrls, type SmtpServerSettings } from './smtp-url.js';

export interface SmtpSettings extends SmtpServerSettings {
  /** Asked in turn where the one before cannot take a mail. */
  readonly others: SmtpServerSettings[];
  readonly from: string;
  readonly connections: number;
  readonly perMinute?: number;
  readonly perDomainPerMinute?: number;
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string };
}

/** The bucket of an S3-compatible store, by its own address; the keys are never shown. */
export interface S3Settings {
  readonly bucketUrl: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Settings {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Encryption and the key that Temporal Cloud and secured clusters ask for. */
  readonly temporalSecurity: { readonly tls?: true; readonly apiKey?: string };
  readonly temporalNamespace: string;
  readonly taskQueue: string;
  readonly smtp: SmtpSettings;
  /** Only where answers by mail are read. */
  readonly imap?: ImapSettings;
  readonly channels?: ChannelSettings;
  /** Where evidence is kept; with a bucket, where it arrives. */
  readonly evidenceDir: string;
  readonly evidenceS3?: S3Settings;
  readonly evidenceLimits: EvidenceLimits;
  readonly webPort: number;
  readonly webHost: string;
  /** Where mails send their readers; absent while there is no console they can reach. */
  readonly consoleUrl?: string;
  /** What links in mails are made with, and where they lead; without it, mails name commands instead. The key is never shown. */
  readonly links?: { readonly key: string; readonly baseUrl: string };
  /** Only where mails go to the embedded catcher: the folder that it keeps them in. */
  readonly mailboxDir?: string;
  /** IANA name, where it is not each campaign's own. */
  readonly zone?: string;
}

const required = (what: string): z.ZodString => z.string({ error: `未设置（${what}）` });
const port = z.coerce
  .number('应为端口号（1—65535）')
  .int('应为端口号（1—65535）')
  .min(1, '应为端口号（1—65535）')
  .max(65535, '应为端口号（1—65535）');

const MB = 1024 * 1024;
const count = (message: string, most: number) =>
  z.coerce.number(message).int(message).min(1, message).max(most, message);

const schema = z.object({
  DATABASE_URL: required('台账数据库，如 postgres://用户:口令@主机:5432/duban').regex(
    /^postgres(ql)?:\/\//,
    '应以 postgres:// 开头',
  ),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^\S+:\d+$/, '应为“主机:端口”')
    .default('127.0.0.1:7233'),
  TEMPORAL_TLS: z.enum(['true', 'false'], '应为 true 或 false').default('false'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  DUBAN_TASK_QUEUE: z.string().default('duban'),
  DUBAN_SMTP_URL: required('发信服务器，如 smtp://用户:口令@主机:25').transform(parseSmtpUrls),
  DUBAN_SMTP_CONNECTIONS: count('应为同时发信的连接数（1—50）', 50).default(4),
  DUBAN_SMTP_PER_MINUTE: count('应为每分钟封数（1—100000）', 100_000).optional(),
  DUBAN_SMTP_DOMAIN_PER_MINUTE: count('应为每分钟封数（1—100000）', 100_000).optional(),
  DUBAN_DKIM_DOMAIN: z.string().optional(),
  DUBAN_DKIM_SELECTOR: z.string().default('duban'),
  DUBAN_DKIM_KEY_FILE: z.string().transform(readKey).optional(),
  DUBAN_MAIL_FROM: required('发件人，如 督查室 <duban@example.org>').regex(
    /^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/,
    '应为邮箱地址，可带名称',
  ),
  DUBAN_IMAP_URL: z.string().transform(parseImapUrl).optional(),
  ...channelVariables,
  DUBAN_EVIDENCE_DIR: required('佐证材料的存放目录').transform((dir) => path.resolve(dir)),
  DUBAN_EVIDENCE_MAX_FILES: count('应为文件个数（1—1000）', 1000).default(defaultEvidenceLimits.files),
  DUBAN_EVIDENCE_MAX_MB: count('应为兆字节数（1—100000）', 100_000).default(defaultEvidenceLimits.size / MB),
  DUBAN_EVIDENCE_S3: z
    .string()
    .regex(
      /^https?:\/\/[^\s/?#@]+(?:\/[^\s/?#]+)?\/?$/,
      '应为桶的地址，如 https://s3.example.org/duban 或 https://duban.s3.example.org',
    )
    .optional(),
  DUBAN_EVIDENCE_S3_REGION: z.string().default('us-east-1'),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  DUBAN_WEB_PORT: port.default(7600),
  DUBAN_WEB_HOST: z.string().default('127.0.0.1'),
  DUBAN_CONSOLE_URL: z
    .string()
    .regex(/^https?:\/\/[^\s"<>]+$/, '应以 http:// 或 https:// 开头')
    .optional(),
  DUBAN_LINK_KEY: z.string().min(32, '应为至少32个字符的随机密钥').optional(),
  DUBAN_MAILBOX_DIR: z
    .string()
    .transform((dir) => path.resolve(dir))
    .optional(),
  DUBAN_ZONE: z.string().refine(isZone, '应为时区名称，如 Asia/Shanghai').optional(),
});

/**
 * The environment as typed settings. Without DATABASE_URL, the settings of the embedded installation that runs on
 * DUBAN_VAR_DIR (default var/), all of them: half of one and half of another would be worse than none.
 * Throws `not-started`, `installation-damaged` or `settings-invalid` (with every fault in one message).
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const own = withoutEmpty(environment);
  const source = own.DATABASE_URL ? own : { ...own, ...readInstallation(varFolder(own)).environment };
  const parsed = schema
    .superRefine(bucketHasKeys)
    .superRefine(dkimHasDomain)
    .superRefine(linksLeadSomewhere)
    .superRefine(checkChannels)
    .safeParse(source);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new DubanError('settings-invalid', `环境变量有误：${faults.join('；')}`, { faults });
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    temporalAddress: env.TEMPORAL_ADDRESS,
    // A key is never sent in the clear.
    temporalSecurity: {
      ...(env.TEMPORAL_TLS === 'true' || env.TEMPORAL_API_KEY !== undefined ? { tls: true as const } : {}),
      ...(env.TEMPORAL_API_KEY === undefined ? {} : { apiKey: env.TEMPORAL_API_KEY }),
    },
    temporalNamespace: env.TEMPORAL_NAMESPACE,
    taskQueue: env.DUBAN_TASK_QUEUE,
    smtp: smtpOf(env),
    ...(env.DUBAN_IMAP_URL === undefined ? {} : { imap: env.DUBAN_IMAP_URL }),
    ...channelsOf(env),
    evidenceDir: env.DUBAN_EVIDENCE_DIR,
    ...(env.DUBAN_EVIDENCE_S3 === undefined ? {} : { evidenceS3: bucketOf(env, env.DUBAN_EVIDENCE_S3) }),
    evidenceLimits: { files: env.DUBAN_EVIDENCE_MAX_FILES, size: env.DUBAN_EVIDENCE_MAX_MB * MB },
    webPort: env.DUBAN_WEB_PORT,
    webHost: env.DUBAN_WEB_HOST,
    ...(env.DUBAN_CONSOLE_URL === undefined ? {} : { consoleUrl: env.DUBAN_CONSOLE_URL }),
    ...(env.DUBAN_LINK_KEY === undefined || env.DUBAN_CONSOLE_URL === undefined
      ? {}
      : { links: { key: env.DUBAN_LINK_KEY, baseUrl: env.DUBAN_CONSOLE_URL } }),
    ...(env.DUBAN_MAILBOX_DIR === undefined ? {} : { mailboxDir: env.DUBAN_MAILBOX_DIR }),
    ...(env.DUBAN_ZONE === undefined ? {} : { zone: env.DUBAN_ZONE }),
  };
}

type Environment = z.infer<typeof schema>;

function linksLeadSomewhere(env: Environment, context: z.RefinementCtx): void {
  if (env.DUBAN_LINK_KEY === undefined || env.DUBAN_CONSOLE_URL !== undefined) return;
  context.addIssue({ code: 'custom', path: ['DUBAN_CONSOLE_URL'], message: '未设置（设有 DUBAN_LINK_KEY 时须有）' });
}

function bucketHasKeys(env: Environment, context: z.RefinementCtx): void {
  if (env.DUBAN_EVIDENCE_S3 === undefined) return;
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const) {
    if (env[name] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: '未设置（设有 DUBAN_EVIDENCE_S3 时须有密钥）' });
  }
}

function bucketOf(env: Environment, address: string): S3Settings {
  return {
    bucketUrl: address.replace(/\/$/, ''),
    region: env.DUBAN_EVIDENCE_S3_REGION,
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    ...(env.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: env.AWS_SESSION_TOKEN }),
  };
}

function dkimHasDomain(env: Environment, context: z.RefinementCtx): void {
  if ((env.DUBAN_DKIM_DOMAIN === undefined) === (env.DUBAN_DKIM_KEY_FILE === undefined)) return;
  context.addIssue({ code: 'custom', path: ['DUBAN_DKIM_DOMAIN'], message: '应与 DUBAN_DKIM_KEY_FILE 一并设置' });
}

function smtpOf(env: Environment): SmtpSettings {
  const [first, ...others] = env.DUBAN_SMTP_URL;
  const { DUBAN_DKIM_DOMAIN: domain, DUBAN_DKIM_KEY_FILE: privateKey } = env;
  return {
    ...first,
    others,
    from: env.DUBAN_MAIL_FROM,
    connections: env.DUBAN_SMTP_CONNECTIONS,
    ...(env.DUBAN_SMTP_PER_MINUTE === undefined ? {} : { perMinute: env.DUBAN_SMTP_PER_MINUTE }),
    ...(env.DUBAN_SMTP_DOMAIN_PER_MINUTE === undefined ? {} : { perDomainPerMinute: env.DUBAN_SMTP_DOMAIN_PER_MINUTE }),
    ...(domain === undefined || privateKey === undefined
      ? {}
      : { dkim: { domain, selector: env.DUBAN_DKIM_SELECTOR, privateKey } }),
  };
}

function readKey(file: string, context: z.RefinementCtx): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    context.addIssue({ code: 'custom', message: `读不到文件 ${file}` });
    return z.NEVER;
  }
}

function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Compose passes variables that are not set as empty strings.
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('zh-CN', { timeZone: name }));
  } catch {
    return false;
  }
}
