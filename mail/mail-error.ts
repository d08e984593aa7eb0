export type MailErrorCode = 'MAIL_EMPTY' | 'MAIL_ID_INVALID' | 'MAILBOX_INVALID';

/** A mail that cannot be made from what was given; trying again with the same input does not help. */
export class MailError extends Error {
  override readonly name = 'MailError';

  constructor(
    readonly code: MailErrorCode,
    message: string,
    readonly value?: string,
  ) {
    super(message);
  }
}
