import { Readable } from 'node:stream';
import { formDocx } from '../../documents/forms/form-docx.js';
import { documentDate } from '../../domain/calendar/chinese-date.js';
import type { EvidenceFile } from '../../domain/command.js';
import type { EvidenceStore } from '../../register/evidence-store.js';
import type { Deed } from './stage.js';

/** What a division hands in with its report, as a Word file: the sample's stand-in for the real thing. */
export async function material(evidence: EvidenceStore, { item, as, at, body }: Deed): Promise<EvidenceFile[]> {
  if (body.kind !== 'submit') return [];
  const label = item.checkpoints.find(({ n }) => n === body.checkpoint)?.label ?? '';
  const title = `${item.code}${label}工作情况`;
  const docx = await formDocx({
    title,
    at,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'paragraph', text: `${item.title || item.heading}。${body.text}。` },
      { kind: 'signature', issuer: as, date: documentDate(at, 'Asia/Shanghai') },
    ],
  });
  return [{ ...(await evidence.put(Readable.from([docx]))), name: `${title}.docx`, type: 'docx' }];
}
