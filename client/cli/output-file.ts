import { access, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '../../domain/errors.js';

export interface OutputFile<F extends string> {
  file: string;
  format: F;
  force: boolean;
}

/**
 * The file meant by `-o`, in one of `formats`: what an ending stands for. Refused before anything is read: that may take a minute.
 *
 * @throws DubanError `output-format`, `output-exists`
 */
export async function outputFile<F extends string>(
  file: string,
  formats: Record<F, string>,
  force: boolean,
): Promise<OutputFile<F>> {
  const format = path.extname(file).toLowerCase().slice(1) as F;
  if (!Object.hasOwn(formats, format)) {
    const endings = Object.entries(formats).map(([ending, what]) => `.${ending}（${what as string}）`);
    const last = endings.pop();
    const message = `-o “${file}”应以 ${endings.join('、')}${endings.length > 0 ? '或 ' : ''}${last}结尾。`;
    throw new DubanError('output-format', message, { file });
  }
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists && !force) throw outputExists(file);
  return { file, format, force };
}

/**
 * Writes all of it or nothing: what was there stays until all is written.
 *
 * @throws DubanError `output-exists`, `output-unwritable`
 */
export async function writeOutputFile(
  { file, force }: OutputFile<string>,
  data: Uint8Array | string | AsyncIterable<Uint8Array | string>,
): Promise<void> {
  const target = force ? `${file}.part` : file;
  const handle = await open(target, force ? 'w' : 'wx').catch(explain(file));
  try {
    await writeFile(handle, data).catch(explain(file));
    await handle.close();
    if (force) await rename(target, file).catch(explain(file));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(target, { force: true });
    throw error;
  }
}

/** What the file system says is told as an officer can act on it; what the data's own source throws is not ours to explain. */
function explain(file: string): (cause: unknown) => never {
  return (cause) => {
    const { code = '', syscall = '', message } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw outputExists(file);
    if (!['open', 'write', 'rename', 'close'].includes(syscall)) throw cause;
    const why = unwritable[code] ?? message;
    throw new DubanError('output-unwritable', `写不了“${file}”：${why}。`, { file }, { cause });
  };
}

const unwritable: Record<string, string> = {
  ENOENT: '没有这个文件夹',
  EISDIR: '这是文件夹，不是文件',
  ENOTDIR: '路径中有一段不是文件夹',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限，或文件正在 Excel、WPS 中打开',
  EBUSY: '文件正在 Excel、WPS 中打开，请先关闭',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘空间不足',
};

function outputExists(file: string): DubanError {
  const message = `“${file}”已存在，可能有您修改过的内容，没有覆盖；请换一个文件名，或加 --force 覆盖。`;
  return new DubanError('output-exists', message, { file });
}
