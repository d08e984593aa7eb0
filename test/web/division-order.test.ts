import { afterAll, describe, expect, it } from '@jest/globals';
import { ordersOfItem } from '../../register/queries/orders.js';
import { findItem } from '../../register/queries/items.js';
import { divisionScene } from './division-scene.js';

const scene = await divisionScene('https://duban.example.org', {
  day: '07-07',
  more: [
    {
      ...{ at: '07-06 10:00', item: '1.3', as: '督查室' },
      body: { kind: 'issueOrder', checkpoint: 1, signatory: '孟晖', due: null },
    },
    {
      ...{ at: '07-06 11:00', item: '2.2', as: '督查室' },
      body: (posts) => ({
        ...{ kind: 'reassign', reason: '职责调整', from: '2027-07-20' },
        posts: { leads: [posts('发展规划处')], supporting: [], leader: posts('田文江'), heads: {} },
      }),
    },
  ],
});
const { db, year, linkOf, browse } = scene;
afterAll(() => scene.stop(), 60_000);

/** Commands of a link that its item took; those that it refused are on record, too. */
async function taken(link: string, kind: string): Promise<number> {
  const rows = await db.selectFrom('command').where('id', 'like', `${link}/%`).select(['body', 'answer']).execute();
  return rows.filter(({ body, answer }) => body.kind === kind && answer?.ok === true).length;
}

describe('the link to sign for an item', () => {
  it('takes a dispute with its reason, once, and says what it waits for', async () => {
    const id = await linkOf('2.1', 'acknowledge');
    const { open } = await browse(id);
    // Signed for long ago.
    expect((await open()).status).toBe(410);
    const own = await linkOf('1.3', 'acknowledge');
    const browser = await browse(own);
    const empty = await (await browser.tab()).send({ do: 'dispute', reason: ' ' });
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('理由')]);
    expect(await taken(own, 'dispute')).toBe(0);
    const sent = await (await browser.tab()).send({ do: 'dispute', reason: '三定方案已划出' });
    expect([sent.status, sent.text]).toEqual([303, expect.stringContaining('待督查室答复')]);
    const { text: shown } = await browser.open();
    expect(shown).not.toContain('提交申请</button>');
    const again = await (await browser.tab()).send({ do: 'dispute', reason: '再次申请' });
    expect([again.status, await taken(own, 'dispute')]).toEqual([422, 1]);
  });

  it('of an item that is another’s until a date says from when it acts', async () => {
    const { open } = await browse(await linkOf('2.2', 'acknowledge'));
    const { status, text } = await open();
    expect(status).toBe(200);
    for (const words of ['自7月20日（周二）起由发展规划处承办', '仍由职成教处、高教处负责', '届时再打开本链接'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/<form|<textarea/);
    const item = await findItem(db, year.items['2.2']!.id);
    expect(item!.posts.filter(({ role }) => role === 'lead').map(({ name }) => name)).toEqual(['职成教处', '高教处']);
  });
});

describe('the link of a supervision order', () => {
  const tabOf = async () => (await browse(await linkOf('1.3', 'reply'))).tab();
  const filled = { do: 'replyOrder', plan: '本周内汇总各区材料', due: '2027-07-16', person: '沈国栋' };

  it('shows what is asked for, refuses a slip that says nothing or what cannot be, and keeps what was typed', async () => {
    const tab = await tabOf();
    for (const words of ['督办通知单回执', '〔2027〕1号', '前回执']) expect(tab.html).toContain(words);
    for (const [fields, why] of [
      [{ plan: ' ' }, '办理措施'],
      [{ person: '' }, '责任人'],
      [{ due: '2027-07-32' }, '日期'],
      [{ due: '' }, '日期'],
      [{ due: '2027-07-01' }, '日期'],
    ] as const) {
      const { status, text } = await (await tabOf()).send({ ...filled, ...fields });
      expect({ fields, status, text }).toEqual({ fields, status: 422, text: expect.stringContaining(why) });
      if (!('plan' in fields)) expect(text).toContain(filled.plan);
    }
    expect((await ordersOfItem(db, year.items['1.3']!.id))[0]?.status).toBe('issued');
  });

  it('takes one slip, whether it is sent once or twice, and then the report', async () => {
    const id = await linkOf('1.3', 'reply');
    const tab = await tabOf();
    const both = await Promise.all([1, 2].map(() => tab.send(filled)));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(both.map(({ text }) => /已提交回执|没有重复办理/.test(text))).toEqual([true, true]);
    expect(await taken(id, 'replyOrder')).toBe(1);
    expect((await ordersOfItem(db, year.items['1.3']!.id))[0]?.status).toBe('replied');
    const again = await tabOf();
    expect(again.html).not.toContain('提交回执</button>');
    const { status } = await again.send(filled);
    expect([status, await taken(id, 'replyOrder')]).toEqual([422, 1]);
    const report = await (await tabOf()).send({ do: 'submit', text: '已补报' });
    expect([report.status, report.text]).toEqual([303, expect.stringContaining('已报送，待审核')]);
  });
});
