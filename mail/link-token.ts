import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Where links lead, and what their tokens are made with. Without both, mails name commands instead. */
export interface LinkSettings {
  /** The installation's secret. */
  key: string;
  /** Address of the console without a path. */
  baseUrl: string;
}

/** The path that all of a division's pages are under. */
export const DIVISION_PATH = '/d';

/** How an installation's mails name their links. */
export function linkNaming({ key, baseUrl }: LinkSettings) {
  return {
    address: (id: string) => linkPlaceholder(baseUrl, id),
    hash: (id: string) => tokenHash(linkToken(key, id)),
  };
}

/** What stands before a link's id in a mail as it is stored. No token has a dot. */
export const STORED = 'link.';

/** A link as a mail is stored with it: it opens nothing, and names the link alone. */
function linkPlaceholder(baseUrl: string, id: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${DIVISION_PATH}/${STORED}${id}`;
}

/** The link's token. The same link has the same, so that a mail sent again is the same mail. */
export function linkToken(key: string, id: string): string {
  return sealed(key, `link:${id}`);
}

/** What the register keeps of a token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The mail as it is handed over: with tokens in the place of what it was stored with. */
export function withTokens<T extends { text: string; html: string }>(mail: T, key: string): T {
  const put = (text: string): string =>
    text.replace(/\/d\/link\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g, (_, id: string) => {
      return `${DIVISION_PATH}/${linkToken(key, id)}`;
    });
  return { ...mail, text: put(mail.text), html: put(mail.html) };
}

/** HMAC-SHA-256 of the words, in 43 letters that an address can carry. */
export function sealed(key: string, words: string): string {
  return createHmac('sha256', key).update(words).digest('base64url');
}

/** Whether `seal` is that of the words, in a time that tells nothing. */
export function isSealed(key: string, words: string, seal: string): boolean {
  const own = Buffer.from(sealed(key, words));
  const given = Buffer.from(seal);
  return own.length === given.length && timingSafeEqual(own, given);
}
