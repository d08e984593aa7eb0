import { createPrivateKey } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import { DubanError } from '../domain/errors.js';
import type { BuiltMessage } from './message.js';

/** What a domain vouches for its mails with (DKIM, RFC 6376): the public half stands at `selector._domainkey.domain`. */
export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

/** @throws DubanError `dkim-key-invalid` for what is no RSA key. */
export function checkedKey(key: DkimKey): DkimKey {
  try {
    if (createPrivateKey(key.privateKey).asymmetricKeyType === 'rsa') return key;
  } catch {
    // Never its text: it is a secret.
  }
  throw new DubanError(
    'dkim-key-invalid',
    'DKIM 私钥有误：应为 PEM 格式的 RSA 私钥，请核对 DUBAN_DKIM_KEY_FILE 所指的文件。',
  );
}

/** The message with its signature. RSA signs without chance and the signature bears no time: the same message is signed the same. */
export async function signed(message: BuiltMessage, key: DkimKey): Promise<BuiltMessage> {
  const { domain: domainName, selector: keySelector, privateKey } = key;
  const signer = new DKIM({ domainName, keySelector, privateKey });
  return { ...message, bytes: await buffer(signer.sign(message.bytes)) };
}
