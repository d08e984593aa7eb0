import { cleanLines } from './clean-text.js';

/** What no text holds; line ends and tabs are not among it. */
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/**
 * A paragraph's text as it is shown: a run of the source's blanks is one space, and none where a line of Chinese was
 * broken in the source. No-break and ideographic spaces stay as many as they are, for they set words apart.
 */
export function paragraphText(raw: string): string {
  const text = raw.replace(CONTROL, '').replace(/[ \t\r\n\f\v]+/g, (gap, at: number, whole: string) => {
    const broken = /[\r\n]/.test(gap) && isWide(whole.charAt(at - 1)) && isWide(whole.charAt(at + gap.length));
    return broken ? '' : ' ';
  });
  return cleanLines(text).join(' ').trim();
}

function isWide(sign: string): boolean {
  return /[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60、。〈-】〔-〕“”‘’]/u.test(sign);
}
