import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { calendarFile } from '../../mail/calendar.js';
import { everyKind } from './every-kind.js';
import { at, districts, leader, notice } from './sample-notices.js';

const context = { now: at('2017-09-20T10:30'), office: '督查室', organizer: 'wang@example.org' };

interface Parsed {
  method: string;
  events: { uid: string; sequence: number; status: string; end: number; summary: string }[];
}

function parsed(notices: ReleasedNotice[]): Parsed | null {
  const found = calendarFile(notices, context);
  if (found === null) return null;
  const text = found.file.content.toString();
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const method = String(calendar.getFirstPropertyValue('method'));
  expect(found.file.type).toBe(`text/calendar; charset=utf-8; method=${method}`);
  return {
    method,
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        sequence: event.sequence,
        status: String(component.getFirstPropertyValue('status')),
        end: event.endDate.toJSDate().getTime(),
        summary: event.summary,
      };
    }),
  };
}

describe('the calendar entry of a mail', () => {
  it('has each date still to come, under an id of its own', () => {
    const { method, events } = parsed([notice({ rule: 'assignment', checkpoint: null })])!;
    expect(method).toBe('PUBLISH');
    expect(events.map(({ uid, end }) => [uid, end])).toEqual([
      ['item-12.3@duban', at('2017-09-30T17:30')],
      ['item-12.4@duban', at('2017-12-29T17:30')],
    ]);
  });

  it('moves with the date under the same id, in one file with what is taken back', () => {
    const moved = { ...districts.checkpoints[2]!, due: at('2017-10-20T17:30'), revision: 3 };
    const dropped = { ...districts.checkpoints[3]!, status: 'dropped' as const };
    const { method, events } = parsed([
      notice({ rule: 'dateChanged', checkpoint: moved }),
      notice({ id: 'b', rule: 'dateChanged', checkpoint: dropped, said: { dropped: true } }),
    ])!;
    const first = parsed([notice({ rule: 'opening' })])!.events[0]!;
    expect(method).toBe('PUBLISH');
    expect(events.map(({ uid, status }) => [uid, status])).toEqual([
      ['item-12.3@duban', 'CONFIRMED'],
      ['item-12.4@duban', 'CANCELLED'],
    ]);
    expect(events[0]?.sequence).toBeGreaterThan(first.sequence);
  });

  it('is taken back while the item is frozen, and set anew, with a higher number, when it goes on', () => {
    const frozen = parsed([{ ...everyKind.frozen, item: { ...districts, status: 'frozen' } }])!;
    expect([frozen.method, new Set(frozen.events.map(({ status }) => status))]).toEqual([
      'CANCEL',
      new Set(['CANCELLED']),
    ]);
    const later = districts.checkpoints.map((one) => ({ ...one, revision: one.revision + 1 }));
    const resumed = parsed([{ ...everyKind.resumed, item: { ...districts, checkpoints: later } }])!;
    expect(resumed.events.map(({ uid }) => uid)).toEqual(frozen.events.map(({ uid }) => uid));
    expect(resumed.events[0]?.sequence).toBeGreaterThan(frozen.events[0]!.sequence);
  });

  it('is not sent to a leader, nor with what sets no date', () => {
    expect(parsed([notice({ rule: 'assignment', checkpoint: null, post: leader })])).toBeNull();
    expect(parsed([notice()])).toBeNull();
  });

  it('takes any title for text, and gives the same bytes for the same notices', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, label) => {
        const hostile = { ...districts, title: `${title}\r\nEND:VEVENT\r\n;,"`, heading: '甲' };
        const one = notice({ rule: 'opening', item: hostile, checkpoint: { ...districts.checkpoints[2]!, label } });
        expect(parsed([one])?.events).toHaveLength(1);
        expect(calendarFile([one], context)?.file.content).toEqual(calendarFile([one], context)?.file.content);
      }),
      { numRuns: 200 },
    );
  });
});
