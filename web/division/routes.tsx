import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { DubanError } from '../../domain/errors.js';
import { STORED, tokenHash } from '../../mail/link-token.js';
import { isAtRest } from '../../register/at-rest.js';
import { linkByHash, linkById, linkHolds, type Link } from '../../register/links.js';
import { findItem } from '../../register/queries/items.js';
import { answerOf } from '../../register/unanswered-commands.js';
import type { ConsoleDependencies, DivisionDependencies } from '../dependencies.js';
import { campaignFactsOrRefuse } from '../not-found.js';
import { commandId, doDeed, fileKeeper, keepTyped } from './act.js';
import { endedText } from './ended.js';
import { DivisionPage } from './page.js';
import { readForm, type Fields } from './read-form.js';
import { doneText, errorText, refusals, type Refusal, type Said } from './said.js';
import { formToken, hasSession, isFormToken, isOwnOrigin, keepSession, pathOf } from './session.js';
import { standingOfLink, type Standing } from './standing.js';
import { turns } from './turns.js';
import { DivisionNotice } from './views.js';

/** What divisions do by the links of their mails. A GET changes nothing, whoever follows it and however often; a POST acts. */
export function divisionPages(console: ConsoleDependencies, division: DivisionDependencies): Hono {
  const { links, duban } = division;
  const inTurn = turns();
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('X-Robots-Tag', 'noindex, nofollow');
    c.header('Cache-Control', 'no-store');
  });
  app.get('/:token', enter);
  app.get('/s/:link', show);
  app.post('/s/:link', act);
  app.all('*', (c) => notice(c, 'unknown'));
  app.onError((error, c) => failed(c, error));
  return app;

  /** The token leaves the address bar for a session. */
  async function enter(c: Context): Promise<Response> {
    const token = c.req.param('token') ?? '';
    const link = await linkByHash(duban.db, tokenHash(token));
    if (link === null) return notice(c, token.startsWith(STORED) ? 'stored' : 'unknown');
    const refused = await refusalOf(link);
    if (refused !== null) return notice(c, refused);
    keepSession(c, links, { linkId: link.id, now: console.now() });
    return c.redirect(pathOf(link.id), 303);
  }

  async function show(c: Context): Promise<Response> {
    const link = await linkOf(c);
    if (typeof link === 'string') return notice(c, link);
    return page(c, await standingOfLink(console, link), { said: doneText(c.req.query('done')) });
  }

  async function act(c: Context): Promise<Response> {
    if (!isOwnOrigin(c, links)) return notice(c, 'foreign-form');
    const id = c.req.param('link') ?? '';
    const isOurs = (fields: Fields): boolean => isFormToken(links, id, fields['token'] ?? '');
    // Where the register is away, what was typed is still read, and given back.
    const link = await linkOf(c).catch((error: unknown): Refusal => {
      console.onError?.(error);
      return 'away';
    });
    const keep = typeof link === 'string' ? null : fileKeeper(division, link, console.now());
    let form: Awaited<ReturnType<typeof readForm>>;
    try {
      form = await readForm(c.req.raw, {
        file: async (given, fields) => {
          if (keep !== null && isOurs(fields)) return keep(given, fields);
          given.content.destroy();
        },
      });
    } catch (error) {
      if (typeof link === 'string') return notice(c, link);
      return page(c, await standingOfLink(console, link), { said: errorText([error], false), status: 422 });
    }
    const { fields, faults } = form;
    if (typeof link === 'string') return notice(c, link, isOurs(fields) ? fields : {});
    if (!isOurs(fields)) return notice(c, 'foreign-form', fields);
    const done = inTurn(commandId(link, fields), () => answer(c, link, { fields, faults }));
    return done.catch((error: unknown) => failed(c, error, fields));
  }

  async function answer(
    c: Context,
    link: Link,
    { fields, faults }: { fields: Fields; faults: unknown[] },
  ): Promise<Response> {
    const standing = await standingOfLink(console, link);
    const wanted = fields['do'] ?? '';
    const drafting = 'text' in fields;
    let kept = false;
    try {
      // Sent once more by an impatient hand: nothing is to be done, or kept, again.
      const id = commandId(link, fields);
      if (standing.waiting.some((one) => one.id === id) || (await answerOf(duban.db, link.itemId, id))?.ok)
        return back(c, link, 'again');
      if (drafting) {
        kept = true;
        await keepTyped(division, standing, fields);
      }
      if (faults.length > 0) throw faults[0];
      if (drafting && (wanted === 'save' || wanted.startsWith('remove:'))) return back(c, link, 'save');
      const [deed, why] = [...standing.deeds].find(([one]) => one === wanted) ?? [];
      if (deed === undefined || typeof why === 'string')
        throw new DubanError('not-offered', why ?? '这个链接不能办理此项。');
      const outcome = await doDeed(division, standing, { deed, fields });
      if (outcome.kind === 'refused') throw new DubanError(outcome.code, outcome.message);
      return back(c, link, outcome.kind === 'received' ? 'received' : deed);
    } catch (error) {
      if (!(error instanceof DubanError)) console.onError?.(error);
      const said = errorText(faults.length > 0 ? faults : [error], kept);
      return page(c, await standingOfLink(console, link), { said, typed: fields, status: 422 });
    }
  }

  /** A page to be looked at again without sending again. */
  function back(c: Context, link: Link, done: string): Response {
    return c.redirect(`${pathOf(link.id)}?done=${done}`, 303);
  }

  async function linkOf(c: Context): Promise<Link | Refusal> {
    const id = c.req.param('link') ?? '';
    if (!hasSession(c, links, { linkId: id, now: console.now() })) return 'no-session';
    const link = await linkById(duban.db, id);
    return link === null ? 'unknown' : ((await refusalOf(link)) ?? link);
  }

  async function refusalOf(link: Link): Promise<Refusal | null> {
    if (await isAtRest(duban.db)) return 'at-rest';
    const item = await findItem(duban.db, link.itemId);
    const { zone } = await campaignFactsOrRefuse(duban.db, item?.campaignId ?? '');
    return (await linkHolds(duban.db, link, { now: console.now(), zone })) ? null : 'revoked';
  }

  function page(
    c: Context,
    standing: Standing,
    { said, typed = {}, status = 200 }: { said: Said | null; typed?: Fields; status?: 200 | 422 },
  ): Response | Promise<Response> {
    const { link, end } = standing;
    if (end !== null) {
      const { title, advice } = endedText(standing, end);
      const gone = end === 'coming' ? 200 : 410;
      return c.html(
        <DivisionNotice {...{ title, advice, said, typed: texts(typed) }} />,
        said === null ? gone : status,
      );
    }
    keepSession(c, links, { linkId: link.id, now: console.now() });
    // Within the page's own origin: without it, browsers hide from which origin its forms come.
    c.header('Referrer-Policy', 'same-origin');
    const marks = { token: formToken(links, link.id), nonce: randomUUID() };
    return c.html(<DivisionPage {...{ standing, marks, typed, said }} limits={duban.evidenceLimits} />, status);
  }

  function notice(c: Context, why: Refusal, fields: Fields = {}): Response | Promise<Response> {
    const { title, advice, status } = refusals[why];
    return c.html(<DivisionNotice {...{ title, advice, typed: texts(fields) }} />, status);
  }

  function failed(c: Context, error: unknown, fields: Fields = {}): Response | Promise<Response> {
    console.onError?.(error);
    return notice(c, 'away', fields);
  }
}

/** What was typed, for it to be copied. */
function texts(fields: Fields): string[] {
  return ['text', 'reason', 'plan'].flatMap((name) => (fields[name] ? [fields[name]] : []));
}
