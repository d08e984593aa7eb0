import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '../../domain/errors.js';

/** Where `-o` wants a result, in the format that its name ends with. */
export interface OutputFile<Format extends string> {
  file: string;
  format: Format;
  force: boolean;
}

/**
 * Refused before any work is done for it. `formats` says what each is.
 *
 * @throws DubanError `output-format`, `output-exists`
 */
export async function outputFile<Format extends string>(
  file: string,
  formats: Record<Format, string>,
  force: boolean,
): Promise<OutputFile<Format>> {
  const format = path.extname(file).toLowerCase().slice(1);
  if (!Object.hasOwn(formats, format)) {
    const known = Object.entries(formats).map(([ending, what]) => `.${ending}（${String(what)}）`);
    const all = [known.slice(0, -1).join('、'), known.at(-1)].filter((part) => part !== '').join('或 ');
    throw new DubanError('output-format', `-o “${file}”应以 ${all.replaceAll('）、.', '）、 .')}结尾。`, { file });
  }
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists && !force) throw outputExists(file);
  return { file, format: format as Format, force };
}

/** @throws DubanError `output-exists`, `output-unwritable` */
export async function writeOutput(
  { file, force }: { file: string; force: boolean },
  data: Uint8Array | string,
): Promise<void> {
  try {
    await writeFile(file, data, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw outputExists(file);
    const why = code === 'ENOENT' ? '没有这个文件夹' : message;
    throw new DubanError('output-unwritable', `写不了“${file}”：${why}；请换一个位置。`, { file }, { cause });
  }
}

function outputExists(file: string): DubanError {
  return new DubanError('output-exists', `“${file}”已存在，没有覆盖；请换一个文件名，或加 --force 覆盖。`, { file });
}
