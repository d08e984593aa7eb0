import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../domain/instant.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { openDatabase, timestamp } from '../../register/database.js';
import { claimNext, type Recipient } from '../../register/outbox/claim.js';
import type { Content } from '../../register/outbox/content.js';
import { at, claimWindow, draftItem, pass, register, submit, type Register } from './sample.js';

let r: Register;
let mails: { to: string; notices: ReleasedNotice[] }[];
const launch = at('2017-03-01', '15:01');
const codes = ['1.1', '1.2', '1.3'];

beforeEach(async () => {
  r = await register(codes.map((code) => draftItem(code)));
  mails = [];
});
afterEach(() => r.close());

function compose(recipient: Recipient, notices: ReleasedNotice[]): Content {
  mails.push({ to: recipient.mailbox, notices });
  return { subject: '督办', text: notices.map((notice) => notice.id).join(), html: '' };
}

async function claimAll(now: number, workingHours = true): Promise<string[]> {
  const from = mails.length;
  while (await claimNext(r.db, claimWindow(now, workingHours), compose));
  return mails
    .slice(from)
    .map(
      ({ to, notices }) =>
        `${to} ${notices
          .map((n) => `${n.item.code} ${n.rule} ${n.post.name}`)
          .sort()
          .join(', ')}`,
    )
    .sort();
}

