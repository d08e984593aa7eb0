import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';

/** The rehearsal as JSON, in runs of whole lines: of a province's year no string could hold all. One notice and one mail a line. */
export function* rehearsalAsJson(rehearsal: Rehearsal): Generator<string> {
  const { notices, mails, totals, busyDays, warnings } = rehearsal;
  yield '{"notices": [';
  yield* lines(notices, ({ item, checkpoint, kind, step, recipient, release, why }) => ({
    ...{ item, checkpoint, kind, step, recipient, release, why },
  }));
  yield '], "mails": [';
  yield* lines(mails, ({ recipient, release, notices: told }) => ({ recipient, release, notices: told }));
  yield '], "totals": [';
  yield* lines(totals, (total) => total);
  yield '], "busyDays": [';
  yield* lines(busyDays, (day) => day);
  yield '], "warnings": [';
  yield* lines(warnings, (warning) => warning);
  yield ']}';
}

const AT_ONCE = 1000;

function* lines<T>(values: readonly T[], shown: (value: T) => object): Generator<string> {
  for (let from = 0; from < values.length; from += AT_ONCE) {
    const some = values.slice(from, from + AT_ONCE).map((value) => JSON.stringify(shown(value)));
    yield some.join(',\n') + (from + AT_ONCE < values.length ? ',' : '');
  }
}
