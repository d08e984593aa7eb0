import * as cheerio from 'cheerio';

/** What of a mail is kept, in characters: a report, not a book. */
const MOST = 20_000;

/** What the sender wrote himself: without the mail he answers, the signature that a telephone adds, and blank edges. */
export function ownWords({ text, html }: { text?: string | undefined; html?: string | undefined }): string {
  const plain = text?.trim() ? text : html === undefined ? '' : htmlText(html);
  const lines = plain.replace(/\r\n?/g, '\n').split('\n');
  return withoutQuotes(lines)
    .filter((line) => !phoneSignature.test(line))
    .join('\n')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MOST);
}

const phoneSignature =
  /^\s*(?:发自我的.{1,30}|从\s*.{0,20}(?:邮箱|手机).{0,6}发(?:来|送)的?.{0,10}|Sent from my .{1,30})$/i;
const ruled =
  /^[>\s]*[-_—=*]{2,}\s*(?:回复的)?(?:原始邮件|原邮件|转发邮件|转发的邮件|original message|original|replied message|forwarded message)\s*[-_—=*]{2,}\s*$/i;
const wrote = /^\s*(?:在\s*.{4,120}写道|(?:on|at)\s.{4,120}\bwrote)\s*[:：]\s*$/i;
const sender = /^[>\s*]*(?:发件人|寄件者|from)\s*\*?[:：]/i;
const headLine = /^[>\s*]*(?:发送时间|发送日期|日期|时间|收件人|抄送|主题|sent|date|to|cc|subject)\s*\*?[:：]/i;
const quote = /^\s*[>＞|]/;

/** Cuts where the quoted mail begins; where it is marked line by line, only those lines, as an answer may stand below or between. */
function withoutQuotes(lines: string[]): string[] {
  const own: string[] = [];
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n] as string;
    if (ruled.test(line) || /^-- ?$/.test(line)) break;
    if (sender.test(line) && lines.slice(n + 1, n + 5).some((next) => headLine.test(next))) break;
    const attribution = attributionAt(lines, n);
    if (attribution > 0) {
      const next = lines.slice(n + attribution).find((each) => each.trim() !== '');
      if (next === undefined || !quote.test(next)) break;
      n += attribution - 1;
      continue;
    }
    if (!quote.test(line)) own.push(line);
  }
  // A rule drawn above the quoted mail, and nothing below it.
  while (own.length > 0 && /^[\s_—=-]*$/.test(own.at(-1) as string)) own.pop();
  return own;
}

/** How many lines say who wrote what follows: 0, 1, or 2 where the mail program broke it. */
function attributionAt(lines: string[], n: number): number {
  const line = lines[n] as string;
  if (wrote.test(line)) return 1;
  return /^\s*(?:在\s|on\s|at\s)/i.test(line) && wrote.test(`${line} ${lines[n + 1] ?? ''}`) ? 2 : 0;
}

const QUOTED = 'blockquote, .gmail_quote, #divRplyFwdMsg, #isReplyContent, .ntes-mailmaster-quote, #isForwardContent';

function htmlText(html: string): string {
  const $ = cheerio.load(html.slice(0, 2_000_000));
  $(`${QUOTED}, style, script, head, title`).remove();
  $('br').replaceWith('\n');
  $('p, div, tr, li, h1, h2, h3, hr').append('\n');
  return $.root()
    .text()
    .replace(/\u00a0/g, ' ');
}
