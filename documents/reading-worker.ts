import { parentPort, workerData } from 'node:worker_threads';
import { DubanError } from '../domain/errors.js';
import type { DraftBook } from './draft-book/book.js';
import { openDraftBook } from './draft-book/open-draft-book.js';
import { readDocument, type Reading } from './read-document.js';

/** What the thread is given, and what it answers. */
export interface ReadingTask {
  bytes: Uint8Array;
  fileName: string;
}

export type ReadingAnswer =
  | { read: Reading | DraftBook }
  | { refusal: { code: string; message: string; data: Record<string, unknown> } }
  | { failure: string };

// Started by `readSafely` alone.
if (parentPort) parentPort.postMessage(await answer(workerData as ReadingTask));

async function answer({ bytes, fileName }: ReadingTask): Promise<ReadingAnswer> {
  try {
    return { read: (await openDraftBook(bytes, fileName)) ?? (await readDocument(bytes, fileName)) };
  } catch (error) {
    if (!(error instanceof DubanError))
      return { failure: error instanceof Error ? String(error.stack) : String(error) };
    // What cannot be cloned could not be sent, and is of no use to the officer.
    const data = JSON.parse(JSON.stringify(error.data)) as Record<string, unknown>;
    return { refusal: { code: error.code, message: error.message, data } };
  }
}
