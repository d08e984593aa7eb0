import type { Attachment, Email } from 'postal-mime';
import { oneLine } from '../plain.js';
import { messageIdsIn } from './message-kind.js';

/** A report that a mail did not arrive. */
export interface Bounce {
  /** False where the server only says that it is late and tries on. */
  final: boolean;
  /** Message-IDs that it is about, without angle brackets; some may be of other mails. */
  about: string[];
  /** The server's words, on one line. */
  reason: string;
}

const REASON = 200;

/** Reads a bounce: of RFC 3464, or the letters that QQ and 163 write instead, which have the original attached or quoted. */
export function readBounce(email: Email): Bounce {
  const status = partsOf(email, /delivery-status/).join('\n');
  const text = [email.text ?? '', (email.html ?? '').replace(/<[^<>]*>/g, ' ')].join('\n');
  const originals = partsOf(email, /rfc822/);
  const quoted = [...originals, text].flatMap(originalIdsIn);
  const references = email.headers.filter(({ key }) => key === 'in-reply-to' || key === 'references');
  return {
    final: isFinal(status, `${email.subject ?? ''}\n${text}`),
    about: [...new Set([...quoted, ...references.flatMap(({ value }) => messageIdsIn(value))])].slice(0, 50),
    reason: reasonOf(status, text),
  };
}

function partsOf({ attachments }: Email, type: RegExp): string[] {
  return attachments.filter(({ mimeType }) => type.test(mimeType)).map(textOf);
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content.slice(0, 256 * 1024));
}

/** Only of the header lines that name a message: a body may name anything. */
function originalIdsIn(text: string): string[] {
  return [...text.matchAll(/^[>\s]*Message-ID:\s*(?:\r?\n\s+)?(<[^<>\s]+>)/gim)].flatMap((match) =>
    messageIdsIn(match[1] as string),
  );
}

/** Where nothing is stated, a mail that came back is a mail that did not arrive, unless the letter says that it is tried on. */
function isFinal(status: string, letter: string): boolean {
  const actions = [...status.matchAll(/^Action:\s*([a-z]+)/gim)].map((match) => (match[1] as string).toLowerCase());
  if (actions.length > 0) return actions.includes('failed');
  return !/\bdelayed\b|will (?:keep|retry|be retried)|还会继续|将继续尝试|延迟投递|暂未送达/i.test(letter);
}

function reasonOf(status: string, text: string): string {
  const code = /^Diagnostic-Code:\s*([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)/im.exec(status)?.[1];
  const stated = code ?? /^Status:\s*([^\r\n]+)/im.exec(status)?.[1];
  const line = /[^\r\n]*(?:\b5\d\d\b|退信原因|失败原因|不存在|已满|拒[绝收])[^\r\n]*/i.exec(text)?.[0];
  const words = oneLine((stated ?? line ?? '').replace(/^smtp;\s*/i, '')) || '收件方服务器退回，未说明原因';
  return words.length <= REASON ? words : `${words.slice(0, REASON - 1)}…`;
}
