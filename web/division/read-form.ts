import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { DubanError } from '../../domain/errors.js';

export type Fields = Record<string, string>;

export interface FormReading {
  /** Takes a file as it arrives, when the fields before it are known. What it throws is of this file alone. */
  file: (given: { name: string; content: Readable }, fields: Fields) => Promise<void>;
}

/** Bytes of a field: some fifty pages of text. All of a form's fields are in memory. */
const FIELD_SIZE = 256 * 1024;

/** Reads a multipart form, files piece by piece. Gives its fields, and what was wrong with files. Throws `form-unreadable`. */
export async function readForm(
  request: Request,
  { file }: FormReading,
): Promise<{ fields: Fields; faults: unknown[] }> {
  const type = request.headers.get('content-type') ?? '';
  if (request.body === null || !type.startsWith('multipart/form-data')) throw unreadable();
  const fields: Fields = {};
  const faults: unknown[] = [];
  const files: { content: PassThrough; kept: Promise<void> }[] = [];
  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: { fieldSize: FIELD_SIZE, fields: 100, files: 100 },
  });
  // eslint-disable-next-line max-params -- the parser's own signature
  parser.on('field', (name, value, _nameCut, cut) => {
    // A text that is cut is not what somebody wrote.
    if (cut === true) faults.push(new DubanError('text-too-long', '填写的文字过长，请将详细内容作为佐证材料附上。'));
    else fields[name] = value.replaceAll('\r\n', '\n');
  });
  parser.on('file', (_field, arriving, name) => {
    // What a browser sends where no file was chosen.
    if (!name) return void arriving.resume();
    const content = new PassThrough();
    arriving.pipe(content);
    // Refused before its end, the rest of it passes by unread, and those after it are looked at.
    content.once('close', () => {
      arriving.unpipe(content);
      arriving.resume();
    });
    const kept = file({ name, content }, { ...fields })
      .catch((fault: unknown) => void faults.push(fault))
      .finally(() => content.destroy());
    files.push({ content, kept });
  });
  parser.on('filesLimit', () => {
    faults.push(new DubanError('evidence-too-many', '一次选择的文件过多，其余未收。请合并成压缩包（.zip）。'));
  });
  try {
    await pipeline(Readable.fromWeb(request.body), parser);
  } catch (cause) {
    for (const { content } of files) content.destroy(unreadable(cause));
    await Promise.all(files.map(({ kept }) => kept));
    throw unreadable(cause);
  }
  await Promise.all(files.map(({ kept }) => kept));
  return { fields, faults };
}

function unreadable(cause?: unknown): DubanError {
  return new DubanError('form-unreadable', '提交的内容没有完整收到，请重新提交。', {}, { cause });
}
