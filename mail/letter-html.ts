import type { Fact, Letter, LetterItem, LetterSection, LetterTable, Tone } from './letter.js';

const colours: Record<Tone, { bar: string; tint: string }> = {
  urgent: { bar: '#b42318', tint: '#fdf1f0' },
  attention: { bar: '#b25e09', tint: '#fdf6ec' },
  plain: { bar: '#1d4f91', tint: '#f0f5fb' },
  good: { bar: '#2e7d32', tint: '#f0f7f0' },
};

const font = `font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',SimSun,sans-serif;`;
const cell = `${font}font-size:14px;line-height:22px;color:#1f2328;word-break:break-word;`;
const table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';

/**
 * The HTML of a letter. Only nested tables and inline styles: Outlook, Foxmail and the QQ web page drop style sheets, and
 * nothing remote: offices block it, and it would tell who reads when.
 */
export function letterHtml(letter: Letter): string {
  const body = [
    paragraph(letter.salutation, 'font-weight:bold;padding-bottom:10px;'),
    paragraph(letter.opening, 'text-indent:2em;padding-bottom:4px;'),
    ...letter.remarks.map((remark) => paragraph(remark, 'text-indent:2em;font-weight:bold;padding-bottom:4px;')),
    ...(letter.glance === null ? [] : [glanceRow(letter.glance)]),
    ...letter.sections.map(sectionRow),
    ...(letter.welcome.length === 0 ? [] : [welcomeRow(letter.welcome)]),
    `<tr><td style="padding-top:20px;">${closingTable(letter.closing)}</td></tr>`,
    paragraph(letter.signature.office, 'text-align:right;padding-top:20px;', 'right'),
    paragraph(letter.signature.date, 'text-align:right;', 'right'),
    smallPrint(letter.why),
  ];
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>督办通知</title></head>',
    '<body style="margin:0;padding:0;background-color:#f3f4f6;" bgcolor="#f3f4f6">',
    `${table} bgcolor="#f3f4f6"><tr><td align="center" style="padding:16px 8px;">`,
    // Outlook knows no greatest width: it alone reads the table in the comment.
    '<!--[if mso]><table role="presentation" width="680" align="center"><tr><td><![endif]-->',
    `${table} bgcolor="#ffffff"`,
    ' style="max-width:680px;margin:0 auto;text-align:left;background-color:#ffffff;border:1px solid #d8dee4;"><tr>',
    `<td style="padding:22px 20px;">${table}>`,
    ...body,
    '</table></td></tr></table>',
    '<!--[if mso]></td></tr></table><![endif]-->',
    '</td></tr></table></body></html>',
    '',
  ].join('\n');
}

function glanceRow({ title, table: figures }: NonNullable<Letter['glance']>): string {
  return `<tr><td style="${cell}padding-top:14px;padding-bottom:4px;"><b>${escapeHtml(title)}</b></td></tr><tr><td>${dataTable(figures)}</td></tr>`;
}

function welcomeRow(lines: string[]): string {
  const { tint } = colours.plain;
  const style = `${cell}background-color:${tint};padding:10px 12px;`;
  const text = lines.map(escapeHtml).join('<br>');
  return [
    `<tr><td style="padding-top:18px;">${table}><tr><td bgcolor="${tint}" style="${style}">`,
    `<b>首次收到督办邮件须知</b><br>${text}</td></tr></table></td></tr>`,
  ].join('');
}

function sectionRow(section: LetterSection): string {
  const { bar, tint } = colours[section.tone];
  return [
    `<tr><td style="padding-top:18px;">${table}>`,
    `<tr><td bgcolor="${bar}" style="${font}background-color:${bar};color:#ffffff;font-size:15px;line-height:22px;`,
    `font-weight:bold;padding:6px 12px;">${escapeHtml(section.heading)}</td></tr>`,
    labelled('事由', section.cause),
    ...section.items.map((item) => itemRow(item, tint)),
    labelled('要求', section.request),
    labelled('后续', section.next),
    '</table></td></tr>',
  ].join('\n');
}

