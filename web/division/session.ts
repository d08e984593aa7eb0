import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { HOUR, SECOND, type Instant } from '../../domain/instant.js';
import { DIVISION_PATH, isSealed, sealed, type LinkSettings } from '../../mail/link-token.js';

/** From the last look at the page: a working day, so that a report begun in the morning can be handed in before five. */
const LASTS = 10 * HOUR;
const COOKIE = 'duban-division';

/** Of a link alone: several can be open at once, and none opens another. */
export function pathOf(linkId: string): string {
  return `${DIVISION_PATH}/s/${linkId}`;
}

/** Begins or prolongs the session of a link. Nothing is written down: the cookie carries its own end and a seal. */
export function keepSession(
  c: Context,
  { key, baseUrl }: LinkSettings,
  { linkId, now }: { linkId: string; now: Instant },
): void {
  const end = now + LASTS;
  setCookie(c, COOKIE, `${String(end)}.${sealed(key, wordsOf(linkId, end))}`, {
    path: pathOf(linkId),
    httpOnly: true,
    // Lax: a reader comes from the page of a webmail, and Strict would drop it on the way from the link to its page.
    sameSite: 'Lax',
    secure: baseUrl.startsWith('https:'),
    maxAge: LASTS / SECOND,
  });
}

export function hasSession(
  c: Context,
  { key }: LinkSettings,
  { linkId, now }: { linkId: string; now: Instant },
): boolean {
  const [end = '', seal = ''] = (getCookie(c, COOKIE) ?? '').split('.');
  return /^\d{1,15}$/.test(end) && Number(end) > now && isSealed(key, wordsOf(linkId, Number(end)), seal);
}

/** Goes with every form of a link's page: another site cannot know it. */
export function formToken({ key }: LinkSettings, linkId: string): string {
  return sealed(key, `form:${linkId}`);
}

export function isFormToken({ key }: LinkSettings, linkId: string, token: string): boolean {
  return isSealed(key, `form:${linkId}`, token);
}

/** Whether the browser says, as far as it says, that the form was sent from a page of ours. */
export function isOwnOrigin(c: Context, { baseUrl }: LinkSettings): boolean {
  const origin = c.req.header('Origin');
  const site = c.req.header('Sec-Fetch-Site');
  return (origin === undefined || origin === new URL(baseUrl).origin) && (site === undefined || site === 'same-origin');
}

function wordsOf(linkId: string, end: Instant): string {
  return `session:${linkId}.${String(end)}`;
}
