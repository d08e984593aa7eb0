import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR } from '../../domain/instant.js';
import { emlFolder } from '../../mail/eml-folder.js';
import { linkToken } from '../../mail/link-token.js';
import { commitCommand } from '../../register/commit-command.js';
import { openDatabase } from '../../register/database.js';
import { recordDelegation } from '../../register/delegations.js';
import { readDraft, reviseDraft } from '../../register/drafts.js';
import { findItem } from '../../register/queries/items.js';
import { createApp } from '../../web/app.js';
import { createDatabase } from '../helpers/database.js';
import { divisionScene } from './division-scene.js';

const baseUrl = 'https://duban.example.org';
const scene = await divisionScene(baseUrl);
const { db, dir, key, duban, year, errors, app, apply, linkOf, keyOf, browse, dump, commands } = scene;
afterAll(() => scene.stop(), 60_000);

const text = (name: string, content = name): File => new File([content], name);

describe('a token', () => {
  it('is in the mail that goes out, and nowhere in the register', async () => {
    const token = linkToken(key, await linkOf('1.3', 'report'));
    const kept = await dump();
    expect(kept).toContain('token_hash');
    expect(kept).not.toContain(token);
    const mailbox = emlFolder(dir);
    const { mails } = await mailbox.list({ offset: 0, limit: 10_000 });
    const texts = await Promise.all(mails.map(async ({ id }) => (await mailbox.read(id))?.text ?? ''));
    expect(texts.filter((words) => words.includes(`${baseUrl}/d/${token}`))).toHaveLength(1);
    expect(texts.join()).not.toContain('/d/link.');
  });

  it('that is not whole opens nothing, nor does what the register keeps in its place', async () => {
    const id = await linkOf('1.3', 'report');
    const token = linkToken(key, id);
    const pages = app();
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_'), async (i, letter) => {
        fc.pre(token[i] !== letter);
        const response = await pages.request(`/d/${token.slice(0, i)}${letter}${token.slice(i + 1)}`);
        expect([response.status, response.headers.get('set-cookie')]).toEqual([404, null]);
      }),
      { numRuns: 40 },
    );
    const { token_hash } = await db.selectFrom('link').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
    for (const other of [`link.${id}`, id, token_hash, 's', `s/${id}/x`])
      expect((await pages.request(`/d/${other}`)).status).toBe(404);
    // As it stands in the outbox, pressed by whoever looks at it there.
    expect(await (await pages.request(`/d/link.${id}`)).text()).toContain('不含办理密钥');
  });
});

it("a scanner's visits change nothing", async () => {
  const before = await dump();
  const pages = app();
  const links = await db.selectFrom('link').orderBy('created_at', 'desc').limit(12).select('id').execute();
  for (const { id } of links) {
    const url = `/d/${linkToken(key, id)}`;
    for (const method of ['GET', 'HEAD']) {
      const entered = await pages.request(url, { method, headers: { 'Sec-Purpose': 'prefetch' } });
      const cookie = entered.headers.get('set-cookie') ?? '';
      expect([entered.status, entered.headers.get('location'), cookie]).toEqual([
        303,
        `/d/s/${id}`,
        expect.stringMatching(/HttpOnly; Secure; SameSite=Lax$/),
      ]);
      const page = await pages.request(`/d/s/${id}`, { method, headers: { cookie: cookie.split(';')[0]! } });
      expect([200, 410]).toContain(page.status);
      for (const { headers } of [entered, page]) {
        expect(headers.get('cache-control')).toBe('no-store');
        expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
        expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/);
        expect(headers.get('content-security-policy')).toMatch(/default-src 'none'(?!.*script-src)/);
      }
    }
    for (const method of ['PUT', 'DELETE', 'POST']) expect((await pages.request(url, { method })).status).toBe(404);
  }
  expect(await dump()).toBe(before);
});

