import { z } from 'zod';

export interface SmtpServerSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps). Otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user?: string;
  readonly password?: string;
}

/** One server or several, between spaces. */
export function parseSmtpUrls(text: string, context: z.RefinementCtx): [SmtpServerSettings, ...SmtpServerSettings[]] {
  const [first = '', ...others] = text.trim().split(/\s+/);
  return [parseSmtpUrl(first, context), ...others.map((other) => parseSmtpUrl(other, context))];
}

function parseSmtpUrl(text: string, context: z.RefinementCtx): SmtpServerSettings {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) {
    // Never the value itself: it may hold a password.
    context.addIssue({ code: 'custom', message: '应为 smtp:// 或 smtps:// 开头的地址' });
    return z.NEVER;
  }
  const secure = url.protocol === 'smtps:';
  const usual = secure ? 465 : url.username ? 587 : 25;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : usual,
    secure,
    ...(url.username ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) } : {}),
  };
}
