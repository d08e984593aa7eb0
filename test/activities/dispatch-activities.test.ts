import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDispatchActivities } from '../../activities/dispatch-activities.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { applyAssignment } from '../../register/apply-event.js';
import { at, draftItem, register, type Register } from '../register/sample.js';

let r: Register;
beforeEach(async () => {
  r = await register([draftItem('1.1')]);
  await applyAssignment(r.context, r.items['1.1'] as string, at('2017-03-01', '15:01'));
});
afterEach(() => r.close());

/** A batch over the two divisions' mails, asked to stop after so many. */
function batch(stopAfter: number) {
  const sent: string[] = [];
  const activities = createDispatchActivities({
    db: r.db,
    calendar,
    policy,
    compose: () => ({ subject: '督办', text: '', html: '' }),
    prepare:
      ({ recipient }) =>
      () => {
        sent.push(recipient.mailbox);
        return Promise.resolve({ kind: 'accepted', response: '250' });
      },
    sendCommand: () => Promise.resolve(),
    heartbeat: () => undefined,
    warn: () => undefined,
    stopped: () => sent.length >= stopAfter,
  });
  return { activities, sent };
}

describe('a batch of mails', () => {
  it('begins no further mail once the worker is being stopped, and the next one sends the rest', async () => {
    const now = at('2017-03-02');
    const first = batch(1);
    expect(await first.activities.releaseBatch({ now })).toEqual({ sent: 1 });
    const left = await r.db.selectFrom('mail').select(['mailbox', 'state']).execute();
    expect(left.map((mail) => mail.state).sort()).toEqual(['accepted', 'pending']);
    expect((await first.activities.planRelease({ now })).due).toBe(true);

    const second = batch(Infinity);
    expect(await second.activities.releaseBatch({ now })).toEqual({ sent: 1 });
    expect([...first.sent, ...second.sent].sort()).toEqual(['li@example.org', 'zhang@example.org']);
    expect((await second.activities.planRelease({ now })).due).toBe(false);
  });

  it('sends nothing on a Sunday night that was due on Friday', async () => {
    const { activities, sent } = batch(Infinity);
    const night = at('2017-03-05', '03:00');
    expect(await activities.planRelease({ now: night })).toEqual({ due: false, wakeAt: at('2017-03-06') });
    await activities.releaseBatch({ now: night });
    expect(sent).toEqual([]);
    await activities.releaseBatch({ now: at('2017-03-06') });
    expect(sent).toHaveLength(2);
  });
});
