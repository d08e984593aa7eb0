import { HOUR } from '../../domain/instant.js';
import { composeConfirmation, type ConfirmationInput } from '../../mail/inbox/confirmation.js';
import { meantItem } from '../../mail/inbox/meant-item.js';
import type { ReceivedMessage } from '../../mail/inbox/read-message.js';
import type { Tx } from '../../register/database.js';
import { wakeFor } from '../../register/dispatch-wake.js';
import { queueMail, type Recipient } from '../../register/outbox/queue-mail.js';
import { reportableItems, type AnsweredMail } from '../../register/replies/answered-mail.js';
import type { Became, ReplyContent } from '../../register/replies/received-mail-table.js';
import { answersSince, noteAnswer, noteReceived } from '../../register/replies/received.js';
import { keepAttached } from './keep-attached.js';
import type { Base, InboxDuban, Taking } from './taking.js';

interface Answer {
  message: ReceivedMessage & { kind: 'reply' };
  base: Base;
  taking: Taking;
  mail: AnsweredMail;
  sender: Recipient;
}

/** So many confirmations go to one person in this time: two machines that answer each other would go on for ever. */
const MOST = 20;
const WITHIN = 24 * HOUR;
/** The digits of a reply's number that its command shows. */
const NUMBER = 8;

/** Makes a draft of what a division answered, or asks which item it is about, and says so by mail. */
export async function takeReply(duban: InboxDuban, answer: Answer): Promise<Became> {
  const { message, base, taking, mail, sender } = answer;
  // Before the register speaks of them, and outside of its transaction: files may be large.
  const earlier = mail.waiting?.content ?? { text: '', files: [] };
  const { kept, refused } = await keepAttached(duban, message.files, earlier.files.length);
  return duban.db.transaction().execute(async (tx) => {
    const items = await reportableItems(tx, mail.source);
    const item = meantItem(items, { subject: message.subject, ownSubject: mail.subject, text: message.text });
    const content: ReplyContent = {
      text: [earlier.text, withoutCode(message.text, item?.code)].filter((text) => text !== '').join('\n\n'),
      files: [...earlier.files, ...kept],
    };
    const became: Became = item !== undefined ? 'drafted' : items.length === 0 ? 'nothing' : 'asked';
    const received = {
      ...{ ...base, became, person_id: sender.id, about_mail: mail.source, content: JSON.stringify(content) },
      item_id: item?.id ?? null,
      checkpoint: item?.checkpoint.n ?? null,
      post_id: item?.post.id ?? null,
    };
    if (!(await noteReceived(tx, received, taking))) return 'again';
    const outcome: ConfirmationInput['became'] =
      item !== undefined
        ? { kind: 'drafted', item, number: base.id.slice(0, NUMBER) }
        : items.length === 0
          ? { kind: 'nothing' }
          : { kind: 'asked', items };
    await confirm(tx, answer, {
      ...{ name: sender.name, office: taking.office, now: taking.now, zone: duban.policy.zone },
      ...{ subject: mail.subject, text: content.text, files: content.files.map(({ name }) => name) },
      ...{ refused, leftOut: message.leftOut, became: outcome },
    });
    return became;
  });
}

/** A first line that only names the item is no part of the report. */
function withoutCode(text: string, code: string | undefined): string {
  const [first = '', ...rest] = text.split('\n');
  return code !== undefined && first.trim() === code ? rest.join('\n').trim() : text;
}

async function confirm(tx: Tx, { base, taking, sender }: Answer, input: ConfirmationInput): Promise<void> {
  const { now } = taking;
  if ((await answersSince(tx, sender.id, now - WITHIN)) >= MOST) return;
  const made = { content: composeConfirmation(input), fault: null };
  const answer = await queueMail(tx, { recipient: sender, made, now, escalation: false, copyOf: null });
  await noteAnswer(tx, base.id, answer);
  await wakeFor(tx, now);
}
