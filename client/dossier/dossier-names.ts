import { safeName } from '../../documents/dossier/file-name.js';
import { PAGES } from '../../documents/dossier/item-page.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import type { EvidenceOnce, SentMail } from '../../register/dossier/dossier-files.js';

const padded = (n: number, digits: number): string => String(n).padStart(digits, '0');

/** Names within a dossier. Each has a number, so that no two are the same, whatever people called things. */
export const dossierNames = {
  plan: (n: number, documentName: string): string => `方案/第${n}版 ${safeName(documentName)}`,
  page: (item: { position: number; code: string; title: string }): string =>
    `${PAGES}/${padded(item.position, 4)} ${safeName(item.code, 20)} ${safeName(item.title, 40)}.html`,
  evidence: ({ n, code, label, name }: EvidenceOnce): string =>
    `佐证材料/${safeName(code, 20)}/${padded(n, 5)} ${label === null ? '' : `${safeName(label, 20)} `}${safeName(name)}`,
  mail: ({ n, at, name, subject }: SentMail, zone: string): string =>
    `通知邮件/${padded(n, 6)} ${dayOf(at, zone)} ${safeName(name, 12)} ${safeName(subject, 40)}.eml`,
};

/** `2027年3月20日（周六）`: what is read years later always says its year. */
export const dated = (zone: string) => ({ zone, now: 0 });
