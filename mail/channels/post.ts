import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { SECOND } from '../../domain/instant.js';

export interface Post {
  url: URL;
  headers: Record<string, string>;
  body: string;
}

/** `unsent`: certain that nothing was handed over. `unknown`: it was, or part of it, and no whole answer came. */
export type Posted =
  { kind: 'answered'; status: number; body: string } | { kind: 'unsent' | 'unknown'; reason: string };

/** The services answer within a second. */
const TIMEOUT = 5 * SECOND;
/** Of an answer; theirs have some hundred. */
const MOST_BYTES = 64 * 1024;

/**
 * Posts once, over a connection of its own, within 5 seconds from first to last; follows no redirect and knows no proxy. Never rejects; what
 * it says of a failure names the host at most, never the rest of the address, which is a secret.
 */
export function post({ url, headers, body }: Post, timeout = TIMEOUT): Promise<Posted> {
  const secure = url.protocol === 'https:';
  const content = Buffer.from(body);
  return new Promise((resolve) => {
    let handedOver = false;
    const signal = AbortSignal.timeout(timeout);
    const failed = (error: Error): void => {
      const reason = signal.aborted ? `${timeout / SECOND}秒内没有答复` : error.message;
      resolve({ kind: handedOver ? 'unknown' : 'unsent', reason });
    };
    const request = (secure ? requestHttps : requestHttp)(
      url,
      { method: 'POST', agent: false, signal, headers: { ...headers, 'content-length': content.length } },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MOST_BYTES) request.destroy(new Error('答复过长'));
          else chunks.push(chunk);
        });
        response.on('error', failed);
        response.on('end', () =>
          resolve({ kind: 'answered', status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    // Until then not a byte of the request has left.
    request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (handedOver = true)));
    request.on('error', failed);
    request.end(content);
  });
}
