import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { DubanError } from '../../domain/errors.js';
import { evidenceSize } from '../../register/queries/evidence.js';
import { attachment } from '../attachment.js';
import type { ConsoleDependencies } from '../dependencies.js';

/** A file that was handed in, to be saved and never opened in place: nobody knows what is in it. */
export async function evidenceFile(
  c: Context,
  { db, evidence }: ConsoleDependencies,
  sha256: string,
): Promise<Response> {
  const name = c.req.param('name') ?? '';
  const size = await evidenceSize(db, sha256, name);
  if (size === null || evidence === undefined)
    throw new DubanError('no-such-evidence', '台账中没有这份佐证材料', { sha256, name });
  const content = evidence.read(sha256);
  // A file that is gone or damaged must be an answer, not a download that breaks off: a large one still breaks off, but is never whole.
  await once(content, 'readable');
  c.header('Content-Type', 'application/octet-stream');
  c.header('Content-Length', String(size));
  c.header('Content-Disposition', attachment(name));
  if (c.req.raw.method === 'HEAD') {
    content.destroy();
    return c.body(null);
  }
  return c.body(Readable.toWeb(content) as ReadableStream);
}
