import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { linkNaming, linkToken, tokenHash, withTokens } from '../../mail/link-token.js';
import { applyAssignment } from '../../register/apply-event.js';
import { recordDelegation } from '../../register/delegations.js';
import { linkByHash, linkHolds } from '../../register/links.js';
import { claimNext } from '../../register/outbox/claim.js';
import { listPeople } from '../../register/queries/posts.js';
import { at, claimWindow, draftItem, register, type Register } from './sample.js';

const settings = { key: 'k'.repeat(48), baseUrl: 'https://duban.example.org/' };
const zone = 'Asia/Shanghai';
let r: Register;
/** Ids by name. */
let people: Record<string, string>;

beforeEach(async () => {
  r = await register([draftItem('1.1')]);
  await applyAssignment(r.context, r.items['1.1']!, at('2017-03-01', '15:01'));
  people = Object.fromEntries((await listPeople(r.db)).map(({ id, name }) => [name, id]));
});
afterEach(() => r.close());

/** What is stored of the mails of 2 March, by their readers. */
async function mailed() {
  const window = { ...claimWindow(at('2017-03-02')), links: linkNaming(settings) };
  const compose = (_: unknown, notices: { link?: string }[]) => {
    const text = notices.map(({ link }) => link ?? '-').join('\n');
    return { subject: '督办', text, html: `<p>${text}</p>` };
  };
  while (await claimNext(r.db, window, compose));
  const rows = await r.db.selectFrom('mail').orderBy('copy_of').select(['name', 'copy_of', 'text', 'html']).execute();
  return rows.map(({ name, copy_of, ...mail }) => ({ to: copy_of === null ? name : `${name}（抄送）`, mail }));
}

it('a mail is stored without the token, and handed over with it, each time the same', async () => {
  const { mail } = (await mailed()).find(({ to }) => to === '李四')!;
  const id = /^https:\/\/duban\.example\.org\/d\/link\.(\S+)$/.exec(mail.text)![1]!;
  const sent = withTokens(mail, settings.key);
  expect(sent.text).toBe(`https://duban.example.org/d/${linkToken(settings.key, id)}`);
  expect(sent.html).toContain(`/d/${linkToken(settings.key, id)}<`);
  expect(withTokens(mail, settings.key)).toEqual(sent);
  expect(withTokens(mail, 'x'.repeat(48)).text).not.toBe(sent.text);
  expect(await linkByHash(r.db, tokenHash(linkToken(settings.key, id)))).toMatchObject({
    ...{ id, personName: '李四', postName: '高教处', itemId: r.items['1.1'], checkpoint: 1, purpose: 'contribute' },
  });
});

it('who stands in has a link of his own, the copy has none, and it is his as long as he stands in', async () => {
  await recordDelegation(r.db, {
    ...{ person: people['李四']!, standIn: people['张三']!, from: '2017-03-02', to: '2017-03-03', reason: '休假' },
    at: at('2017-03-01', '16:00'),
  });
  const mails = Object.fromEntries((await mailed()).map(({ to, mail }) => [to, mail.text.split('\n')]));
  expect(Object.keys(mails).sort()).toEqual(['张三', '李四（抄送）'].sort());
  expect(mails['李四（抄送）']!.join()).not.toContain('/d/');
  const given = await r.db.selectFrom('link').innerJoin('post', 'post.id', 'link.post_id').selectAll('link').execute();
  expect(given.map(({ person_id }) => person_id)).toEqual([people['张三'], people['张三']]);
  const standIn = given.find(({ post_id }) => post_id === r.posts['高教处'])!;
  const holds = (day: string) =>
    linkHolds(r.db, { post: standIn.post_id, person: standIn.person_id }, { now: at(day), zone });
  expect([await holds('2017-03-03'), await holds('2017-03-04')]).toEqual([true, false]);
});

it('what is told twice in a mail has one link, and where there is no key, none', async () => {
  await mailed();
  const rows = await r.db.selectFrom('link').select(['mail_id', 'post_id', 'purpose']).execute();
  expect(new Set(rows.map((row) => Object.values(row).join(' '))).size).toBe(rows.length);
  await applyAssignment(r.context, r.items['1.1']!, at('2017-03-01', '15:01'));
  const window = claimWindow(at('2017-03-31'));
  let linked = 0;
  while (
    await claimNext(r.db, window, (_, notices) => {
      linked += notices.filter(({ link }) => link !== undefined).length;
      return { subject: '', text: '', html: '' };
    })
  );
  expect(linked).toBe(0);
});
