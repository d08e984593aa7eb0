import { open, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';

/** Reads the messages that a mail catcher keeps as `<id>.eml` in one folder. */
export interface EmlFolder {
  /** Newest first, unless asked otherwise; `words`: only those with these in recipient or subject. A folder that is not there yet is empty. */
  list(asked?: ListedMails): Promise<{ total: number; mails: CaughtMail[] }>;
  /** `null` for what is not there, and for anything that is not an id. */
  read(id: string): Promise<CaughtMailContent | null>;
  /** The id under which a mail of the register was caught, `null` while it was not. */
  idOf(registerMail: string): Promise<string | null>;
}

export interface ListedMails {
  offset: number;
  limit: number;
  words?: string;
  oldestFirst?: boolean;
}

export interface CaughtMail {
  /** Names the message in its folder; safe in paths and URLs. Ids sort by time of receipt. */
  id: string;
  /** When it was caught: ISO, UTC. */
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  /** The Date header, ISO; `null` where the message has none. */
  date: string | null;
  /** The register's id of the mail, from its `X-Duban-Mail` header. */
  registerMail: string | null;
}

export interface CaughtMailContent extends CaughtMail {
  text: string | null;
  /** As sent: to be shown only in a sandbox. */
  html: string | null;
  attachments: { name: string; type: string; size: number }[];
}

/** `<time>-<id>`, as the catcher names its files. Nothing else is ever joined to a path. */
const ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{8}$/;
/** Enough for the headers of any mail of ours. */
const HEAD_BYTES = 64 * 1024;
const AT_ONCE = 16;

export function emlFolder(dir: string): EmlFolder {
  // A caught message never changes, so what its headers say is read once.
  const heads = new Map<string, CaughtMail>();
  const byRegisterMail = new Map<string, string>();
  const fileOf = (id: string): string => path.join(dir, `${id}.eml`);

  async function head(id: string): Promise<CaughtMail> {
    const known = heads.get(id);
    if (known !== undefined) return known;
    const mail = describe(id, await PostalMime.parse(await readHead(fileOf(id))));
    heads.set(id, mail);
    if (mail.registerMail !== null) byRegisterMail.set(mail.registerMail, id);
    return mail;
  }

  return {
    async list({ offset, limit, words = '', oldestFirst = false } = { offset: 0, limit: 100 }) {
      const ids = await idsIn(dir);
      if (oldestFirst) ids.reverse();
      if (words === '') return { total: ids.length, mails: await inBatches(ids.slice(offset, offset + limit), head) };
      const mails = (await inBatches(ids, head)).filter(({ to, subject }) =>
        [...to, subject].join(' ').includes(words),
      );
      return { total: mails.length, mails: mails.slice(offset, offset + limit) };
    },
    async read(id) {
      const bytes = ID.test(id) ? await readFile(fileOf(id)).catch(() => null) : null;
      if (bytes === null) return null;
      const email = await PostalMime.parse(bytes);
      return {
        ...describe(id, email),
        text: email.text ?? null,
        html: email.html ?? null,
        attachments: email.attachments.map(({ filename, mimeType, content }) => ({
          name: filename ?? '未命名',
          type: mimeType,
          size: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
        })),
      };
    },
    async idOf(registerMail) {
      if (!byRegisterMail.has(registerMail)) await inBatches(await idsIn(dir), head);
      return byRegisterMail.get(registerMail) ?? null;
    },
  };
}

async function idsIn(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => [] as string[]);
  return names
    .filter((name) => name.endsWith('.eml') && ID.test(name.slice(0, -4)))
    .map((name) => name.slice(0, -4))
    .sort()
    .reverse();
}

async function inBatches<T>(ids: string[], one: (id: string) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE)
    all.push(...(await Promise.all(ids.slice(at, at + AT_ONCE).map(one))));
  return all;
}

function describe(id: string, email: Email): CaughtMail {
  return {
    id,
    receivedAt: id.replace(ID, '$1-$2-$3T$4:$5:$6.$7Z'),
    from: email.from ? shown(email.from) : '',
    to: (email.to ?? []).map(shown),
    subject: email.subject ?? '',
    date: email.date ?? null,
    registerMail: email.headers.find(({ key }) => key === 'x-duban-mail')?.value ?? null,
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
    const bytes = buffer.subarray(0, bytesRead);
    const end = bytes.indexOf('\r\n\r\n');
    return end < 0 ? bytes : bytes.subarray(0, end + 4);
  } finally {
    await handle.close();
  }
}
