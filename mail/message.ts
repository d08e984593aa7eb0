import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type MimeNode from 'nodemailer/lib/mime-node';
import type { Instant } from '../domain/instant.js';
import { DubanError } from '../domain/errors.js';
import { checkedAddress, domainOf } from './mailbox.js';
import type { Mailbox } from './mailbox.js';
import { oneLine } from './plain.js';

/** One mail to one recipient, ready to be sent. */
export interface OutgoingMail {
  /** Opaque id: letters, digits, `-`, `_`, `.`. Sent again, a mail keeps its id and so its Message-ID. */
  id: string;
  recipient: Mailbox;
  subject: string;
  text: string;
  html: string;
  attachments?: { name: string; type: string; content: Buffer }[];
  /** Mails of one thread are shown together: an opaque id like `id`, of no message that was ever sent. */
  thread?: string | null;
  /** The mailbox that takes the wish not to be sent such mails. */
  unsubscribe?: string | null;
  /** What the mail is dated. */
  at: Instant;
}

export interface BuiltMessage {
  envelope: { from: string; to: string };
  messageId: string;
  bytes: Buffer;
}

const ID = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/**
 * The message as it goes over the wire; the same mail from the same sender gives the same bytes.
 * @throws DubanError `mailbox-invalid`, `mail-id-invalid`.
 */
export async function buildMessage(mail: OutgoingMail, from: Mailbox): Promise<BuiltMessage> {
  if (!ID.test(mail.id)) {
    throw new DubanError('mail-id-invalid', `邮件编号 ${JSON.stringify(mail.id)} 不合规：只能含字母、数字和 - _ .`, {
      id: mail.id,
    });
  }
  const sender = checkedAddress(from.mailbox);
  const to = checkedAddress(mail.recipient.mailbox);
  const messageId = `<${mail.id}@${domainOf(sender)}>`;
  const composer = new MailComposer({
    from: { name: oneLine(from.name), address: sender },
    to: { name: oneLine(mail.recipient.name), address: to },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content,
    })),
    date: new Date(mail.at),
    messageId,
    ...threading(mail, sender),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Duban-Mail': mail.id, ...declining(mail) },
    textEncoding: 'base64',
    // Random by default; derived, so that a mail sent again is byte for byte the mail sent first.
    baseBoundary: createHash('sha256').update(mail.id).digest('hex').slice(0, 32),
    // A text that happened to look like a path or address must never be loaded.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { envelope: { from: sender, to }, messageId, bytes: Buffer.from(written(composer.compile())) };
}

/** What a node's own `build` gives, without its streams: they cost a sender as much time as handing the mail over. */
export function written(node: MimeNode): string {
  const head = `${node.buildHeaders()}\r\n\r\n`;
  if (node.multipart) {
    const parts = node.childNodes.map((child) => `--${String(node.boundary)}\r\n${written(child)}\r\n`);
    return `${head}${parts.join('')}--${String(node.boundary)}--\r\n`;
  }
  const content = node.content as string | Buffer | undefined;
  if (!content) return head;
  return head + (node.getTransferEncoding() === 'base64' ? base64Lines(content) : content.toString());
}

/** Letters of a line of base64: RFC 2045, 6.8. */
const LINE = 76;

function base64Lines(content: string | Buffer): string {
  const text = Buffer.from(content as string).toString('base64');
  let lines = text.slice(0, LINE);
  for (let at = LINE; at < text.length; at += LINE) lines += `\r\n${text.slice(at, at + LINE)}`;
  return lines;
}

function threading({ thread }: OutgoingMail, sender: string): { inReplyTo?: string; references?: string } {
  if (thread == null || !ID.test(thread)) return {};
  const root = `<${thread}@${domainOf(sender)}>`;
  return { inReplyTo: root, references: root };
}

function declining({ unsubscribe }: OutgoingMail): { 'List-Unsubscribe'?: string } {
  if (unsubscribe == null) return {};
  const subject = encodeURIComponent('不再接收督办周报');
  return { 'List-Unsubscribe': `<mailto:${checkedAddress(unsubscribe)}?subject=${subject}>` };
}
