import { open, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { DubanError } from '../domain/errors.js';

export interface MailSummary {
  /** Names the message in this folder; safe in paths and URLs. Ids sort by time of receipt. */
  readonly id: string;
  /** When the catcher took it: ISO, UTC. */
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The Date header, ISO; absent where the message has none. */
  readonly date?: string;
}

export interface Mail extends MailSummary {
  readonly text?: string;
  /** As sent: to be shown only in a sandbox. */
  readonly html?: string;
  /** Lower-case names, in the order of the message. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly MailAttachment[];
}

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** `<time>-<id>`, as the mail catcher names its files. Nothing else is ever joined to a path. */
const ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{8}$/;
/** Enough for the headers of any mail of ours. */
const HEAD_BYTES = 64 * 1024;

/** Newest first. A folder that is not there yet is empty. */
export async function listMails(dir: string, options: { limit?: number } = {}): Promise<MailSummary[]> {
  const { limit = 500 } = options;
  const names = await readdir(dir).catch(() => [] as string[]);
  const ids = names
    .filter((name) => name.endsWith('.eml') && ID.test(name.slice(0, -4)))
    .map((name) => name.slice(0, -4))
    .sort()
    .reverse()
    .slice(0, limit);
  const mails: MailSummary[] = [];
  for (const id of ids) mails.push(summary(id, await PostalMime.parse(await readHead(path.join(dir, `${id}.eml`)))));
  return mails;
}

/** Throws `mail-not-found`, also for anything that is not an id. */
export async function readMail(dir: string, id: string): Promise<Mail> {
  const content = ID.test(id) ? await readFile(path.join(dir, `${id}.eml`)).catch(() => undefined) : undefined;
  if (!content) throw new DubanError('mail-not-found', '没有这封邮件：可能已被删除，请返回邮箱列表', { id: id.slice(0, 80) });
  const email = await PostalMime.parse(content);
  return {
    ...summary(id, email),
    ...(email.text === undefined ? {} : { text: email.text }),
    ...(email.html === undefined ? {} : { html: email.html }),
    headers: email.headers.map(({ key, value }) => ({ name: key, value })),
    attachments: email.attachments.map((attachment) => ({
      name: attachment.filename ?? '未命名',
      type: attachment.mimeType,
      content: typeof attachment.content === 'string' ? Buffer.from(attachment.content) : new Uint8Array(attachment.content),
    })),
  };
}

function summary(id: string, email: Email): MailSummary {
  return {
    id,
    receivedAt: id.replace(ID, '$1-$2-$3T$4:$5:$6.$7Z'),
    from: email.from ? shown(email.from) : '',
    to: (email.to ?? []).map(shown),
    subject: email.subject ?? '',
    ...(email.date === undefined ? {} : { date: email.date }),
  };
}

function shown({ name, address, group }: Address): string {
  if (group) return `${name}: ${group.map(shown).join(', ')}`;
  return name ? `${name} <${address}>` : (address ?? '');
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const end = head.indexOf('\r\n\r\n');
    return end < 0 ? head : head.subarray(0, end + 4);
  } finally {
    await handle.close();
  }
}
