import type { Email } from 'postal-mime';

/** What a message is, by its headers and parts: only `reply` may become something of a division's, and only it is answered. */
export type MessageKind = 'reply' | 'autoReply' | 'bounce' | 'loop' | 'other';

/** What of an email its kind hangs on. */
export type MessageHead = Pick<Email, 'headers' | 'subject' | 'from' | 'attachments'>;

/**
 * Machines before people: a message that any sign shows to be a machine's is never taken for a division's answer.
 * `own`: the address that we send from. Signs of RFC 3834 and RFC 3464, and those that Exchange, QQ and 163 have besides.
 */
export function kindOf(head: MessageHead, own: string): MessageKind {
  if (valuesOf(head, 'x-duban-mail').length > 0 || addressOf(head) === own.toLowerCase()) return 'loop';
  if (isBounce(head)) return 'bounce';
  if (isAutomatic(head)) return 'autoReply';
  return addressOf(head) !== '' && referencesOf(head).length > 0 ? 'reply' : 'other';
}

/** Of the sender, in small letters; empty where there is none, or more than one. */
export function addressOf({ from }: Pick<Email, 'from'>): string {
  return (from?.address ?? '').trim().toLowerCase();
}

/** Ids of the messages that it answers, without angle brackets, the nearest first. */
export function referencesOf(head: MessageHead): string[] {
  const ids = ['references', 'in-reply-to'].flatMap((name) => valuesOf(head, name).flatMap(messageIdsIn));
  return [...new Set(ids.reverse())].slice(0, 50);
}

/** All that a text has in angle brackets and in the shape of a Message-ID. */
export function messageIdsIn(text: string): string[] {
  return [...text.matchAll(/<([^<>\s@]{1,200}@[^<>\s@]{1,250})>/g)].map((match) => match[1] as string);
}

function valuesOf({ headers }: MessageHead, name: string): string[] {
  return headers.filter(({ key }) => key === name).map(({ value }) => value);
}

const automaton = /^(?:mailer-daemon|mail-daemon|postmaster|mdaemon)@/;
const returned =
  /退信|无法送达|未送达|投递失败|发送失败|undeliver|returned (?:mail|to sender)|delivery (?:status|failure|has failed)|mail delivery (?:failed|system)|failure notice/i;

function isBounce(head: MessageHead): boolean {
  const type = valuesOf(head, 'content-type').join().toLowerCase();
  if (type.includes('multipart/report') && type.includes('delivery-status')) return true;
  if (head.attachments.some(({ mimeType }) => mimeType === 'message/delivery-status')) return true;
  const machine = automaton.test(addressOf(head)) || hasNoReturnPath(head);
  return machine && returned.test(head.subject ?? '');
}

/** The empty path of a message that must not be answered. */
function hasNoReturnPath(head: MessageHead): boolean {
  return valuesOf(head, 'return-path').some((path) => path.trim() === '<>');
}

const MARKS = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-response-suppress', 'x-loop', 'list-id'];
const away =
  /^\s*(?:[[【(（]?\s*(?:自动(?:回复|答复|应答)|系统自动|休假自动)|auto(?:matic)?[\s-]*(?:reply|response)|out of (?:the )?office|vacation)/i;

function isAutomatic(head: MessageHead): boolean {
  const stated = valuesOf(head, 'auto-submitted').some((value) => !/^\s*no\s*(?:;|$)/i.test(value));
  const listed = valuesOf(head, 'precedence').some((value) => /bulk|junk|list|auto/i.test(value));
  const report = valuesOf(head, 'content-type').some((value) => /multipart\/report/i.test(value));
  const machine = automaton.test(addressOf(head)) || /^(?:no-?reply|do-?not-?reply)@/.test(addressOf(head));
  const marked = MARKS.some((name) => valuesOf(head, name).length > 0);
  return stated || listed || report || machine || marked || hasNoReturnPath(head) || away.test(head.subject ?? '');
}
