import { change, overall, praise } from '../documents/bulletin/bulletin-words.js';
import type { BulletinReport } from '../domain/bulletin-report.js';

export { closingWords, method } from '../documents/bulletin/bulletin-words.js';
export { formPage as bulletinPage } from '../documents/forms/form-page.js';
export { formPolicy } from '../documents/forms/form-style.js';

/** The sentences of a bulletin, for a page that shows it. */
export function wordsOf(report: BulletinReport): Record<'overall' | 'praise' | 'change', string> {
  return { overall: overall(report), praise: praise(report.figures), change: change(report) };
}
