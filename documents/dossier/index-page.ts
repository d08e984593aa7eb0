import { escape } from '../rehearsal/escape.js';
import { page } from './item-page.js';

export interface IndexRow {
  code: string;
  title: string;
  leads: string;
  light: string;
  /** From the dossier's top. */
  path: string;
}

/** 目录.html: every item with the way to its page, written as the items are read. */
export async function* indexPage(
  title: string,
  facts: string[],
  rows: AsyncIterable<IndexRow>,
): AsyncGenerator<string> {
  const [top = '', bottom = ''] = page(title, ['\u0000']).split('\u0000');
  yield `${top}<h1>${escape(title)}</h1>${facts.map((fact) => `<p class="of">${escape(fact)}</p>`).join('')}`;
  yield '<h2>督办事项</h2><table><thead><tr><th>编号</th><th>事项</th><th>牵头单位</th><th>状态</th></tr></thead><tbody>\n';
  for await (const row of rows) {
    const link = `<a href="${escape(encodeURI(row.path))}">${escape(row.title)}</a>`;
    const cells = [escape(row.code), link, escape(row.leads), escape(row.light)];
    yield `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
  }
  yield `</tbody></table>${bottom}`;
}
