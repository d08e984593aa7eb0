import { createHash, type Hash } from 'node:crypto';
import { DubanError } from '../domain/errors.js';

export type HashAlgorithm = 'sha256' | 'sm3';

/**
 * A running hash. Written out, SHA-256 is plain hex, and any other says what it is: `sm3:…`. So every hash on record tells by which
 * algorithm it was made, and a changed setting leaves the old ones as they are. Throws `no-such-hash` where Node's OpenSSL has no SM3.
 */
export class Digest {
  private readonly hash: Hash;

  constructor(private readonly algorithm: HashAlgorithm) {
    try {
      this.hash = createHash(algorithm);
    } catch (cause) {
      const message = `本机的 Node.js（OpenSSL）不提供 ${algorithm.toUpperCase()} 算法；请换用 Node.js 官方发行版，或在规则中将 auditHash 改为 sha256。`;
      throw new DubanError('no-such-hash', message, { algorithm }, { cause });
    }
  }

  update(data: string | Uint8Array): this {
    this.hash.update(data);
    return this;
  }

  toString(): string {
    const hex = this.hash.digest('hex');
    return this.algorithm === 'sha256' ? hex : `${this.algorithm}:${hex}`;
  }
}

/** The hash of a value's canonical JSON. */
export function digestOf(algorithm: HashAlgorithm, value: unknown): string {
  return new Digest(algorithm).update(canonical(value)).toString();
}

/** By which algorithm a hash on record was made. */
export function algorithmOf(hash: string): HashAlgorithm {
  return hash.startsWith('sm3:') ? 'sm3' : 'sha256';
}

/** JSON with keys sorted at every depth. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
