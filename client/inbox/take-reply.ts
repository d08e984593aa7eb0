import { randomUUID } from 'node:crypto';
import { HOUR } from '../../domain/instant.js';
import { joinedText } from '../../domain/joined-text.js';
import { composeConfirmation, type ConfirmationInput } from '../../mail/inbox/confirmation.js';
import { meantItem } from '../../mail/inbox/meant-item.js';
import type { ReceivedMessage } from '../../mail/inbox/read-message.js';
import type { Tx } from '../../register/database.js';
import { wakeFor } from '../../register/dispatch-wake.js';
import { addDraftFile, reviseDraft } from '../../register/drafts.js';
import { recordLinks, type NewLink } from '../../register/links.js';
import { officePeople } from '../../register/outbox/weekly.js';
import { queueMail, type Recipient } from '../../register/outbox/queue-mail.js';
import { reportableItems, type AnsweredMail, type ReportableItem } from '../../register/replies/answered-mail.js';
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
    const link = item === undefined ? null : await keepDraft(tx, answer, { item, content });
    const outcome: ConfirmationInput['became'] =
      item !== undefined
        ? { kind: 'drafted', item, number: base.id.slice(0, NUMBER), link: addressOf(link, taking) }
        : items.length === 0
          ? { kind: 'nothing' }
          : { kind: 'asked', items };
    await confirm(
      tx,
      { ...answer, link },
      {
        ...{ recipient: sender, office: taking.office, contacts: await officePeople(tx) },
        ...{ now: taking.now, zone: duban.policy.zone },
        ...{ subject: mail.subject, text: content.text, files: content.files.map(({ name }) => name) },
        ...{ refused, leftOut: message.leftOut, became: outcome },
      },
    );
    return became;
  });
}

/** A first line that only names the item is no part of the report. */
function withoutCode(text: string, code: string | undefined): string {
  const [first = '', ...rest] = text.split('\n');
  return code !== undefined && first.trim() === code ? rest.join('\n').trim() : text;
}

/** Puts what was written into the draft that the division's page shows, beside what is there. Gives the link to that page. */
async function keepDraft(
  tx: Tx,
  { taking, sender }: Answer,
  { item, content }: { item: ReportableItem; content: ReplyContent },
): Promise<NewLink> {
  const { now: at } = taking;
  const scope = { itemId: item.id, checkpoint: item.checkpoint.n, post: item.post.id };
  const saving = { by: sender.id, at, via: 'mail' } as const;
  for (const file of content.files) await addDraftFile(tx, scope, { file, ...saving });
  await reviseDraft(tx, scope, {
    ...saving,
    revise: (before) => ({
      text: joinedText(before?.text ?? '', content.text, `${sender.name}的邮件回复`),
      figures: before?.figures ?? [],
    }),
  });
  return { id: randomUUID(), ...scope, purpose: item.role === 'lead' ? 'report' : 'contribute' };
}

function addressOf(link: NewLink | null, { links }: Taking): string | null {
  return link === null ? null : (links?.address(link.id) ?? null);
}

async function confirm(
  tx: Tx,
  { base, taking, sender, link }: Answer & { link: NewLink | null },
  input: ConfirmationInput,
): Promise<void> {
  const { now, links: naming } = taking;
  if ((await answersSince(tx, sender.id, now - WITHIN)) >= MOST) return;
  const made = { content: composeConfirmation(input), fault: null };
  const answer = await queueMail(tx, { recipient: sender, made, now, escalation: false, copyOf: null });
  await noteAnswer(tx, base.id, answer);
  if (link !== null) await recordLinks(tx, [link], { mailId: answer, person: sender.id, naming, now });
  await wakeFor(tx, now);
}
