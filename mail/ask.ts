import type { Fact } from './letter.js';
import type { Mailbox } from './mailbox.js';
import { oneLine } from './plain.js';

/** Whom to ask: the office's people by name; whoever holds the office himself is not sent to himself. */
export function askFact(office: string, { contacts, recipient }: { contacts: Mailbox[]; recipient: Mailbox }): Fact {
  const others = contacts.filter(({ mailbox }) => mailbox !== recipient.mailbox).slice(0, 3);
  const people = others.map(({ name, mailbox }) => `${oneLine(name)}（${oneLine(mailbox)}）`).join('、');
  return { label: '咨询', text: `对本通知有疑问的，请与${office}${people}联系。本邮件由督办系统自动发送。` };
}
