import { formDocx } from '../documents/forms/form-docx.js';
import { supervisionOrder } from '../documents/forms/supervision-order.js';
import { composeMail, type ComposeMailInput } from '../mail/compose.js';
import type { Attachment, Content } from '../register/outbox/content.js';

/** A mail with what goes with it: a supervision order goes out on paper, too. */
export async function composeWithPapers(input: ComposeMailInput): Promise<Content> {
  const orders = input.notices.flatMap(({ rule, order }) => (rule === 'order' && order?.text ? [order.text] : []));
  const papers = [...new Map(orders.map((text) => [text.number, text])).values()];
  const attachments: Attachment[] = [];
  for (const text of papers) {
    attachments.push({
      name: `督办通知单（${text.number}）.docx`,
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      content: Buffer.from(await formDocx(supervisionOrder(text))),
    });
  }
  const { calendar, ...mail } = composeMail(input);
  if (calendar !== null) attachments.push(calendar.file);
  return { ...mail, attachments };
}
