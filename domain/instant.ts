/** A point in time: milliseconds since 1970-01-01T00:00:00Z. It has no zone; zones belong to `Day` and to the shells that show it. */
export type Instant = number;

/** A civil day in the campaign's zone, `YYYY-MM-DD`. */
export type Day = string;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
