import { DubanError } from '../domain/errors.js';
import { decideMail, type DecideMailInput } from '../register/outbox/decide-mail.js';
import { outboxMailsById, type OutboxMail } from '../register/queries/outbox.js';
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
  if (input.decision === 'sent') return;
  // An engine that is away finds it by itself, at the latest the next morning.
  await duban.temporal.workflow
    .getHandle(DISPATCH_ID)
    .signal(WAKE_SIGNAL)
    .catch(() => undefined);
}
