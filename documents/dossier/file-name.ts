/** What Windows, or a shell, would take for something else; and what turns the reading direction around. */

const UNSAFE = /[\u0000-\u001f\u007f-\u009f\\/:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/** A name from outside as part of a file's name: shown, never a path. Cut in its middle, so that what kind of file it is stays seen. */
export function safeName(name: string, most = 60): string {
  const safe = name
    .toWellFormed()
    .replace(UNSAFE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const letters = [...safe];
  if (letters.length <= most) return safe === '' ? '未命名' : safe;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(safe)?.[0] ?? '';
  return `${letters
    .slice(0, most - ending.length - 1)
    .join('')
    .trimEnd()}…${ending}`;
}
