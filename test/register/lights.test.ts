import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { CheckpointStatus, ItemStatus } from '../../domain/item-state.js';
import { itemLight, type Light, type Lit } from '../../domain/light.js';
import { applyAssignment } from '../../register/apply-event.js';
import { timestamp } from '../../register/database.js';
import { lightMoments, lightOf, SHOWN, shownAt } from '../../register/lights.js';
import { countItems, itemsOf } from '../../register/queries/items.js';
import { lightCounts } from '../../register/queries/lights.js';
import { waitingIn } from '../../register/queries/waiting.js';
import { act, at, draftItem, pass, register, submit, type Register } from './sample.js';

let r: Register;
beforeAll(async () => {
  r = await register([draftItem('1.1'), draftItem('1.2'), draftItem('1.3')]);
});
afterAll(() => r.close());

const start = at('2017-03-01');
/** Few, so that moments often meet. */
const instant = fc.integer({ min: 0, max: 6 }).map((days) => start + days * 86_400_000);
const checkpoint = fc.record<Lit>({
  status: fc.constantFrom<CheckpointStatus>('past', 'dropped', 'ahead', 'open', 'submitted', 'returned', 'accepted'),
  due: instant,
  late: fc.boolean(),
  behind: fc.boolean(),
  nearFrom: fc.option(instant),
});
const item = fc.record({
  status: fc.constantFrom<ItemStatus>('active', 'active', 'active', 'frozen', 'closed', 'cancelled', 'carried'),
  checkpoints: fc.array(checkpoint, { maxLength: 4 }),
});

describe('the light that the register tells of an item', () => {
  it('is the one the rules say, whatever its checkpoints and whenever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 60, maxLength: 60 }), async (items) => {
        const ids = items.map(() => randomUUID());
        await record(ids, items);
        for (let now = start - 1; now <= start + 7 * 86_400_000; now += 43_200_000 / 2) {
          expect(await lightsTold(ids, now)).toEqual(items.map((each) => itemLight(each, now)));
          expect(await lightsTold(ids, now + 1)).toEqual(items.map((each) => itemLight(each, now + 1)));
        }
      }),
      { numRuns: 4 },
    );
  }, 30_000);

  it('follows what happens to it: before it is assigned, near, late, made up', async () => {
    const id = r.items['1.1']!;
    const told = async (now: Instant): Promise<Light> => {
      const [light] = await lightsTold([id], now);
      const found = (await itemsOf(r.db, r.campaignId)).find((each) => each.id === id)!;
      expect(light).toBe(itemLight(found, now));
      return light!;
    };
    expect(await told(at('2017-03-01', '15:00'))).toBe('grey');
    const assigned = await applyAssignment(r.context, id, at('2017-03-01', '15:01'));
    const opened = await pass(r.context, id, { from: assigned, until: at('2017-03-10') });
    expect(await told(at('2017-03-10'))).toBe('green');
    expect(await told(at('2017-03-29', '12:00'))).toBe('yellow');
    expect(await told(at('2017-03-31', '17:31'))).toBe('red');
    await pass(r.context, id, { from: opened, until: at('2017-04-05') });
    await act(r, id, { as: '基础教育处', at: at('2017-04-05', '10:00'), body: submit(1) });
    expect(await told(at('2017-04-05', '10:01'))).toBe('yellow');
    expect((await waitingIn(r.db, r.campaignId, 1)).submitted).toEqual([{ id, code: '1.1' }]);
  });
});

describe('items asked for by their light and who answers', () => {
  it('are counted, listed in order and paged', async () => {
    const now = at('2017-04-05', '12:00');
    const counted = (await lightCounts(r.db, now, [r.campaignId])).get(r.campaignId)!;
    for (const light of ['red', 'yellow', 'green', 'grey', 'done'] as const) {
      const filter = { light: { is: light, now } };
      expect(await countItems(r.db, r.campaignId, filter)).toBe(counted.lights[light]);
      const found = await itemsOf(r.db, r.campaignId, { offset: 0, limit: 1000, filter });
      expect(found.map((each) => itemLight(each, now))).toEqual(Array(counted.lights[light]).fill(light));
      const second = await itemsOf(r.db, r.campaignId, { offset: 1, limit: 1, filter });
      expect(second.map(({ id }) => id)).toEqual(found.slice(1, 2).map(({ id }) => id));
    }
    expect(await countItems(r.db, r.campaignId, { division: '高教处' })).toBe(3);
    expect(await countItems(r.db, r.campaignId, { division: '夏春胤' })).toBe(0);
    expect(await countItems(r.db, r.campaignId, { leader: '夏春胤', light: { is: 'yellow', now } })).toBe(1);
  });
});

async function lightsTold(ids: string[], now: Instant): Promise<Light[]> {
  const rows = await r.db
    .selectFrom('item')
    .where('id', 'in', ids)
    .select(['id', shownAt(now).as('shown')])
    .execute();
  const lights = new Map(rows.map(({ id, shown }) => [id, lightOf(SHOWN[shown]!)]));
  return ids.map((id) => lights.get(id)!);
}

let places = 100;

/** Rows as if all that had happened to them. */
async function record(ids: string[], items: { status: ItemStatus; checkpoints: Lit[] }[]): Promise<void> {
  const { db, campaignId } = r;
  const plain = { contents: '[]', measures: '[]', deadline_text: '', targets: '[]', source: '{}' };
  await db
    .insertInto('item')
    .values(
      items.map(({ status }, index) => ({
        ...{
          ...plain,
          id: ids[index]!,
          campaign_id: campaignId,
          position: (places += 1),
          code: ids[index]!,
          heading: '',
          title: '',
        },
        ...{ state: null, status, closed: status !== 'active', flagged: null, audit_seq: 0, audit_hash: '' },
        next_moment: null,
      })),
    )
    .execute();
  const rows = items.flatMap(({ checkpoints }, index) =>
    checkpoints.map(({ due, nearFrom, ...lit }, n) => ({
      ...{ ...lit, item_id: ids[index]!, n: n + 1, label: '', from_day: '2017-03-01', due_day: '2017-03-02', why: '' },
      ...{ mark: null, contents: '[]', due_at: timestamp(due), original_due_at: timestamp(due), round: 1 },
      near_from: nearFrom === null ? null : timestamp(nearFrom),
      ...{ submitted_at: null, leads: [], report_due_at: timestamp(due) },
    })),
  );
  if (rows.length > 0) await db.insertInto('checkpoint').values(rows).execute();
  await sql`update item set ${lightMoments} where id in (${sql.join(ids)})`.execute(db);
}
