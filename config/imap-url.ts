import { z } from 'zod';

/** The mailbox that answers to our mails arrive in; never shown. */
export interface ImapSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (imaps). Otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
}

/** Reads `imaps://user:password@host:993/INBOX`; what is wrong is told without the value, which holds a password. */
export function parseImapUrl(text: string, context: z.RefinementCtx): ImapSettings {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname || !url.username) {
    context.addIssue({ code: 'custom', message: '应为 imaps://用户:口令@主机:993/INBOX' });
    return z.NEVER;
  }
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 993 : 143,
    secure,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  };
}
