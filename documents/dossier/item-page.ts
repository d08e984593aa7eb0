import { escape } from '../rehearsal/escape.js';

/** An item's whole story, ready to be read: all dates and names are text. */
export interface ItemStory {
  campaign: string;
  code: string;
  title: string;
  /** 正常, 逾期 … */
  light: string;
  facts: [label: string, text: string][];
  checkpoints: { label: string; due: string; status: string; submitted: string; note: string }[];
  submissions: {
    at: string;
    who: string;
    what: string;
    text: string;
    files: { name: string; size: string; path: string }[];
  }[];
  timeline: { at: string; text: string; told: boolean }[];
}

/** Where pages lie, seen from the dossier's top. */
export const PAGES = '事项';

const style = `
body{margin:0;color:#1f2933;font:14px/1.65 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:900px;margin:0 auto;padding:20px}
h1{margin:4px 0 12px;font-size:22px}h2{margin:24px 0 8px;padding-left:8px;border-left:4px solid #1d4f91;font-size:16px}
.of{margin:0;color:#52606d}
table{width:100%;border-collapse:collapse}th,td{padding:4px 8px;border:1px solid #d8dee4;text-align:left;vertical-align:top}
th{background:#eef2f7;font-weight:normal;white-space:nowrap}.facts th{width:7em}
.at{width:15em;white-space:nowrap;color:#52606d}.told td{color:#52606d}
td p{margin:0;white-space:pre-wrap}tr{break-inside:avoid}thead{display:table-header-group}
@page{size:A4;margin:18mm 16mm}@media print{body{font-size:10pt}main{max-width:none;padding:0}}
`.trim();

export function page(title: string, body: string[]): string {
  return [
    '<!doctype html>',
    '<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(title)}</title><style>${style}</style></head><body><main>`,
    ...body,
    '</main></body></html>',
    '',
  ].join('\n');
}

export function itemPage(story: ItemStory): string {
  const { campaign, code, title, light, facts, checkpoints, submissions, timeline } = story;
  return page(`${code} ${title}`, [
    `<p class="of">${escape(campaign)}　督办事项办理全过程</p><h1>${escape(code)}　${escape(title)}</h1>`,
    table(
      'facts',
      [],
      [['状态', light] as [string, string], ...facts].map(
        ([label, text]) => `<th>${escape(label)}</th><td>${lines(text)}</td>`,
      ),
    ),
    '<h2>检查节点</h2>',
    table(
      '',
      ['节点', '期限', '状态', '报送时间', '备注'],
      checkpoints.map((row) => cells([row.label, row.due, row.status, row.submitted, row.note])),
    ),
    '<h2>报送与佐证材料</h2>',
    submissions.length === 0
      ? '<p>没有报送。</p>'
      : table('', ['时间', '报送单位', '内容'], submissions.map(submission)),
    '<h2>办理全过程</h2>',
    `<table>${timeline.map(({ at, text, told }) => `<tr${told ? ' class="told"' : ''}><td class="at">${escape(at)}</td><td>${lines(text)}</td></tr>`).join('\n')}</table>`,
  ]);
}

function submission({ at, who, what, text, files }: ItemStory['submissions'][number]): string {
  // Pages lie one folder down.
  const links = files.map(
    ({ name, size, path }) =>
      `<p>佐证材料：<a href="${escape(`../${encodeURI(path)}`)}">${escape(name)}</a>（${size}）</p>`,
  );
  return `<td class="at">${escape(at)}</td><td>${escape(who)}<br>${escape(what)}</td><td>${lines(text)}${links.join('')}</td>`;
}

/** The same as text, for all items in one file: to be searched, and read where there is no browser. */
export function itemText({
  campaign,
  code,
  title,
  light,
  facts,
  checkpoints,
  submissions,
  timeline,
}: ItemStory): string {
  return [
    `${code}　${title}`,
    campaign,
    ...[['状态', light], ...facts].map(([label = '', text = '']) => `${label}：${text}`),
    '【检查节点】',
    ...checkpoints.map((row) =>
      [row.label, row.due, row.status, row.submitted, row.note].filter((cell) => cell !== '').join('　'),
    ),
    '【报送与佐证材料】',
    ...submissions.flatMap(({ at, who, what, text, files }) => [
      `${at}　${who}　${what}${text === '' ? '' : `：${text}`}`,
      ...files.map(({ name, size, path }) => `　　佐证材料：${name}（${size}）见 ${path}`),
    ]),
    '【办理全过程】',
    ...timeline.map(({ at, text }) => `${at}　${text}`),
    '',
    '',
  ].join('\r\n');
}

function table(kind: string, head: string[], rows: string[]): string {
  const top = head.length === 0 ? '' : `<thead><tr>${head.map((name) => `<th>${name}</th>`).join('')}</tr></thead>`;
  return `<table${kind === '' ? '' : ` class="${kind}"`}>${top}<tbody>${rows.map((row) => `<tr>${row}</tr>`).join('\n')}</tbody></table>`;
}

function cells(texts: string[]): string {
  return texts.map((text) => `<td>${escape(text)}</td>`).join('');
}

function lines(text: string): string {
  return text === '' ? '' : `<p>${escape(text)}</p>`;
}