describe('a session', () => {
  it("opens its own link's page alone, is not taken altered or later", async () => {
    const own = await linkOf('1.3', 'report');
    const other = await linkOf('2.1', 'report');
    const { cookie } = await browse(own);
    const pages = app();
    const status = async (id: string, given: string) =>
      (await pages.request(`/d/s/${id}`, { headers: { cookie: given } })).status;
    expect([await status(own, cookie), await status(other, cookie), await status(own, `${cookie}x`)]).toEqual([
      200, 403, 403,
    ]);
    scene.now += 24 * HOUR;
    expect(await status(own, cookie)).toBe(403);
    scene.now -= 24 * HOUR;
  });

  it('takes no form of another site, nor one that is not of its page', async () => {
    const own = await linkOf('1.3', 'report');
    const { cookie } = await browse(own);
    const before = await dump();
    const post = async (headers: Record<string, string>, token = '') => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ do: 'acknowledge', nonce: 'n', token })) body.set(name, value);
      const response = await app().request(`/d/s/${own}`, { method: 'POST', headers: { cookie, ...headers }, body });
      return response.status;
    };
    const { html } = await (await browse(own)).tab();
    const token = /name="token" value="([^"]*)"/.exec(html)![1]!;
    expect(await post({})).toBe(403);
    const foreign: Record<string, string>[] = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { origin: baseUrl, 'Sec-Fetch-Site': 'same-site' },
      { cookie: '' },
    ];
    for (const headers of foreign) expect(await post(headers, token)).toBe(403);
    expect(await dump()).toBe(before);
  });
});

describe('an expired link', () => {
  it('says what became of what it was for, what comes next and whom to ask, and shows no more of the item', async () => {
    const { open } = await browse(await linkOf('3.1', 'report', 'first'));
    const { status, text: shown } = await open();
    expect(status).toBe(410);
    for (const words of ['已审核通过，无须再办理', '“6月”节点，6月30日（周三）前报送', '督查室'])
      expect(shown).toContain(words);
    expect(shown).toMatch(/请与督查室.+（.+@example\.org）联系/);
    expect(shown).not.toMatch(/<form|<textarea|工作内容/);
  });

  it('of a post that its reader has left says so; with the post, it comes back', async () => {
    const id = await linkOf('2.1', 'report');
    const { by, key: of } = await keyOf(id);
    const { open } = await browse(id);
    const other = await db.selectFrom('person').where('id', '<>', by).select('id').executeTakeFirstOrThrow();
    const held = (person: string, to: string) =>
      db
        .updateTable('holding')
        .set({ person_id: to })
        .where('post_id', '=', of.post)
        .where('person_id', '=', person)
        .execute();
    await held(by, other.id);
    const refused = await open();
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('不担任、也不代理')]);
    expect(refused.text).toContain('尚未收到的，可请督查室催办，催办邮件附有办理按钮');
    // He stands in for his successor: by that he may.
    await recordDelegation(db, {
      ...{ person: other.id, standIn: by, from: '2027-06-21', to: '2027-06-21', reason: '出差', at: scene.now },
    });
    expect((await open()).status).toBe(200);
    scene.now += 24 * HOUR;
    expect((await (await browse(id)).open()).status).toBe(403);
    scene.now -= 24 * HOUR;
    await held(other.id, by);
  });
});

