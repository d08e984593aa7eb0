import { DubanError } from '../domain/errors.js';
import { decideMail, type DecideMailInput } from '../register/outbox/decide-mail.js';
import { outboxMailsById, type OutboxMail } from '../register/queries/outbox.js';
import { shortMessages, type ShortMessageRow } from '../register/queries/short-messages.js';
import { decideShort, type DecideShortInput } from '../register/short/decide-short.js';
import { DISPATCH_ID, WAKE_SIGNAL } from '../workflows/contract.js';
import type { Duban } from './duban.js';

/** The mail meant by the beginning of its id. Throws `no-such-mail` or `which-mail`. */
export async function chooseMail(duban: Pick<Duban, 'db'>, id: string): Promise<OutboxMail> {
  const found = await outboxMailsById(duban.db, id);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw only === undefined
    ? new DubanError('no-such-mail', `没有编号为“${id}”的邮件；用 duban outbox 查看。`, { id })
    : new DubanError('which-mail', `编号以“${id}”开头的邮件不止一封，请多写几位。`, { id });
}

/** What a person decides about a mail. */
export type Settling = Pick<DecideMailInput, 'decision' | 'evenAccepted'>;

/** Records what a person decided about a mail, and has it sent where that is what he decided. Throws as `decideMail`. */
export async function settleMail(duban: Duban, input: DecideMailInput): Promise<void> {
  await decideMail(duban.db, input);
  if (input.decision === 'again') await signal(duban);
}

/** The group or text message meant by the beginning of its id. Throws `no-such-message` or `which-message`. */
export async function chooseShort({ db }: Pick<Duban, 'db'>, id: string): Promise<ShortMessageRow> {
  const found = await shortMessages(db, 2, { id });
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw only === undefined
    ? new DubanError('no-such-message', `没有编号为“${id}”的群消息或短信；用 duban outbox short 查看。`, { id })
    : new DubanError('which-message', `编号以“${id}”开头的群消息和短信不止一条，请多写几位。`, { id });
}

/** Records what a person decided about a group or text message, and has it sent where that is what he decided. Throws as `decideShort`. */
export async function settleShort(duban: Duban, input: DecideShortInput): Promise<void> {
  await decideShort(duban.db, input);
  if (input.decision === 'again') await signal(duban);
}

/** An engine that is away finds it by itself, at the latest the next morning. */
async function signal({ temporal }: Duban): Promise<void> {
  await temporal.workflow
    .getHandle(DISPATCH_ID)
    .signal(WAKE_SIGNAL)
    .catch(() => undefined);
}