function itemRow(item: LetterItem, tint: string): string {
  if (item.title === '' && item.table) return `<tr><td style="padding-top:10px;">${dataTable(item.table)}</td></tr>`;
  return [
    `<tr><td style="padding-top:10px;">${table} style="border:1px solid #d8dee4;">`,
    `<tr><td colspan="2" bgcolor="${tint}" style="${cell}background-color:${tint};font-weight:bold;padding:6px 12px;`,
    `border-bottom:1px solid #d8dee4;">${escapeHtml(item.title)}</td></tr>`,
    ...item.facts.map(factRow),
    item.table ? `<tr><td colspan="2" style="padding:6px 8px 8px;">${dataTable(item.table)}</td></tr>` : '',
    '</table></td></tr>',
  ].join('\n');
}

function factRow(fact: Fact): string {
  const weight = fact.strong ? 'font-weight:bold;' : '';
  return [
    `<tr><td width="84" valign="top" style="${cell}width:84px;color:#57606a;white-space:nowrap;padding:4px 0 4px 12px;">`,
    `${escapeHtml(fact.label)}</td>`,
    `<td valign="top" style="${cell}${weight}padding:4px 12px;">${value(fact)}</td></tr>`,
  ].join('');
}

function dataTable({ columns, rows }: LetterTable): string {
  // A telephone shows some 300 pixels of it: heads stand on one line, as a column of single characters cannot be read.
  const data = `${font}font-size:13px;line-height:20px;color:#1f2328;border:1px solid #d8dee4;padding:4px;`;
  const heads = columns.map(({ head, width }) =>
    [
      `<td bgcolor="#f6f8fa" width="${width}%" `,
      `style="${data}background-color:#f6f8fa;color:#57606a;white-space:nowrap;">${escapeHtml(head)}</td>`,
    ].join(''),
  );
  const lines = rows.map((row) => {
    const cells = row.map(
      (text) => `<td valign="top" style="${data}word-break:break-word;">${escapeHtml(text) || '&nbsp;'}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return [
    '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">',
    `<tr>${heads.join('')}</tr>`,
    ...lines,
    '</table>',
  ].join('\n');
}

function closingTable(facts: Fact[]): string {
  const rows = facts.map((fact) => factRow(fact));
  return [`${table} bgcolor="#f6f8fa" style="background-color:#f6f8fa;">`, ...rows, '</table>'].join('\n');
}

function labelled(label: string, text: string): string {
  return `<tr><td style="${cell}padding:10px 0 0;"><b>${label}：</b>${escapeHtml(text)}</td></tr>`;
}

function smallPrint(lines: string[]): string {
  const style = `${font}font-size:12px;line-height:18px;color:#57606a;padding-top:16px;`;
  return `<tr><td style="${style}">${['为何收到此通知：', ...lines].map(escapeHtml).join('<br>')}</td></tr>`;
}

function paragraph(text: string, style: string, align = 'left'): string {
  return `<tr><td align="${align}" style="${cell}${style}">${escapeHtml(text)}</td></tr>`;
}

function value(fact: Fact): string {
  const text = escapeHtml(fact.text);
  if (fact.words !== undefined) return fact.words.map(commandWord).join(' ');
  if (fact.button !== undefined) return button(text, fact.button);
  const shown = fact.show === undefined ? text : escapeHtml(fact.show);
  return fact.link ? `<a href="${text}" style="color:#1d4f91;word-break:break-all;">${shown}</a>` : text;
}

/** A coloured cell with a link in it: Outlook knows no padding on the link itself. The text part has the address. */
function button(address: string, label: string): string {
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>',
    `<td bgcolor="#1d4f91" style="${font}color:#ffffff;background-color:#1d4f91;padding:9px 22px;">`,
    `<a href="${address}" target="_blank" rel="noreferrer" style="${font}color:#ffffff;font-size:15px;line-height:20px;`,
    `font-weight:bold;text-decoration:none;">${escapeHtml(label)}</a></td></tr></table>`,
  ].join('');
}

/** A browser may break a line after each hyphen; an option is read whole. */
function commandWord(word: string): string {
  const text = escapeHtml(word);
  return word.startsWith('--') ? `<span style="white-space:nowrap;">${text}</span>` : text;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
