import type { Holding } from './posts.js';
import type { Reader, Recipient, RehearsedMail, RehearsedNotice } from './rehearsed.js';

/** Groups notices, which are in order of release, as they are sent: those of one person and one release are one mail. */
export function mailsOf(notices: readonly RehearsedNotice[], roster: readonly Holding[]): RehearsedMail[] {
  const readers = new Readers(roster);
  const mails: RehearsedMail[] = [];
  let together = new Map<string, RehearsedMail>();
  for (const [index, { recipient, release, at, contact }] of notices.entries()) {
    if (mails.length > 0 && mails.at(-1)?.at !== at) together = new Map();
    const reader = readers.of(recipient);
    const key = `${contact} ${personOf(reader)}`;
    const mail = together.get(key);
    if (mail) {
      mail.notices.push(index);
      continue;
    }
    const begun: RehearsedMail = { recipient: reader, release, notices: [index], at };
    together.set(key, begun);
    mails.push(begun);
  }
  return mails;
}

/** A mailbox is a person's; a post that nobody holds stands for itself. */
export function personOf({ mailbox, role, name }: Reader): string {
  return mailbox ?? `${role}/${name}`;
}

/** Whose mail it is. Notices share their recipients, and mails their readers. */
class Readers {
  private readonly known = new Map<Recipient, Reader>();

  constructor(private readonly roster: readonly Holding[]) {}

  of(recipient: Recipient): Reader {
    const known = this.known.get(recipient);
    if (known !== undefined) return known;
    const { role, name } = recipient;
    const holding = this.roster.find(({ kind, post }) => kind === role && post === name);
    const reader =
      holding === undefined ? { role, name } : { role, name, person: holding.person, mailbox: holding.mailbox };
    this.known.set(recipient, reader);
    return reader;
  }
}
