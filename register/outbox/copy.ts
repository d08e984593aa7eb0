import type { Content } from './content.js';

/** The mail as the person on leave gets it, for his records: marked in the subject, and saying first who acts for him. */
export function asCopy({ subject, text, html, ...rest }: Content, standIn: string): Content {
  const line = `您休假期间由${standIn}代为办理，此件抄送您备查。`;
  const shown = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#fff8e1"><tr><td style="padding:12px 16px;font-size:14px;line-height:22px;color:#1f2328;background-color:#fff8e1;">${escaped(line)}</td></tr></table>`;
  const body = /<body[^>]*>/i.exec(html);
  const start = body === null ? 0 : body.index + body[0].length;
  return {
    ...rest,
    subject: `【抄送】${subject}`,
    text: `${line}\n\n${text}`,
    html: `${html.slice(0, start)}${shown}${html.slice(start)}`,
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
