/**
 * Replies that speak of the session or of the server, not of the mail: at whatever command, the mail is as good as not offered. 500 (a command
 * it does not know) is none of them, as some servers refuse mails with it.
 */
const aboutSession = new Set([
  421, // closing the connection, as the answer to any command: RFC 5321, 3.8
  432, // a change of password is needed: RFC 4954, 6
  454, // no TLS, or no login, for the time being: RFC 3207, 4; RFC 4954, 6
  502, // one it does not carry out: RFC 5321, 4.2.4
  503, // out of order: RFC 5321, 4.1.4
  521, // no mail is taken here: RFC 7504, 3
  530, // log in, or encrypt, first: RFC 4954, 6; RFC 3207, 4
  534, // a stronger login is needed: RFC 4954, 6
  535, // the login is not valid: RFC 4954, 6
  538, // encryption is needed to log in: RFC 4954, 6
]);

/**
 * What a server's reply means for the mail (RFC 5321, 4.2.1): `session` says nothing about it, `later` refuses it for now (4xx), `never` for
 * good (5xx). `null` for what is no refusal. All that is not 250 at the end of the text leaves the mail with the sender (4.2.5).
 */
export function meaningOf(code: number): 'session' | 'later' | 'never' | null {
  if (aboutSession.has(code)) return 'session';
  if (code >= 400 && code < 500) return 'later';
  return code >= 500 && code < 600 ? 'never' : null;
}
