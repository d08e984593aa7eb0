import { Worker } from 'node:worker_threads';
import { DubanError } from '../domain/errors.js';
import { SECOND } from '../domain/instant.js';
import type { DraftBook } from './draft-book/book.js';
import type { Reading } from './read-document.js';
import type { ReadingAnswer, ReadingTask } from './reading-worker.js';

export interface ReadingLimits {
  /** Milliseconds. */
  time: number;
  /** Of the thread's own heap, MiB. */
  heap: number;
  /** Of the whole process above what it had when the reading began, MiB: buffers stand outside a thread's heap. */
  memory: number;
}

export const READING_LIMITS: ReadingLimits = { time: 120 * SECOND, heap: 1024, memory: 1280 };

const WORKER = new URL('./reading-worker.js', import.meta.url);
const LOOK_EVERY = 100;
const MIB = 1024 * 1024;

/**
 * Reads a document, or a draft's workbook, in a thread of its own, which is ended when it takes too long or too much: a file comes from
 * anywhere, and what it does to the libraries that open it must not take the office's work down with it.
 *
 * @throws DubanError as `readDocument` and `openDraftBook` do; `file-too-slow`, `file-too-large` at the limits; `reader-failed` for a fault of ours
 */
export async function readSafely(
  bytes: Uint8Array,
  fileName: string,
  limits: ReadingLimits = READING_LIMITS,
): Promise<Reading | DraftBook> {
  const answer = await ask({ bytes, fileName }, limits);
  if ('read' in answer) return answer.read;
  if ('refusal' in answer) throw new DubanError(answer.refusal.code, answer.refusal.message, answer.refusal.data);
  const message = `读取“${fileName}”时程序出错，未读入任何内容；请将该文件和以下信息交给维护人员：${answer.failure.slice(0, 500)}`;
  throw new DubanError('reader-failed', message, { fileName, failure: answer.failure });
}

function ask(task: ReadingTask, { time, heap, memory }: ReadingLimits): Promise<ReadingAnswer> {
  const { fileName } = task;
  // Its streams are left unread: libraries print what they think of damaged files.
  const worker = new Worker(WORKER, {
    ...{ workerData: task, stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  const before = process.memoryUsage.rss();
  return new Promise<ReadingAnswer>((resolve, reject) => {
    const deadline = setTimeout(() => reject(tooSlow(fileName, time)), time);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > memory * MIB) reject(tooLarge(fileName));
    }, LOOK_EVERY);
    worker.once('message', resolve);
    worker.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY') reject(tooLarge(fileName));
      else resolve({ failure: String(cause.stack ?? cause) });
    });
    worker.once('exit', (code) => {
      clearTimeout(deadline);
      clearInterval(watch);
      resolve({ failure: `the reading thread ended with code ${code}` });
    });
  }).finally(() => worker.terminate());
}

function tooSlow(fileName: string, time: number): DubanError {
  const message = `读取“${fileName}”超过${time / SECOND}秒仍未完成，已停止；文件可能过大或已损坏，请另存为只含方案的文件再读。`;
  return new DubanError('file-too-slow', message, { fileName, time });
}

function tooLarge(fileName: string): DubanError {
  const message = `读取“${fileName}”占用内存过多，已停止；文件可能过大或已损坏，请另存为只含方案的文件再读。`;
  return new DubanError('file-too-large', message, { fileName });
}
