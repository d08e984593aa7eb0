import { writable } from '../draft-book/cell-text.js';
import { escape } from '../rehearsal/escape.js';

/** A text as it stands in a page, its line breaks kept. */
export function pageText(text: string): string {
  return escape(writable(text)).replace(/\n/g, '<br>');
}
