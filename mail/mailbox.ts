import { DubanError } from '../domain/errors.js';
import { oneLine } from './plain.js';

/** Someone who sends or receives; `name` may be empty. */
export interface Mailbox {
  name: string;
  mailbox: string;
}

// Letters a header or an SMTP command could read as its own syntax are not in the set: a line break in an address once
// redirected the envelope. Quoted local parts and addresses outside ASCII are not supported on purpose.
const address =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

/** Returns `mailbox` unchanged. @throws DubanError `mailbox-invalid` for anything but one plain address. */
export function checkedAddress(mailbox: string): string {
  if (mailbox.length <= 254 && address.test(mailbox)) return mailbox;
  const shown = JSON.stringify(mailbox.slice(0, 80));
  throw new DubanError('mailbox-invalid', `邮箱地址 ${shown} 不合规：应为“名称@域名”形式的单个地址，请更正名册。`, {
    mailbox,
  });
}

/** Reads `duban@example.org` or `督查室 <duban@example.org>`. @throws DubanError `mailbox-invalid`. */
export function parseMailbox(text: string): Mailbox {
  const named = /^([^<>\r\n]*)<([^<>]*)>$/.exec(text);
  if (!named) return { name: '', mailbox: checkedAddress(text) };
  return { name: oneLine(named[1]!.replaceAll('"', '')), mailbox: checkedAddress(named[2]!) };
}

export function domainOf(mailbox: string): string {
  return mailbox.slice(mailbox.lastIndexOf('@') + 1);
}
