/**
 * The one error of the project. `code` is stable and for programs; the message is for the officer, in Chinese:
 * what was wrong, where, and what was allowed. `data` repeats the values the message names.
 */
export class DubanError extends Error {
  override readonly name = 'DubanError';

  // eslint-disable-next-line max-params -- the standard Error's options stay last, as everyone expects them
  constructor(
    readonly code: string,
    message: string,
    readonly data: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
