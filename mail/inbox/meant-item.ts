/** The lines of a mail that say which item it is about. */
const FIRST_LINES = 3;

/**
 * Which of the items that a mail was about its reader answers for: the only one, or the one whose code he puts into the subject or at the
 * beginning of one of the first lines. `undefined` where that is not certain. Codes in the subject that was ours say nothing.
 */
export function meantItem<T extends { code: string }>(
  items: T[],
  words: { subject: string; ownSubject: string; text: string },
): T | undefined {
  if (items.length <= 1) return items[0];
  const lines = words.text.split('\n').filter((line) => line.trim() !== '');
  const subject = words.subject.replace(words.ownSubject, '');
  const named = items.filter(
    ({ code }) =>
      lines.slice(0, FIRST_LINES).some((line) => beginsWith(line, code)) ||
      (holds(subject, code) && !holds(words.ownSubject, code)),
  );
  return named.length === 1 ? named[0] : undefined;
}

function beginsWith(line: string, code: string): boolean {
  const lead = '^\\s*[【\\[（(“"]?\\s*(?:关于|督办)?(?:事项|编号|序号)?\\s*(?:编号)?\\s*[:：]?\\s*';
  // 1.2万元 is a sum.
  const end = '(?![\\d.]*\\d)(?!\\s*(?:[万亿%％‰元个所名人次年月天项]|平方))';
  return new RegExp(`${lead}${escaped(code)}${end}`).test(line);
}

function holds(subject: string, code: string): boolean {
  return new RegExp(`(?<![\\d.])${escaped(code)}(?![\\d.]*\\d)`).test(subject);
}

function escaped(code: string): string {
  return code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