describe('what is handed in', () => {
  it('has figures as people write them; one that is none is said, and the rest is kept', async () => {
    const id = await linkOf('1.3', 'report');
    const { key: of } = await keyOf(id);
    const tab = await (await browse(id)).tab();
    const wrong = await tab.send({ do: 'submit', text: '进展', 'figure-0': '十二所' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('“十二所”应为不小于零的数字，不带单位')]);
    expect([(await readDraft(db, of))?.text, await commands(id, 'submit')]).toEqual(['进展', 0]);
    await tab.send({ do: 'save', text: '进展', 'figure-0': '１２', 'figure-3': '1,800' });
    expect((await readDraft(db, of))?.figures).toEqual([
      { target: 0, value: 12 },
      { target: 3, value: 1800 },
    ]);
    await db.deleteFrom('draft').execute();
  });

  it('is one report by double click, back button or two tabs', async () => {
    const id = await linkOf('1.3', 'report');
    const browser = await browse(id);
    const [first, second] = [await browser.tab(), await browser.tab()];
    await first.send({ do: 'save', text: '' }, [text('总结.txt')]);
    const both = await Promise.all([1, 2].map(() => first.send({ do: 'submit', text: '已完成摸底' })));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await first.send({ do: 'submit', text: '已完成摸底' })).text).toContain('没有重复办理');
    const late = await second.send({ do: 'submit', text: '又一份' });
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('正在审核')]);
    expect(await commands(id, 'submit')).toBe(1);
    const { text: shown } = await browser.open();
    for (const words of ['已报送的内容', '已完成摸底', '总结.txt', '待审核']) expect(shown).toContain(words);
    const item = await findItem(db, year.items['1.3']!.id);
    expect(item!.checkpoints.find(({ status }) => status === 'submitted')).toBeDefined();
  });

  it('and is returned, begins with what was sent, files included', async () => {
    const id = await linkOf('1.3', 'report');
    const { key: of } = await keyOf(id);
    const body = { kind: 'return', checkpoint: of.checkpoint, reason: '缺签到表' } as const;
    const office = await db.selectFrom('post').where('kind', '=', 'office').select('id').executeTakeFirstOrThrow();
    await commitCommand(db, { id: 'r1', itemId: of.itemId, actor: office.id, at: scene.now, body });
    await apply('r1');
    await db.deleteFrom('draft').execute();
    const tab = await (await browse(id)).tab();
    expect(tab.html).toContain('退回理由');
    for (const words of ['缺签到表', '已完成摸底', '移除总结.txt']) expect(tab.html).toContain(words);
    await tab.send({ do: 'save', text: '已完成摸底，补签到表' }, [text('签到表.txt')]);
    const draft = await readDraft(db, of);
    expect([draft?.text, draft?.files.map(({ name }) => name).sort()]).toEqual([
      '已完成摸底，补签到表',
      ['总结.txt', '签到表.txt'].sort(),
    ]);
  });

  it('keeps both texts where another has written meanwhile', async () => {
    const id = await linkOf('2.1', 'report');
    const { key: of, by } = await keyOf(id);
    const tab = await (await browse(id)).tab();
    await reviseDraft(db, of, { revise: () => ({ text: '同事的一稿', figures: [] }), by, at: scene.now, via: 'page' });
    const { status, text: shown } = await tab.send({ do: 'submit', text: '我的一稿' });
    expect([status, shown]).toEqual([422, expect.stringContaining('两稿都保留在下面')]);
    expect(await commands(id, 'submit')).toBe(0);
    expect((await readDraft(db, of))?.text).toMatch(/^我的一稿\n\n【另一稿：.+】\n同事的一稿$/);
    await db.deleteFrom('draft').execute();
  });

  it('is refused with the reason where files are too many, too large or what they should not be, and the rest is kept', async () => {
    const id = await linkOf('2.1', 'report');
    const { key: of } = await keyOf(id);
    const pages = app({ evidenceLimits: { files: 2, size: 1024 } });
    const tab = await (await browse(id, pages)).tab();
    const large = await tab.send({ do: 'submit', text: '文字' }, [
      text('一.txt'),
      text('大.txt', 'x'.repeat(2000)),
      text('程序.exe', `MZ${'\0'.repeat(70)}`),
    ]);
    expect(large.status).toBe(422);
    for (const words of ['大.txt', '程序.exe', '都已存为草稿']) expect(large.text).toContain(words);
    const many = await (
      await (await browse(id, pages)).tab()
    ).send({ do: 'submit', text: '文字' }, [text('二.txt'), text('三.txt')]);
    expect([many.status, many.text]).toEqual([422, expect.stringContaining('佐证材料最多2个，“三.txt”未收')]);
    expect((await readDraft(db, of))?.files.map(({ name }) => name)).toEqual(['一.txt', '二.txt']);
    const { sha256 } = (await readDraft(db, of))!.files[0]!;
    await (await (await browse(id, pages)).tab()).send({ do: `remove:${sha256}`, text: '文字' });
    expect((await readDraft(db, of))?.files.map(({ name }) => name)).toEqual(['二.txt']);
    const long = await (await (await browse(id)).tab()).send({ do: 'save', text: '长'.repeat(100_000) });
    expect([long.status, long.text]).toEqual([422, expect.stringMatching(/文字过长.*这段文字也没有保存/s)]);
    expect((await readDraft(db, of))?.text).toBe('文字');
    await db.deleteFrom('draft').execute();
  });
});

