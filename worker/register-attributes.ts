import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../workflows/contract.js';

/** Temporal's `IndexedValueType`. */
const TYPES = { KEYWORD: 2, DATETIME: 6 } as const;

/**
 * Makes our search attributes known to the server, which most servers let a client do, and again changes nothing. Where it is
 * refused (Temporal Cloud, a server with rights of its own) an operator does it; until then items go without.
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  for (const { name, type } of Object.values(searchAttributes)) {
    const request = { namespace, searchAttributes: { [name]: TYPES[type] } };
    await connection.operatorService.addSearchAttributes(request).catch(() => undefined);
  }
}
