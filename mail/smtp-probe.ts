import { endConnection, openConnection, type SmtpServer } from './smtp-session.js';

/**
 * Opens a session with the mail server, logs in where there is a user, and ends it: nothing is sent. Gives what is wrong, `null` when
 * all is well. `timeout` in milliseconds.
 */
export async function probeSmtp(server: SmtpServer, timeout: number): Promise<string | null> {
  const opened = await openConnection(server, { timeout, opening: timeout, signal: new AbortController().signal });
  if ('kind' in opened) return 'reason' in opened ? opened.reason : opened.response;
  endConnection(opened, true);
  return null;
}