describe('what is asked besides', () => {
  it('more time is asked for with a day and a reason; what cannot be is said, and what was typed stands', async () => {
    const id = await linkOf('2.1', 'report');
    const tab = await (await browse(id)).tab();
    const due = /name="due"[^>]* min="([^"]+)"/.exec(tab.html)?.[1];
    expect(due).toMatch(/^2027-07-\d\d$/);
    const refused = await tab.send({ do: 'requestExtension', due: '2027-07-18', reason: '需会签' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('不是工作日')]);
    expect(refused.text).toContain('需会签');
    const taken = await (
      await (await browse(id)).tab()
    ).send({
      ...{ do: 'requestExtension', due: '2027-07-16', reason: '需会签' },
    });
    expect([taken.status, taken.text]).toEqual([303, expect.stringContaining('已提交延期申请')]);
    expect(taken.text).toContain('已申请延期至7月16日（周五），待审批');
    expect(taken.text).not.toContain('申请延期</summary>');
  });

  it('the one who supports adds to the evidence', async () => {
    const id = await linkOf('1.3', 'contribute');
    const sent = await (await (await browse(id)).tab()).send({ do: 'contribute', text: '附名单' }, [text('名单.txt')]);
    expect([sent.status, sent.text]).toEqual([303, expect.stringContaining('已提交补充材料')]);
    expect(await commands(id, 'contribute')).toBe(1);
    const empty = await (await (await browse(id)).tab()).send({ do: 'contribute', text: ' ' });
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('还没有填写内容')]);
  });

  it('what the link is not for is not done', async () => {
    const id = await linkOf('1.3', 'contribute');
    for (const deed of ['submit', 'accept', 'requestExtension', 'close']) {
      const { status } = await (await (await browse(id)).tab()).send({ do: deed, due: '2027-07-16', reason: 'x' });
      expect(status).toBe(422);
      expect(await commands(id, deed)).toBe(0);
    }
  });
});

describe('when a part is away', () => {
  it('of the engine: what is sent is received, told so, not asked for again, and applied later', async () => {
    const id = await linkOf('1.3', 'report');
    scene.away = true;
    const browser = await browse(id);
    const sent = await (await browser.tab()).send({ do: 'submit', text: '已补齐' });
    expect([sent.status, sent.text]).toEqual([303, expect.stringContaining('不必重复提交')]);
    expect(sent.text).toContain('系统正在办理');
    expect(sent.text).not.toContain('<textarea');
    const { key: of } = await keyOf(id);
    expect((await readDraft(db, of))?.text).toBe('已补齐');
    scene.away = false;
    const { id: command } = await db
      .selectFrom('command')
      .where('answer', 'is', null)
      .select('id')
      .executeTakeFirstOrThrow();
    await apply(command);
    expect(await readDraft(db, of)).toBeNull();
    expect((await browser.open()).text).toContain('待审核');
  });

  it('of the register: what was typed is given back to be copied', async () => {
    const id = await linkOf('2.1', 'report');
    const { cookie } = await browse(id);
    const { html } = await (await browse(id)).tab();
    const lost = await createDatabase();
    const gone = openDatabase(lost.url);
    await lost.drop();
    const division = { duban: { ...duban, db: gone }, links: { key, baseUrl } };
    const pages = createApp({
      db: gone,
      now: () => scene.now,
      mailbox: null,
      division,
      onError: (e) => errors.push(e),
    });
    const body = new FormData();
    body.set('token', /name="token" value="([^"]*)"/.exec(html)![1]!);
    body.set('text', '写了一上午的内容');
    const response = await pages.request(`/d/s/${id}`, { method: 'POST', headers: { cookie }, body });
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('写了一上午的内容')]);
    const looked = await pages.request(`/d/s/${id}`, { headers: { cookie } });
    expect([looked.status, await looked.text()]).toEqual([503, expect.stringContaining('没有丢失')]);
    await gone.destroy();
  });

  it('no error that is told to the log holds a token', async () => {
    expect(errors.length).toBeGreaterThan(0);
    const links = await db.selectFrom('link').select('id').execute();
    const told = errors.map((error) => JSON.stringify(error, Object.getOwnPropertyNames(error))).join();
    for (const { id } of links) expect(told).not.toContain(linkToken(key, id));
  });
});
