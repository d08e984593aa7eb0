import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDispatchActivities } from '../../activities/dispatch-activities.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { applyAssignment, applyCommand, type Applied } from '../../register/apply-event.js';
import type { Delivery } from '../../register/outbox/deliver.js';
import { reportMails } from '../../register/outbox/report-mails.js';
import { unansweredCommands, type UnansweredCommand } from '../../register/unanswered-commands.js';
import { at, draftItem, pass, register, roster, type Register, claimWindow } from './sample.js';

let r: Register;
let item: string;
let assigned: Applied;
let sent: string[];
let given: UnansweredCommand[];
const refused: Delivery = {
  kind: 'rejected',
  permanent: true,
  response: '550 5.1.1\n  user unknown ' + '!'.repeat(300),
};
const accepted: Delivery = { kind: 'accepted', response: '250' };

/** 高教处 leads; 李四 holds it, and 赵六 is its other contact. */
beforeEach(async () => {
  const second = { person: '赵六', mailbox: 'zhao@example.org' };
  const rows = roster.map((row) => (row.post === '高教处' ? { ...row, second } : row));
  r = await register([{ ...draftItem('1.1'), divisions: [{ name: '高教处', role: 'lead' }] }], { roster: rows });
  item = r.items['1.1'] as string;
  assigned = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  [sent, given] = [[], []];
});
afterEach(() => r.close());

/** A dispatch whose commands the item applies at once, and whose server refuses some mailboxes. */
function dispatch(refuses: string[], { answers = true, stopped = (): boolean => false } = {}) {
  let clock: Instant = 0;
  const activities = createDispatchActivities({
    ...{ db: r.db, calendar, policy, stopped, heartbeat: () => undefined, warn: () => undefined },
    compose: (_, notices) => ({
      subject: notices.map(({ rule, contact }) => `${rule}${contact}`).join(),
      text: '',
      html: '',
    }),
    prepare:
      ({ recipient, subject }) =>
      () => {
        sent.push(`${recipient.mailbox} ${subject}`);
        return Promise.resolve(refuses.includes(recipient.mailbox) ? refused : accepted);
      },
    sendCommand: async (command) => {
      given.push(command);
      if (!answers) throw new Error('the engine is away');
      await applyCommand(r.context, command.itemId, { commandId: command.id, now: clock });
    },
  });
  return async (now: Instant): Promise<void> => {
    clock = now;
    for (let round = 0; round < 5 && (await activities.planRelease({ now })).due; round += 1)
      await activities.releaseBatch({ now });
  };
}

const hold = async (): Promise<unknown> =>
  (await r.db.selectFrom('item').where('id', '=', item).select('state').executeTakeFirstOrThrow()).state?.checkpoints[0]
    ?.hold;

