import { createHash, randomUUID } from 'node:crypto';
import { dayOf } from '../../domain/calendar/zoned.js';
import { ownMailIds } from '../../mail/inbox/own-mail-ids.js';
import { readMessage, type ReceivedMessage } from '../../mail/inbox/read-message.js';
import { wakeFor } from '../../register/dispatch-wake.js';
import { answeredMail, entitledSender } from '../../register/replies/answered-mail.js';
import { markReturned } from '../../register/replies/mark-returned.js';
import type { Became } from '../../register/replies/received-mail-table.js';
import { knownAs, noteReceived, type Received } from '../../register/replies/received.js';
import { takeReply } from './take-reply.js';
import type { Base, InboxDuban, Taking } from './taking.js';

/**
 * Takes in one message, all of it or nothing: what it is, what became of it, and the confirmation in the outbox, in one transaction.
 * The same message taken twice does nothing more. Whoever may not answer is not answered.
 */
export async function takeMessage(duban: InboxDuban, bytes: Uint8Array, taking: Taking): Promise<Became> {
  const { db, policy } = duban;
  const { own, now } = taking;
  const message = await readMessage(bytes, own);
  const base = baseOf(message, bytes);
  const leave = (became: Became, reason = ''): Promise<Became> => note(duban, { ...base, became, reason }, taking);
  if (message.kind === 'bounce') return takeBounce(duban, { message, base, taking });
  if (message.kind !== 'reply') return leave('left', unanswered[message.kind]);
  if ((await knownAs(db, base.sender, base.message_id)) !== undefined) return leave('again');
  const { mail, sender } = await db.transaction().execute(async (tx) => {
    const answered = await answeredMail(tx, ownMailIds(message.answers, own));
    if (answered === undefined) return {};
    const day = dayOf(now, policy.zone);
    return { mail: answered, sender: await entitledSender(tx, answered, { sender: message.from, day }) };
  });
  if (mail === undefined) return leave('left', unanswered.other);
  if (sender === undefined) return leave('stranger', '发件邮箱不是原邮件收件人、其他联系人或代理人的邮箱');
  return takeReply(duban, { message, base, taking, mail, sender });
}

const unanswered = { other: '不是对本系统邮件的回复', autoReply: '自动回复', loop: '本系统自己发出的邮件' };

async function note({ db }: InboxDuban, received: Received, taking: Taking): Promise<Became> {
  const isNew = await db.transaction().execute((tx) => noteReceived(tx, received, taking));
  return isNew ? received.became : 'again';
}

/** Notes a message that could not be worked on, so that it does not keep the others waiting. */
export function setAside(
  duban: InboxDuban,
  { bytes, reason }: { bytes: Uint8Array; reason: string },
  taking: Taking,
): Promise<Became> {
  const base = baseOf({ kind: 'other', messageId: '', from: '', subject: '' }, bytes);
  return note(duban, { ...base, became: 'failed', reason: reason.slice(0, 200) }, taking);
}

function baseOf({ kind, messageId, from, subject }: ReceivedMessage, bytes: Uint8Array): Base {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id: randomUUID(), kind, message_id: messageId || `sha256:${sha256}`, sha256, sender: from, subject };
}

interface Returned {
  message: ReceivedMessage & { kind: 'bounce' };
  base: Base;
  taking: Taking;
}

function takeBounce({ db }: InboxDuban, { message, base, taking }: Returned): Promise<Became> {
  const { now, own } = taking;
  const { reason, final } = message;
  return db.transaction().execute(async (tx) => {
    const mail = await answeredMail(tx, ownMailIds(message.about, own));
    const about_mail = mail?.id ?? null;
    const became = mail === undefined ? 'left' : final ? 'undelivered' : 'delayed';
    if (!(await noteReceived(tx, { ...base, became, reason, about_mail }, taking))) return 'again';
    if (mail === undefined || !final) return became;
    await markReturned(tx, [mail.id], { reason, now });
    await wakeFor(tx, now);
    return became;
  });
}
