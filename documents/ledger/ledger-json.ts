import { isoWithOffset } from '../../domain/calendar/zoned.js';
import type { Ledger, LedgerCheckpoint, LedgerItem } from './ledger.js';

/**
 * The register as JSON, an item a line. Moments are ISO 8601 with the offset of the campaign's zone, `null` where there is
 * none; counts and figures are numbers. `light` is one of green, yellow, red, grey, done, and `word` what it is called.
 */
export async function* ledgerJson({ head, items }: Ledger): AsyncGenerator<string> {
  const { at, zone, ...told } = head;
  yield `${JSON.stringify({ ...told, zone, asOf: isoWithOffset(at, zone) }).slice(0, -1)},"items":[`;
  let before = '\n';
  for await (const item of items) {
    yield before + JSON.stringify(itemOf(item, zone));
    before = ',\n';
  }
  yield '\n]}\n';
}

function itemOf({ lamp, checkpoints, ...item }: LedgerItem, zone: string): object {
  return { ...item, ...lamp, checkpoints: checkpoints.map((checkpoint) => checkpointOf(checkpoint, zone)) };
}

function checkpointOf({ lamp, originalDue, due, submittedAt, ...rest }: LedgerCheckpoint, zone: string): object {
  return {
    ...rest,
    ...lamp,
    originalDue: isoWithOffset(originalDue, zone),
    due: isoWithOffset(due, zone),
    submittedAt: submittedAt === null ? null : isoWithOffset(submittedAt, zone),
  };
}