describe('a mail that is refused', () => {
  it('is told to the office at once, and the other contact is tried', async () => {
    await dispatch(['li@example.org'])(at('2017-03-02'));
    expect(sent[0]).toBe('li@example.org assignment1');
    expect(sent.slice(1).sort()).toEqual(['wang@example.org undelivered1', 'zhao@example.org assignment2']);
    expect(given.map(({ kind, itemId, campaignId }) => [kind, itemId, campaignId])).toEqual([
      ['undelivered', item, r.campaignId],
    ]);
    const [mail] = await r.db.selectFrom('mail').where('state', '=', 'rejected').select('id').execute();
    const [notice] = await r.db
      .selectFrom('notice')
      .where('contact', '=', 1)
      .where('rule', '=', 'assignment')
      .select('id')
      .execute();
    const [command] = await r.db.selectFrom('command').selectAll().execute();
    expect(command).toMatchObject({
      ...{ id: `undelivered/${mail?.id}/${notice?.id}`, actor: 'engine', at: at('2017-03-02'), answer: { ok: true } },
      body: {
        notice: { checkpoint: 0, round: 1, rule: 'assignment', step: 1, post: r.posts['高教处'] },
        ...{ contact: 1, otherContact: true, reason: expect.stringMatching(/^550 5\.1\.1 user unknown !+…$/) },
      },
    });
    expect((command?.body as { reason: string }).reason).toHaveLength(200);
    expect(await reportMails(r.db, claimWindow(at('2017-03-03')))).toBeNull();
  });

  it('is told once more when the other contact refuses too, and never of the notice that says so', async () => {
    await dispatch(['li@example.org', 'zhao@example.org', 'wang@example.org'])(at('2017-03-02'));
    expect(sent.sort()).toEqual([
      'li@example.org assignment1',
      'wang@example.org undelivered1',
      'wang@example.org undelivered1',
      'zhao@example.org assignment2',
    ]);
    const bodies = (await r.db.selectFrom('command').orderBy('at').select('body').execute()).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(bodies).toContainEqual(expect.objectContaining({ contact: 2, otherContact: false }));
    expect(await unansweredCommands(r.db, { before: at('2018-01-01') })).toEqual([]);
  });

  it('holds the escalation back for three working days, or until the other contact is reached', async () => {
    await dispatch([])(at('2017-03-02'));
    const next = await pass(r.context, item, { from: assigned, until: at('2017-03-30', '08:59') });
    expect(next.next).not.toBeNull();
    await r.db
      .updateTable('notice')
      .set({ state: 'withdrawn' })
      .where('rule', '!=', 'reminder')
      .where('state', '=', 'staged')
      .execute();
    await r.db
      .updateTable('notice')
      .set({ state: 'withdrawn' })
      .where('step', '!=', 1)
      .where('state', '=', 'staged')
      .execute();
    const none = dispatch(['li@example.org', 'zhao@example.org']);
    await none(at('2017-03-30'));
    // 31 March, 1 April and, after 清明, 5 April.
    expect(await hold()).toBe(at('2017-04-05'));
    await r.db
      .updateTable('mail')
      .set({ state: 'accepted', reported: false })
      .where('mailbox', '=', 'zhao@example.org')
      .execute();
    await dispatch([])(at('2017-03-30', '10:00'));
    expect(given.at(-1)).toMatchObject({ kind: 'delivered' });
    expect(await hold()).toBeNull();
  });

  it('is reported by the next batch, and sent again by the courier, where the engine was away or the worker stopped', async () => {
    let stopping = false;
    const away = dispatch(['li@example.org'], { answers: false, stopped: () => stopping });
    await away(at('2017-03-02'));
    expect(given).toHaveLength(1);
    const [waiting] = await unansweredCommands(r.db, { before: at('2017-03-02') });
    expect(waiting).toEqual(given[0]);
    await applyCommand(r.context, item, { commandId: waiting?.id ?? '', now: at('2017-03-02', '09:05') });
    await r.db.updateTable('mail').set({ reported: false }).execute();
    stopping = true;
    await away(at('2017-03-02', '09:10'));
    expect(given).toHaveLength(1);
    stopping = false;
    await dispatch([])(at('2017-03-02', '09:20'));
    expect(await r.db.selectFrom('command').selectAll().execute()).toHaveLength(1);
    expect(sent.slice(1).sort()).toEqual(['wang@example.org undelivered1', 'zhao@example.org assignment2']);
  });

  it('is one that could not be composed, too', async () => {
    const activities = createDispatchActivities({
      ...{ db: r.db, calendar, policy, stopped: () => false, heartbeat: () => undefined, warn: () => undefined },
      compose: () => {
        throw new Error('此处有误');
      },
      prepare: () => () => Promise.resolve(accepted),
      sendCommand: (command) => Promise.resolve(void given.push(command)),
    });
    await activities.releaseBatch({ now: at('2017-03-02') });
    expect(given).toMatchObject([{ kind: 'undelivered' }]);
    expect((await r.db.selectFrom('command').select('body').executeTakeFirst())?.body).toMatchObject({
      reason: '邮件无法生成：Error: 此处有误',
    });
  });

  it('is none at all where nobody holds the post; the notice is taken back and the office told', async () => {
    await r.db
      .deleteFrom('holding')
      .where('post_id', '=', r.posts['高教处'] as string)
      .execute();
    await dispatch([])(at('2017-03-02'));
    expect(sent).toEqual(['wang@example.org undelivered1']);
    expect(
      await r.db.selectFrom('notice').where('rule', '=', 'assignment').select(['state', 'withdrawn_because']).execute(),
    ).toEqual([{ state: 'withdrawn', withdrawn_because: 'unheld' }]);
  });
});
