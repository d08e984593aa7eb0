import type { Fact } from './letter.js';
import type { Mailbox } from './mailbox.js';
import { oneLine } from './plain.js';

/** Whom to ask: the office's people by name; whoever holds the office himself is not sent to himself, and asks the divisions where he is alone. */
export function askFact(office: string, { contacts, recipient }: { contacts: Mailbox[]; recipient: Mailbox }): Fact {
  const others = contacts.filter(({ mailbox }) => mailbox !== recipient.mailbox).slice(0, 3);
  const people = others.map(({ name, mailbox }) => `${oneLine(name)}（${oneLine(mailbox)}）`).join('、');
  const alone = contacts.length > 0 && others.length === 0;
  const asked = alone ? '办理情况可径询责任处室' : `对本通知有疑问的，请与${oneLine(office)}${people}联系`;
  return { label: '咨询', text: `${asked}。本邮件由督办系统自动发送。` };
}