describe('claiming what is due', () => {
  it('makes one mail of all that one person is told at one release, whatever posts it is for', async () => {
    const item = r.items['1.1'] as string;
    const from = await applyAssignment(r.context, item, launch);
    for (const code of ['1.2', '1.3']) await applyAssignment(r.context, r.items[code] as string, launch);
    expect(await claimAll(at('2017-03-02', '08:59'))).toEqual([]);
    expect(await claimAll(at('2017-03-02'))).toEqual([
      'li@example.org 1.1 assignment 高教处, 1.2 assignment 高教处, 1.3 assignment 高教处',
      'zhang@example.org 1.1 assignment 基础教育处, 1.2 assignment 基础教育处, 1.3 assignment 基础教育处',
    ]);
    expect(await claimAll(at('2017-03-02'))).toEqual([]);
    await pass(r.context, item, { from, until: at('2017-04-01', '08:59') });
    await r.db
      .updateTable('notice')
      .set({ state: 'withdrawn' })
      .where('state', '=', 'staged')
      .where('rule', 'not in', ['overdue', 'escalation'])
      .execute();
    expect(await claimAll(at('2017-04-01'))).toEqual([
      'zhang@example.org 1.1 escalation 夏春胤, 1.1 overdue 基础教育处',
    ]);
    expect(
      await r.db
        .selectFrom('mail')
        .orderBy('created_at')
        .orderBy('mailbox')
        .select(['mailbox', 'escalation'])
        .execute(),
    ).toEqual([
      { mailbox: 'li@example.org', escalation: false },
      { mailbox: 'zhang@example.org', escalation: false },
      { mailbox: 'zhang@example.org', escalation: true },
    ]);
  });

  it('puts a mail that cannot be made on record as not delivered, and lets the others go', async () => {
    for (const code of codes) await applyAssignment(r.context, r.items[code] as string, launch);
    const window = claimWindow(at('2017-03-02'));
    const failing = (recipient: Recipient, notices: ReleasedNotice[]): Content => {
      if (recipient.mailbox === 'li@example.org') throw new Error('此处有误');
      return compose(recipient, notices);
    };
    while (await claimNext(r.db, window, failing));
    const made = await r.db.selectFrom('mail').orderBy('mailbox').select(['mailbox', 'state', 'outcome']).execute();
    expect(made).toEqual([
      { mailbox: 'li@example.org', state: 'rejected', outcome: '邮件无法生成：Error: 此处有误' },
      { mailbox: 'zhang@example.org', state: 'pending', outcome: '' },
    ]);
  });

  it('counts the days late when the mail goes out, not when it should have', async () => {
    const item = r.items['1.1'] as string;
    const from = await applyAssignment(r.context, item, launch);
    await claimAll(at('2017-03-02'));
    await pass(r.context, item, { from, until: at('2017-04-01', '08:59') });
    await claimAll(at('2017-04-06', '10:00'));
    const told = mails.flatMap(({ notices }) => notices).filter((notice) => notice.rule === 'overdue');
    // 1, 5 and 6 April are worked; 2 to 4 are 清明.
    expect(told.map((notice) => notice.daysLate)).toEqual([3]);
  });

  it('waits while a command on the item is unanswered, and lets the others go', async () => {
    for (const code of codes) await applyAssignment(r.context, r.items[code] as string, launch);
    const held = r.items['1.2'] as string;
    await commitCommand(r.db, r.command(held, { id: 'c', as: '基础教育处', at: at('2017-03-02'), body: submit(1) }));
    expect(await claimAll(at('2017-03-02'))).toEqual([
      'li@example.org 1.1 assignment 高教处, 1.3 assignment 高教处',
      'zhang@example.org 1.1 assignment 基础教育处, 1.3 assignment 基础教育处',
    ]);
    await applyCommand(r.context, held, { commandId: 'c', now: at('2017-03-02') });
    expect(await claimAll(at('2017-03-02', '09:01'))).toEqual([
      'li@example.org 1.2 assignment 高教处',
      'zhang@example.org 1.2 assignment 基础教育处',
    ]);
  });

  it('goes out up to a quarter of an hour late out of hours, and waits for working hours after that', async () => {
    await applyAssignment(r.context, r.items['1.1'] as string, launch);
    const release = at('2017-03-02', '18:00');
    await r.db
      .updateTable('notice')
      .set({ release_at: timestamp(release) })
      .execute();
    expect(await claimAll(release + 15 * MINUTE, false)).toEqual([]);
    expect(await claimAll(release + 15 * MINUTE - 1, false)).toHaveLength(2);
    await applyAssignment(r.context, r.items['1.2'] as string, launch);
    await r.db
      .updateTable('notice')
      .set({ release_at: timestamp(release) })
      .where('state', '=', 'staged')
      .execute();
    expect(await claimAll(at('2017-03-03', '03:00'), false)).toEqual([]);
    expect(await claimAll(at('2017-03-03'))).toHaveLength(2);
  });

  it('goes to who holds the post when it is released', async () => {
    await applyAssignment(r.context, r.items['1.1'] as string, launch);
    const wang = await r.db
      .selectFrom('person')
      .where('mailbox', '=', 'wang@example.org')
      .select('id')
      .executeTakeFirstOrThrow();
    await r.db
      .updateTable('holding')
      .set({ person_id: wang.id })
      .where('post_id', '=', r.posts['高教处'] as string)
      .execute();
    expect(await claimAll(at('2017-03-02'))).toEqual([
      'wang@example.org 1.1 assignment 高教处',
      'zhang@example.org 1.1 assignment 基础教育处',
    ]);
  });

  it('mails everything once, though a batch that was taken for dead still claims', async () => {
    const other = openDatabase(r.url, { connections: 3 });
    const next = noticesOf(codes.map((code) => r.items[code] as string));
    const window = claimWindow(at('2017-03-20'));
    for (let round = 1; round <= 15; round += 1) {
      await r.db.insertInto('notice').values(next(round)).execute();
      await Promise.all(
        [r.db, other, other].map(async (db) => {
          while (await claimNext(db, window, compose));
        }),
      );
    }
    await other.destroy();
    const mailed = mails.flatMap(({ notices }) => notices.map((notice) => notice.id));
    expect(mailed.toSorted()).toEqual([...new Set(mailed)].sort());
    expect(mailed).toHaveLength(15 * 18);
    expect(
      await r.db
        .selectFrom('mail')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirst(),
    ).toEqual({ n: mails.length });
  });

  it('never mails what was withdrawn nor withdraws what was mailed, however the two race, and neither ever fails', async () => {
    const item = r.items['1.1'] as string;
    const other = openDatabase(r.url, { connections: 4 });
    const next = noticesOf([item]);
    for (let round = 1; round <= 40; round += 1) {
      await r.db.insertInto('notice').values(next(round)).execute();
      const withdrawals = sleep(Math.random() * 12).then(() =>
        other.transaction().execute(async (tx) => {
          await tx.selectFrom('item').where('id', '=', item).select('id').forNoKeyUpdate().execute();
          await sleep(Math.random() * 6);
          // Two withdrawals of one event, each in an order of its own: as a submission that also acknowledges.
          for (const rule of round % 2
            ? (['reminder', 'unacknowledged'] as const)
            : (['unacknowledged', 'reminder'] as const)) {
            await tx
              .updateTable('notice')
              .set({ state: 'withdrawn' })
              .where('item_id', '=', item)
              .where('rule', '=', rule)
              .where('state', '=', 'staged')
              .execute();
            await sleep(Math.random() * 3);
          }
        }),
      );
      await sleep(Math.random() * 12);
      await Promise.all([withdrawals, claimAll(at('2017-03-20'))]);
    }
    await other.destroy();
    const rows = await r.db.selectFrom('notice').select(['id', 'state', 'mail_id']).execute();
    const mailed = new Set(mails.flatMap(({ notices }) => notices.map((notice) => notice.id)));
    for (const { id, state, mail_id } of rows) {
      expect(state).not.toBe('staged');
      expect(mail_id !== null).toBe(state === 'claimed');
      expect(mailed.has(id)).toBe(state === 'claimed');
    }
    // Both sides won sometimes.
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['claimed', 'withdrawn']));
  }, 30_000);
});

/** Six of each item in each round: of two rules, to two posts that one person holds. */
function noticesOf(items: string[]) {
  return (round: number) =>
    items.flatMap((item_id, which) =>
      Array.from({ length: 6 }, (_, i) => ({
        id: `${String(round)} ${String(i)} ${String(which)}`,
        item_id,
        checkpoint: 0,
        round,
        rule: i % 2 ? ('reminder' as const) : ('unacknowledged' as const),
        step: i,
        post_id: r.posts[i < 3 ? '基础教育处' : '夏春胤'] as string,
        release_at: timestamp(at('2017-03-20')),
        staged_at: timestamp(at('2017-03-19')),
        state: 'staged' as const,
        withdrawn_because: null,
        mail_id: null,
      })),
    );
}
