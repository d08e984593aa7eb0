import type { Attachment, Email } from 'postal-mime';
import { oneLine } from '../plain.js';

/** A file that came with a mail. */
export interface AttachedFile {
  name: string;
  content: Uint8Array;
}

export interface Attached {
  files: AttachedFile[];
  /** What was not taken for material, as its sender reads it. */
  leftOut: string[];
}

/** The material that came with a mail; without the pictures of its text and signature, and what mail programs attach by themselves. */
export function attachedTo({ attachments, text = '', html = '' }: Email): Attached {
  const files: AttachedFile[] = [];
  const leftOut: string[] = [];
  for (const [position, attachment] of attachments.entries()) {
    const name = nameOf(attachment, position);
    if (isOfMailProgram(attachment)) continue;
    if (isInTheText(attachment)) leftOut.push(`正文或签名中的图片“${name}”；如是佐证材料，请作为附件添加`);
    else files.push({ name, content: bytesOf(attachment) });
  }
  if (/超大附件|文件中转站/.test(text + html))
    leftOut.push('超大附件（邮件中只有下载链接）；请作为普通附件添加，或压缩后分次发送');
  return { files, leftOut };
}

function nameOf({ filename }: Attachment, position: number): string {
  const name = oneLine((filename ?? '').replace(/^.*[\\/]/, ''));
  return name === '' ? `附件${position + 1}` : Array.from(name).slice(-150).join('');
}

function isInTheText({ mimeType, related, disposition, contentId }: Attachment): boolean {
  if (!mimeType.startsWith('image/')) return false;
  return related === true || (disposition === 'inline' && contentId !== undefined);
}

function isOfMailProgram({ mimeType }: Attachment): boolean {
  return /^(?:application\/(?:x-)?pkcs7-signature|application\/pgp-signature|text\/calendar|text\/(?:x-)?vcard)$/.test(
    mimeType,
  );
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
