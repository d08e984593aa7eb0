import { DateTime } from 'luxon';
import type { Day, Instant } from '../instant.js';
import { Remembered } from './remembered.js';

const instants = new Remembered<string, Instant>();
const days = new Map<string, Remembered<Instant, Day>>();

/**
 * The instant at which clocks in `zone` (IANA) show `time` (`HH:mm`) on `day`. A time that a change of clocks skips is
 * the instant as far after the change. Throws a RangeError when day, time or zone does not exist.
 */
export function instantOf(day: Day, time: string, zone: string): Instant {
  return instants.get(`${day}T${time} ${zone}`, () =>
    valid(DateTime.fromISO(`${day}T${time}`, { zone }), `${day} ${time} ${zone}`).toMillis(),
  );
}

/** The civil day that it is in `zone`. */
export function dayOf(instant: Instant, zone: string): Day {
  let ofZone = days.get(zone);
  if (ofZone === undefined) {
    ofZone = new Remembered();
    // Kept only for a zone that exists: the first answer says so.
    ofZone.get(instant, () => zoned(instant, zone).toFormat('yyyy-MM-dd'));
    days.set(zone, ofZone);
  }
  return ofZone.get(instant, () => zoned(instant, zone).toFormat('yyyy-MM-dd'));
}

/** `2017-09-30T17:30:00+08:00`: to the second, cut off, with the offset that `zone` has then (`Z` in UTC). */
export function isoWithOffset(instant: Instant, zone: string): string {
  return zoned(instant, zone).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ").replace('+00:00', 'Z');
}

function zoned(instant: Instant, zone: string): DateTime {
  return valid(DateTime.fromMillis(instant, { zone }), `${instant} ${zone}`);
}

function valid(time: DateTime, what: string): DateTime {
  if (!time.isValid) throw new RangeError(`no such time: ${what} (${time.invalidExplanation ?? time.invalidReason})`);
  return time;
}
