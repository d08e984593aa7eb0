import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { anchorAudits } from '../../register/anchor-audits.js';
import { applyAssignment } from '../../register/apply-event.js';
import { act, at, draftItem, pass, register, submit, trailsHold, type Register } from './sample.js';

let r: Register;
let item: string;
beforeEach(async () => {
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  item = r.items['1.1'] as string;
  await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
});
afterEach(() => r.close());

const anchors = () => r.db.selectFrom('audit_anchor').orderBy('n').select(['n', 'day', 'items', 'entries']).execute();
const heads = () => r.db.selectFrom('anchored_head').orderBy('n').select(['n', 'item_id', 'seq']).execute();

describe('the trails of a campaign', () => {
  it('are anchored once a day, with the heads that moved since; a day without a change is anchored, too', async () => {
    expect(await anchorAudits(r.db, at('2017-03-01', '20:00'))).toBe(1);
    expect(await anchorAudits(r.db, at('2017-03-01', '23:59'))).toBe(0);
    expect(await anchorAudits(r.db, at('2017-03-02', '00:00'))).toBe(1);
    await act(r, item, { as: '基础教育处', at: at('2017-03-20'), body: submit(1) });
    await applyAssignment(r.context, r.items['1.2'] as string, at('2017-03-20'));
    expect(await anchorAudits(r.db, at('2017-03-20', '09:01'))).toBe(1);
    const [first, ...others] = await anchors();
    const { entries } = first ?? {};
    expect(first).toEqual({ n: 1, day: '2017-03-01', items: 1, entries });
    expect(others).toMatchObject([
      { n: 2, day: '2017-03-02', items: 1, entries },
      { n: 3, day: '2017-03-20', items: 2 },
    ]);
    expect((await heads()).map(({ n, item_id }) => [n, item_id]).sort()).toEqual(
      [
        [1, item],
        [3, item],
        [3, r.items['1.2']],
      ].sort(),
    );
    expect(await trailsHold(r.db, r.campaignId)).toBe(true);
  });

  it('are anchored once, though ten workers do so at once while an item lives on', async () => {
    const from = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
    const [living, ...done] = await Promise.all([
      pass(r.context, item, { from, until: at('2017-09-01') }),
      ...Array.from({ length: 10 }, () => anchorAudits(r.db, at('2017-03-02'))),
    ]);
    expect(living.next).not.toBeNull();
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(1);
    await anchorAudits(r.db, at('2017-09-01'));
    expect((await anchors()).map(({ n }) => n)).toEqual([1, 2]);
    expect(await trailsHold(r.db, r.campaignId)).toBe(true);
  });

  it('are anchored for a month after the campaign has ended, and no longer', async () => {
    await r.db
      .updateTable('campaign')
      .set({ ended_at: sql<number>`${'2017-12-01T00:00:00Z'}::timestamptz` })
      .execute();
    for (const day of ['2017-11-30', '2017-12-15', '2018-01-03', '2018-01-04', '2018-06-01'])
      await anchorAudits(r.db, at(day));
    expect((await anchors()).map(({ day }) => day)).toEqual(['2017-11-30', '2017-12-15', '2018-01-03']);
  });

  it('go on under another algorithm when the policy says so, and what was written before still holds', async () => {
    await anchorAudits(r.db, at('2017-03-01', '20:00'));
    await sql`update campaign set policy = policy || '{"auditHash": "sm3"}'`.execute(r.db);
    await act(r, item, { as: '基础教育处', at: at('2017-03-20'), body: submit(1) });
    await anchorAudits(r.db, at('2017-03-20'));
    const hashes = await r.db.selectFrom('audit').orderBy('seq').select(['seq', 'hash']).execute();
    expect(hashes[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes.at(-1)?.hash).toMatch(/^sm3:[0-9a-f]{64}$/);
    expect(await trailsHold(r.db, r.campaignId)).toBe(true);
  });
});
