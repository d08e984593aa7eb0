import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import type { Duban } from '../../client/duban.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { LinkPurpose } from '../../domain/link-purpose.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { emlFolder } from '../../mail/eml-folder.js';
import { linkToken } from '../../mail/link-token.js';
import { applyCommand } from '../../register/apply-event.js';
import { openDatabase } from '../../register/database.js';
import { folderStore } from '../../register/evidence-store.js';
import { createApp } from '../../web/app.js';
import { createDatabase } from '../helpers/database.js';
import { at, playYear, samplePlan, usualDeeds, type Deed } from './played-year.js';

/** A noon of the played year, that of 21 June, with links in its mails. 1.3 is supported by another division. `more`: besides what is usual. */
export async function divisionScene(baseUrl: string, { more = [] as Deed[], day = '06-21' } = {}) {
  const noon = `${day} 12:00`;
  const key = 'k'.repeat(48);
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-division-'));
  const database = await createDatabase();
  const db = openDatabase(database.url);
  const { draft } = await samplePlan();
  for (const { code, divisions } of draft.items)
    if (code === '1.3') divisions.push({ name: '高教处', role: 'supporting' });
  const deeds = [...(await usualDeeds(dir)), ...more];
  const links = { key, baseUrl };
  const year = await playYear(db, { deeds, until: noon, mailboxDir: dir, links, draft });
  const duban: Duban = { db, temporal: engine(), taskQueue: '', evidence: folderStore(dir), calendar, policy };
  const scene = {
    now: at(noon),
    /** Whether the engine is. */
    away: false,
    errors: [] as unknown[],
    ...{ key, dir, db, duban, year, apply, app, linkOf, keyOf, browse, dump, commands },
    async stop() {
      await db.destroy();
      await database.drop();
      await rm(dir, { recursive: true });
    },
  };
  return scene;

  /** Applies commands to the real register as an item's workflow does, unless it is away. */
  function engine(): Client {
    const getHandle = () => ({
      executeUpdate: async (_: unknown, { args: [{ commandId }] }: { args: [{ commandId: string }] }) => {
        if (scene.away) throw new Error('the engine is away');
        await apply(commandId);
      },
    });
    return { workflow: { getHandle } } as unknown as Client;
  }

  async function apply(commandId: string): Promise<void> {
    const { item_id } = await db
      .selectFrom('command')
      .where('id', '=', commandId)
      .select('item_id')
      .executeTakeFirstOrThrow();
    await applyCommand({ db, calendar }, item_id, { commandId, now: scene.now });
  }

  function app(changes: Partial<Duban> = {}): Hono {
    const division = { duban: { ...duban, ...changes }, links: { key, baseUrl } };
    const onError = (error: unknown): void => void scene.errors.push(error);
    return createApp({
      db,
      now: () => scene.now,
      mailbox: emlFolder(dir),
      evidence: duban.evidence,
      division,
      onError,
    });
  }

  async function linkOf(code: string, purpose: LinkPurpose, which: 'first' | 'last' = 'last'): Promise<string> {
    const { id } = await db
      .selectFrom('link')
      .where('item_id', '=', year.items[code]!.id)
      .where('purpose', '=', purpose)
      .orderBy('created_at', which === 'last' ? 'desc' : 'asc')
      .select('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async function keyOf(id: string) {
    const link = await db.selectFrom('link').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
    return { key: { itemId: link.item_id, checkpoint: link.checkpoint, post: link.post_id }, by: link.person_id };
  }

  /** A browser with a page of a link open. */
  async function browse(id: string, pages = app()) {
    const entered = await pages.request(`/d/${linkToken(key, id)}`);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const open = async (query = '') => {
      const response = await pages.request(`/d/s/${id}${query}`, { headers: { cookie } });
      return { status: response.status, text: await response.text() };
    };
    const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
    /** A tab: its forms are those of when it was opened. */
    const tab = async () => {
      const { text: html } = await open();
      const marks = Object.fromEntries(['token', 'nonce', 'before', 'from'].map((name) => [name, hidden(html, name)]));
      return {
        html,
        async send(fields: Record<string, string>, files: File[] = []) {
          const body = new FormData();
          for (const [name, value] of Object.entries({ ...marks, ...fields })) body.append(name, value);
          for (const file of files) body.append('files', file);
          const headers = { cookie, origin: baseUrl, 'Sec-Fetch-Site': 'same-origin' };
          const response = await pages.request(`/d/s/${id}`, { method: 'POST', headers, body });
          const { status } = response;
          const { text } =
            status === 303
              ? await open(new URL(response.headers.get('location')!, baseUrl).search)
              : { text: await response.text() };
          return { status, text };
        },
      };
    };
    return { cookie, open, tab };
  }

  /** Every row of every table. */
  async function dump(): Promise<string> {
    const { rows } = await sql<{ dump: string }>`select string_agg(query_to_xml(
      format('select * from %I t order by t::text', table_name), true, false, '')::text, '' order by table_name) as dump
      from information_schema.tables where table_schema = current_schema()`.execute(db);
    return rows[0]!.dump;
  }

  async function commands(id: string, kind: string): Promise<number> {
    const rows = await db.selectFrom('command').where('id', 'like', `${id}/%`).select('body').execute();
    return rows.filter(({ body }) => body.kind === kind).length;
  }
}
